using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.State;
using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.Language.ScriptCommand>;

namespace S3Contract.Harness.Campaigns.Shrinking;

/// <summary>What the failing run itself shows to be needless, before anything is run again: commands after the failure, and commands that did
/// nothing or were refused. For a charm that is a process every run saved counts.</summary>
internal static class FreeCuts
{
    /// <summary>The commands of a script that had an effect before or at the failure.</summary>
    public static Commands Of(Script script, IReadOnlyList<Step> steps, Violation violation)
    {
        HashSet<int> effective = [];
        foreach (Step step in steps)
        {
            if (step is not ModelStep { Change: OperationRefused })
            {
                effective.Add(step.Line);
            }
        }

        List<ScriptCommand> kept = [];
        foreach (ScriptLine line in script.Lines)
        {
            if (line.Command is { } command && (line.Number <= violation.Line || violation.Line == 0) && effective.Contains(line.Number))
            {
                kept.Add(command);
            }
        }

        return kept;
    }
}
