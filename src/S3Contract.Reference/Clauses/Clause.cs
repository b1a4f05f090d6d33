namespace S3Contract.Reference.Clauses;

/// <summary>One sentence of the contract: what verdicts, reports and scripts speak of.</summary>
/// <param name="Id">Its stable name, <c>family.name</c>.</param>
/// <param name="Level">The level it belongs to.</param>
/// <param name="Roles">The side or sides it binds.</param>
/// <param name="Text">What it says, in one sentence.</param>
/// <param name="Citation">Where it comes from: the sentence of the interface description, the behaviour of the library, the rule of Juju.</param>
public sealed record Clause(string Id, ClauseLevel Level, Roles Roles, string Text, string Citation)
{
    /// <summary>How we read the sources where they contradict each other or leave something open, and why; null where there is nothing
    /// to interpret.</summary>
    public string? Reading { get; init; }

    /// <summary>The custom event the clause speaks of, if it cannot be judged without seeing that event
    /// (<c>credentials-requested</c>, …).</summary>
    public string? Event { get; init; }

    /// <summary>The fields of which at least one must be given to the provider before anything can put the clause to the test; null if it
    /// does not hang on that.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Can nothing put the clause to the test unless an operator issues the provider its keys?</summary>
    public bool HangsOnIssue { get; init; }

    /// <summary>The version of the interface that a relation must speak for the clause to say anything of it.</summary>
    public ContractVersion Version { get; init; }

    /// <summary>Does the clause hold for the event of another library too, which means the same and comes by other rules
    /// (<see cref="Observations.EventEmitted.As"/>)?</summary>
    public bool AnyLibrary { get; init; }

    /// <summary>The part of <see cref="Id"/> before the dot.</summary>
    public string Family => Id.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? Id[..dot] : Id;

    /// <summary>Its place in <see cref="ClauseCatalogue.All"/>; below 0 for a clause that is not in it.</summary>
    internal int Index { get; set; } = -1;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
