namespace S3Contract.Reference.State;

/// <summary>A step that breaks a clause.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Role">The side that broke it.</param>
/// <param name="StepIndex">The index of the step in its trace.</param>
/// <param name="Line">The line of the script that caused the step, from 1; 0 if none did.</param>
/// <param name="Reason">Why it breaks it.</param>
public sealed record Violation(Clause Clause, Roles Role, int StepIndex, int Line, Reason Reason)
{
    /// <summary>The id of the clause.</summary>
    public string ClauseId => Clause.Id;

    /// <summary>What the reason refers to: names, keys and values as they stand in the trace, not masked.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>What is wrong, for people; it never holds an access key or a secret key.</summary>
    public string Message => Reason.Message(this);

    /// <summary>Every outcome that the contract allows here, the one closest to what happened first.</summary>
    public IReadOnlyList<string> Allowed => Reason.Allowed(this);

    /// <summary>What happened.</summary>
    public string Observed => Reason.Observed(this);

    /// <summary>The script whose run it was; empty if it had no name.</summary>
    public string Script { get; init; } = "";

    /// <summary>The application that broke the clause.</summary>
    public string Application { get; init; } = "";

    /// <summary>The unit that broke it, if it was one.</summary>
    public UnitName? Unit { get; init; }

    /// <summary>The hook that broke it, if it was one.</summary>
    public Hook? Hook { get; init; }

    /// <summary>The relation concerned, if it was one.</summary>
    public RelationId? Relation { get; init; }

    /// <summary>The key that was seen where it must not show; null if that is not what is wrong.</summary>
    public KeySighting? Sighting { get; init; }

    /// <summary>The names of the oddities that the failure of a hook may hang on, as far as nobody has tried it without them; empty
    /// else.</summary>
    public IReadOnlyList<string> Suspects { get; init; } = [];

    internal string this[int reference] => References[reference];

    internal string HookName => Hook?.Name ?? "";
}
