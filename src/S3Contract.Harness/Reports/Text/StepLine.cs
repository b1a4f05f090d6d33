using System.Globalization;
using System.Text;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Harness.Reports.Text;

/// <summary>A step in one line, for people: what ran, how it ended, what it changed.</summary>
internal static class StepLine
{
    /// <summary>The line of a step whose secrets are masked.</summary>
    public static string Of(Step step) => step switch
    {
        HookStep hook => Of(hook),
        ModelStep model => string.Create(CultureInfo.InvariantCulture, $"{step.Index,4}  {Of(model.Change)}"),
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
            line.Append(entry switch
            {
                EventEmitted emitted => $"; emits {emitted.Name}{(emitted.As is { } other ? $" (as {other})" : "")}",
                StatusChanged status => $"; {(status.Application ? "application " : "")}status {ScriptPrinter.Word(status.Status)}{(status.Message.Length == 0 ? "" : $" '{status.Message}'")}",
                Refusal refusal => $"; refused {refusal.Command}: {refusal.Reason}",
                Lacking lacking => $"; {lacking.Command}: the simulation has no {lacking.What}",
                _ => "",
            });
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

    private static string Of(ModelChange change) => change switch
    {
        ApplicationDeployed deployed => $"deployed {deployed.Application} ({deployed.Charm})",
        CharmRefreshed refreshed => $"refreshed {refreshed.Application} ({refreshed.Charm})",
        ApplicationRemoved removed => $"removing {removed.Application}",
        UnitAdded added => $"added {added.Unit}",
        UnitRemoved removed => $"removing {removed.Unit}",
        UnitGone gone => $"{gone.Unit} is gone",
        RelationAdded { IsPeer: true } added => $"peer relation {added.Relation} of {added.Provider}",
        RelationAdded added => $"relation {added.Relation}: {added.Provider}:{added.ProviderEndpoint} - {added.Requirer}:{added.RequirerEndpoint}",
        RelationRemoved removed => $"removing relation {removed.Relation}",
        RelationGone gone => $"relation {gone.Relation} is gone",
        LeaderMoved moved => $"leader of {moved.Application}: {moved.To?.ToString() ?? "nobody"}",
        ConfigChanged config => $"config {config.Application}{(config.Reset is { } reset ? " --reset " + string.Join(',', reset) : "")}{Pairs(config.Options)}",
        ActionQueued queued => $"run {queued.Unit} {queued.Action}{Pairs(queued.Parameters)}",
        CredentialsIssued issued => $"issue {issued.Application}{Pairs(issued.Fields)}",
        FaultArmed armed => $"{armed.Fault} {armed.Unit}",
        HookResolved resolved => $"resolve {resolved.Unit}{(resolved.Retry ? "" : " --no-retry")}",
        OperationRefused refused => $"refused {refused.Operation}: {refused.Reason}",
        ModelQuiet => "quiet",
        ModelRestless restless => FormattableString.Invariant($"not quiet after {restless.Hooks} hooks"),
        _ => change.GetType().Name,
    };

    private static string Pairs(IEnumerable<KeyValuePair<string, string>> pairs) => string.Concat(pairs.Select(pair => $" {pair.Key}={pair.Value}"));
}
