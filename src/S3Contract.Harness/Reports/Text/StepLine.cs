using System.Globalization;
using System.Text;

namespace S3Contract.Harness.Reports.Text;

/// <summary>A step in one line, for people: what ran, how it ended, what it changed.</summary>
internal static class StepLine
{
    /// <summary>The line of a step whose secrets are masked.</summary>
    public static string Of(Step step) => step switch
    {
        HookStep hook => Of(hook),
        ModelStep model => string.Create(CultureInfo.InvariantCulture, $"{step.Index,4}  {model.Change.Line}"),
        _ => "",
    };

    private static string Of(HookStep hook)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{hook.Index,4}  {hook.Unit} {hook.Hook.Name}");
        if (hook.Outcome is not (HookOutcome.Committed or HookOutcome.Missing))
        {
            line.Append(CultureInfo.InvariantCulture, $" {Name(hook.Outcome)}: {hook.Failure}");
        }

        foreach (HookEntry entry in hook.Entries)
        {
            line.Append(entry.Line.Length > 0 ? "; " : "").Append(entry.Line);
        }

        foreach (DatabagCommit commit in hook.Commits)
        {
            line.Append(CultureInfo.InvariantCulture, $"; relation {commit.Relation} {(commit.Application ? "application" : "unit")}:");
            foreach (string key in commit.Before.Keys.Union(commit.After.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                string? after = commit.After.Get(key);
                if (!string.Equals(after, commit.Before.Get(key), StringComparison.Ordinal))
                {
                    line.Append(after is null ? $" -{key}" : $" {key}={after}");
                }
            }
        }

        return line.ToString();
    }

    private static string Name(HookOutcome outcome) => outcome switch
    {
        HookOutcome.Failed => "failed",
        HookOutcome.CommitRefused => "commit refused",
        _ => "killed",
    };
}
