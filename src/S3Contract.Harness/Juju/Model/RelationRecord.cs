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
internal sealed record RelationSide(string Application, string Endpoint, Bag Bag, RelationMember[] Units)
{
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

    public RelationMember? Find(UnitName unit) => IndexOf(unit) is >= 0 and int at ? Units[at] : null;

    public RelationSide Enter(UnitName unit, Bag bag)
    {
        int at = IndexOf(unit);
        var member = new RelationMember(unit, bag, Presence.Present);
        if (at >= 0)
        {
            return this with { Units = Units.Replaced(at, member) };
        }

        at = 0;
        while (at < Units.Length && UnitOrder.Compare(Units[at].Unit, unit) < 0)
        {
            at++;
        }

        return this with { Units = Units.Inserted(at, member) };
    }

    public RelationSide With(UnitName unit, Presence presence) => IndexOf(unit) is >= 0 and int at
        ? this with { Units = Units.Replaced(at, Units[at] with { Presence = presence }) }
        : this;
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
    public bool IsEmpty => AllLeft(Provider) && (OtherSide is null || AllLeft(OtherSide));

    public bool Involves(string application) => Is(Provider, application) || (OtherSide is not null && Is(OtherSide, application));

    public RelationSide Own(string application) => OtherSide is null || Is(Provider, application) ? Provider : OtherSide;

    /// <summary>The side that units of an application watch.</summary>
    public RelationSide Counterpart(string application) => OtherSide is null || !Is(Provider, application) ? Provider : OtherSide;

    public RelationRecord WithOwn(string application, RelationSide side) => OtherSide is null || Is(Provider, application)
        ? this with { Provider = side }
        : this with { OtherSide = side };

    private static bool Is(RelationSide side, string application) => string.Equals(side.Application, application, StringComparison.Ordinal);

    private static bool AllLeft(RelationSide side)
    {
        foreach (RelationMember member in side.Units)
        {
            if (member.Presence != Presence.Left)
            {
                return false;
            }
        }

        return true;
    }
}
