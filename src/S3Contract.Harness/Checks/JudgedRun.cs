using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Checks;

/// <summary>A run that was judged: for messages that point into it.</summary>
/// <param name="Script">The script; null if only the trace was saved.</param>
/// <param name="Trace">What happened, masked.</param>
/// <param name="Secrets">The masks.</param>
internal sealed record JudgedRun(Script? Script, Trace Trace, Redaction Secrets)
{
    /// <summary>Is it a script of the charm's author?</summary>
    public bool IsOwn { get; init; }

    /// <summary>The file of the line that caused a step, where the script includes it from another; else null.</summary>
    public string? FileOf(int step) => step >= 0 && step < Trace.Steps.Count ? Trace.Steps[step].File : null;

    /// <summary>A line of the script, masked; null if there is none.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="file">The file, where the script includes the line from another; else null.</param>
    public string? TextOf(int line, string? file)
    {
        foreach (ScriptLine candidate in Script?.Lines ?? [])
        {
            if (candidate.Number == line && line > 0 && string.Equals(candidate.File, file, StringComparison.Ordinal))
            {
                return Secrets.MaskLine((candidate.Source ?? ScriptPrinter.Print(candidate)).Trim());
            }
        }

        return null;
    }

    /// <summary>The run as reports show it. The lines of a script that never stood in a file are counted.</summary>
    public BrokenRun Shown => field ??= new BrokenRun(
        [.. (Script?.Lines ?? []).Select((line, i) => new ShownLine(line.Number > 0 ? line.Number : i + 1, line.File, Secrets.MaskLine(line.Source ?? ScriptPrinter.Print(line))))],
        Trace.Steps);

    /// <summary>Where a step happened: <c>provider/0 s3-relation-changed</c>.</summary>
    public string? Where(int step) => step >= 0 && step < Trace.Steps.Count && Trace.Steps[step] is HookStep hook
        ? $"{hook.Unit} {hook.Hook.Name}"
        : null;
}
