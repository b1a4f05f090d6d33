using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Scripts.Running;

/// <summary>What a run of a script comes to.</summary>
internal enum ScriptVerdict
{
    /// <summary>Everything in it was carried out and every expectation held.</summary>
    Passed,

    /// <summary>An expectation did not hold.</summary>
    Failed,

    /// <summary>The subject cannot do, or does not show, something that the script needs.</summary>
    Inconclusive,

    /// <summary>The script, or a line of a profile, cannot be read. Where a script cannot, nothing was run.</summary>
    Invalid,
}

/// <summary>A run of a script.</summary>
/// <param name="Script">The script, with all variables replaced.</param>
/// <param name="Trace">What happened.</param>
internal sealed record ScriptRun(Script Script, Trace Trace)
{
    /// <summary>The expectations that were reached, in order.</summary>
    internal IReadOnlyList<ExpectationResult> Expectations { get; init; } = [];

    /// <summary>What cannot be read in the script or in a profile.</summary>
    public IReadOnlyList<ScriptError> Errors { get; init; } = [];

    /// <summary>What could not be carried out, and expectations that the subject does not show enough for.</summary>
    internal IReadOnlyList<Shortfall> Shortfalls { get; init; } = [];

    /// <summary>Why a run that was ended from outside did not pass.</summary>
    internal const string Ended = "interrupted";

    /// <summary>Was it ended before its end? Then it holds what happened until then, and none of what was expected.</summary>
    internal bool Interrupted { get; init; }

    /// <summary>The line of the expectation that ended the run early; null if it was run to its end.</summary>
    public int? StoppedAt { get; init; }

    /// <summary>The units that the script leaves in error, for people and without values.</summary>
    public IEnumerable<string> LeftInError => ScriptEnd.InError(Trace).Select(hook => $"{hook.Unit} is in error at the end: {hook.Hook.Name} failed");

    /// <summary>What the run comes to. A failed expectation counts for more than something that could not be told.</summary>
    public ScriptVerdict Verdict =>
        Errors.Count > 0 ? ScriptVerdict.Invalid
        : Expectations.Any(result => result.Outcome == ExpectationOutcome.NotHeld) ? ScriptVerdict.Failed
        : Interrupted || Shortfalls.Count > 0 ? ScriptVerdict.Inconclusive
        : ScriptVerdict.Passed;

    /// <summary>Why it is not passed, for people and without values: the first thing that stands in the way. Empty if it passed.</summary>
    public string Reason => Verdict switch
    {
        ScriptVerdict.Invalid => Errors[0].ToString(),
        ScriptVerdict.Failed => Of(Expectations.First(result => result.Outcome == ExpectationOutcome.NotHeld)),
        ScriptVerdict.Inconclusive when Interrupted => Ended,
        ScriptVerdict.Inconclusive => Shortfalls[0].Line == 0 ? Shortfalls[0].Reason : $"line {Shortfalls[0].Line}: {Shortfalls[0].Reason}",
        _ => "",
    };

    private static string Of(ExpectationResult result) => $"line {result.Line.Number}: {result.Reason}";
}
