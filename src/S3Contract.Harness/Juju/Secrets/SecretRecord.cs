namespace S3Contract.Harness.Juju.Secrets;

/// <summary>A secret as the controller stores it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Who owns it.</param>
internal sealed record SecretRecord(string Id, SecretParty Owner)
{
    /// <summary>Its owner's label for it; of an operator's secret its name. Empty if it has none.</summary>
    public string Label { get; init; } = "";

    public string Description { get; init; } = "";

    public SecretRotation Rotation { get; init; }

    /// <summary>Is it to be given new content now?</summary>
    public bool RotationDue { get; init; }

    /// <summary>The number of the revision that was made last, from 1.</summary>
    public int Latest { get; init; }

    /// <summary>The revisions that there are, oldest first.</summary>
    public SecretEdition[] Editions { get; init; } = [];

    public SecretGrant[] Grants { get; init; } = [];

    /// <summary>The units that have read it, in the order in which they did.</summary>
    public SecretConsumer[] Consumers { get; init; } = [];

    public string Uri => "secret:" + Id;

    /// <summary>The revision of a number; null if it is not there any more.</summary>
    public SecretEdition? Find(int number) => Array.Find(Editions, edition => edition.Number == number);

    public int IndexOfConsumer(UnitName unit) => Array.FindIndex(Consumers, consumer => consumer.Unit == unit);

    /// <summary>The secret with what a unit has of it.</summary>
    public SecretRecord With(SecretConsumer consumer)
    {
        int at = IndexOfConsumer(consumer.Unit);
        return this with
        {
            Consumers = at < 0 ? [.. Consumers, consumer] : [.. Consumers.Select((other, i) => i == at ? consumer : other)],
        };
    }

    /// <summary>The secret with a new revision.</summary>
    public SecretRecord With(SecretContent content, DateTimeOffset? expires) => this with
    {
        Latest = Latest + 1,
        Editions = [.. Editions, new SecretEdition(Latest + 1, content) { Expires = expires }],
    };

    /// <summary>The secret with a revision changed.</summary>
    public SecretRecord With(int number, Func<SecretEdition, SecretEdition> change) => this with
    {
        Editions = [.. Editions.Select(edition => edition.Number == number ? change(edition) : edition)],
    };

    /// <summary>Does nobody read a revision any more? The latest is there for whoever comes.</summary>
    public bool IsUnused(SecretEdition edition) =>
        edition.Number < Latest && !Array.Exists(Consumers, consumer => consumer.Revision == edition.Number);
}

/// <summary>A revision of a secret.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Content">What is in it.</param>
internal sealed record SecretEdition(int Number, SecretContent Content)
{
    /// <summary>When it expires, if its charm said so.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Has it expired, and its charm was not told?</summary>
    public bool ExpiryDue { get; init; }

    /// <summary>Was its charm told that nobody reads it any more?</summary>
    public bool RemovalTold { get; init; }
}

/// <summary>Somebody may read a secret.</summary>
/// <param name="Subject">Who.</param>
/// <param name="Relation">The relation that it is for: both end together. Null for what an operator grants.</param>
internal readonly record struct SecretGrant(SecretParty Subject, RelationId? Relation);

/// <summary>What the controller and a unit's agent know of a secret that the unit has read.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Revision">The revision that it tracks.</param>
/// <param name="Label">Its own label for the secret; empty if it has none.</param>
/// <param name="Told">The latest revision that it was told of by secret-changed; 0 before.</param>
internal readonly record struct SecretConsumer(UnitName Unit, int Revision, string Label = "", int Told = 0);
