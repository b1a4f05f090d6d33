namespace S3Contract.Harness.Juju.Model;

/// <summary>Is a unit visible to the other side of a relation? (§2.4, §2.5)</summary>
internal enum Presence
{
    /// <summary>It is in scope: others see it.</summary>
    Present,

    /// <summary>It is being removed: others no longer see it, but it has not run its own last hooks.</summary>
    Hidden,

    /// <summary>It has left; its databag stays readable until the relation vanishes.</summary>
    Left,
}

/// <summary>A unit that is, or was, in the scope of a relation, and its databag.</summary>
internal sealed record RelationMember(UnitName Unit, Bag Bag, Presence Presence);

/// <summary>One side of a relation: the application, its databag, and its units in the order of their names as text.</summary>
/// <param name="Application">The application.</param>
/// <param name="Endpoint">Its endpoint.</param>
/// <param name="Bag">Its databag.</param>
/// <param name="Units">The units that have entered and not left.</param>
internal sealed record RelationSide(string Application, string Endpoint, Bag Bag, RelationMember[] Units)
{
    private Remembered _hash;

    /// <summary>The hash of it.</summary>
    public Hash128 Hash => _hash.Of(this, WorldHashes.Of);

    /// <summary>The units that have left: apart from the others, since they only become more, and hardly anybody asks for them.</summary>
    public RelationMember[] Left { get; init; } = [];

    /// <summary>Where among <see cref="Units"/> a unit is; below 0 if it is not in scope.</summary>
    public int IndexOf(UnitName unit)
    {
        for (int i = 0; i < Units.Length; i++)
        {
            if (Units[i].Unit == unit)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The unit, also if it has left; null if it never was here.</summary>
    public RelationMember? Find(UnitName unit) => IndexOf(unit) is >= 0 and int at ? Units[at]
        : PlaceOf(Left, unit) is >= 0 and int left ? Left[left]
        : null;

    public RelationSide Enter(UnitName unit, Bag bag)
    {
        int at = PlaceOf(Units, unit);
        var member = new RelationMember(unit, bag, Presence.Present);
        return this with { Units = at >= 0 ? Units.Replaced(at, member) : Units.Inserted(~at, member) };
    }

    public RelationSide With(UnitName unit, Presence presence)
    {
        int at = IndexOf(unit);
        if (at < 0)
        {
            return this;
        }

        RelationMember member = Units[at] with { Presence = presence };
        return presence == Presence.Left
            ? this with { Units = Units.Without(at), Left = Left.Inserted(~PlaceOf(Left, unit), member) }
            : this with { Units = Units.Replaced(at, member) };
    }

    // Where a unit is; the complement of where it would be, if it is not there.
    private static int PlaceOf(RelationMember[] members, UnitName unit)
    {
        int low = 0;
        int high = members.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = UnitOrder.Compare(members[middle].Unit, unit);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}

/// <summary>A relation as the controller stores it. A peer relation has one side only; its counterpart is itself (§2.3).</summary>
/// <param name="Id">Its number.</param>
/// <param name="Interface">Its interface.</param>
/// <param name="Provider">The providing side, or the only one.</param>
/// <param name="OtherSide">The requiring side; null for a peer relation.</param>
internal sealed record RelationRecord(RelationId Id, string Interface, RelationSide Provider, RelationSide? OtherSide)
{
    /// <summary>Is it being removed?</summary>
    public bool Dying { get; init; }

    public bool IsPeer => OtherSide is null;

    public RelationSide Requirer => OtherSide ?? Provider;

    /// <summary>Juju's name for the relation: <c>requirer:endpoint provider:endpoint</c>, or the one peer endpoint.</summary>
    public string Key => IsPeer
        ? $"{Provider.Application}:{Provider.Endpoint}"
        : $"{Requirer.Application}:{Requirer.Endpoint} {Provider.Application}:{Provider.Endpoint}";

    /// <summary>As Juju tags it: <c>relation-requirer.endpoint#provider.endpoint</c>.</summary>
    public string Tag => "relation-" + Key.Replace(':', '.').Replace(' ', '#');

    /// <summary>Has the last unit left?</summary>
    public bool IsEmpty => Provider.Units.Length == 0 && OtherSide is null or { Units.Length: 0 };

    public bool Involves(string application) => Is(Provider, application) || (OtherSide is not null && Is(OtherSide, application));

    public RelationSide Own(string application) => OtherSide is null || Is(Provider, application) ? Provider : OtherSide;

    /// <summary>The side that units of an application watch.</summary>
    public RelationSide Counterpart(string application) => OtherSide is null || !Is(Provider, application) ? Provider : OtherSide;

    public RelationRecord WithOwn(string application, RelationSide side) => OtherSide is null || Is(Provider, application)
        ? this with { Provider = side }
        : this with { OtherSide = side };

    private static bool Is(RelationSide side, string application) => string.Equals(side.Application, application, StringComparison.Ordinal);
}
