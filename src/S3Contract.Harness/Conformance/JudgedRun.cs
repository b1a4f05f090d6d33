using S3Contract.Harness.Scripts;
using S3Contract.Harness.Traces;
using S3Contract.Observations;

namespace S3Contract.Harness.Conformance;

/// <summary>A run that was judged: for messages that point into it.</summary>
/// <param name="Script">The script; null if only the trace was saved.</param>
/// <param name="Trace">What happened, masked.</param>
/// <param name="Secrets">The masks.</param>
internal sealed record JudgedRun(Script? Script, Trace Trace, Redaction Secrets)
{
    /// <summary>A line of the script, masked; null if there is none.</summary>
    public string? TextOf(int line)
    {
        foreach (ScriptLine candidate in Script?.Lines ?? [])
        {
            if (candidate.Number == line && line > 0)
            {
                return Secrets.MaskLine((candidate.Source ?? ScriptPrinter.Print(candidate)).Trim());
            }
        }

        return null;
    }

    /// <summary>Where a step happened: <c>provider/0 s3-relation-changed</c>.</summary>
    public string? Where(int step) => step >= 0 && step < Trace.Steps.Count && Trace.Steps[step] is HookStep hook
        ? $"{hook.Unit} {hook.Hook.Name}"
        : null;
}
