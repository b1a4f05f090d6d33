using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Harness.Scripts.Expecting;

/// <summary>What became of an expectation.</summary>
internal enum ExpectationOutcome
{
    /// <summary>It was so.</summary>
    Held,

    /// <summary>It was not so.</summary>
    NotHeld,

    /// <summary>The subject does not show what is needed to tell.</summary>
    Inconclusive,
}

/// <summary>One expectation of a script, compared with what happened.</summary>
/// <param name="Line">The line of the script.</param>
/// <param name="Expect">What was expected, with all variables replaced.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it did not hold or cannot be told, for people and without values; empty when it held.</param>
/// <param name="Observed">What was observed instead or as expected: per unit or relation the nearest to what was expected.</param>
internal sealed record ExpectationResult(
    ScriptLine Line, ExpectCommand Expect, ExpectationOutcome Outcome, string Reason, IReadOnlyList<Observed> Observed)
{
    /// <summary>The steps that matter, in order: those observed, or where nothing was, the step the model was left in.</summary>
    public IReadOnlyList<int> Steps { get; init; } = [];

    /// <summary>The first step of the window that was looked at.</summary>
    public int WindowStart { get; init; }

    /// <summary>The step behind the last of the window.</summary>
    public int WindowEnd { get; init; }

    /// <summary>The expectation lines that would have held in its place; empty if the line has no place in what happened.</summary>
    internal IReadOnlyList<ExpectCommand> Instead { get; init; } = [];
}

/// <summary>Something that was observed where an expectation looked. Values are kept apart from the text, so that secrets can be masked.</summary>
/// <param name="Subject">The unit (<c>requirer/0</c>), or the databag's owner and relation (<c>provider on relation 3</c>).</param>
/// <param name="What">What it did or shows, without values: <c>credentials-changed</c>, <c>no credentials-changed</c>.</param>
/// <param name="Fields">The fields that the expectation names, as they were; an empty value means absent.</param>
/// <param name="Step">The step; null for something that did not happen.</param>
internal sealed record Observed(string Subject, string What, Fields Fields, int? Step);
