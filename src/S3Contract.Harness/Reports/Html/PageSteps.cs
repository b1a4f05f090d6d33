using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Harness.Reports.Html;

/// <summary>The steps of a run as the page's script reads them. Everything in them is bounded.</summary>
internal static class PageSteps
{
    private const int LongestValue = 240;
    private const int LongestLine = 320;
    private const int MostEntries = 60;
    private const int MostKeys = 40;
    private const int MostLines = 12;

    /// <summary>A run up to a step.</summary>
    /// <param name="name">The name of its script.</param>
    /// <param name="run">The run.</param>
    /// <param name="last">The last step that is of interest; a few more show what came of it.</param>
    public static PageRun Of(string name, BrokenRun run, int last)
    {
        const int After = 4;
        return new PageRun(PageText.Line(name, LongestLine), run.Steps.Count, [.. run.Steps.Take(last + 1 + After).Select(step => Of(step, run.Steps))]);
    }

    private static PageStep Of(Step step, IReadOnlyList<Step> steps) =>
        What(step, steps) with { Line = step.Line, File = step.File, Secrets = OrNull([.. Secrets(step, steps)]) };

    private static PageStep What(Step step, IReadOnlyList<Step> steps) => step switch
    {
        HookStep hook => Of(hook, steps),
        ModelStep { Change: var change } => new PageStep
        {
            Text = PageText.Line(change.Line, LongestLine),
            By = By(change),
            Change = Change(change),
        },
        _ => new PageStep { Text = "" },
    };

    private static PageStep Of(HookStep hook, IReadOnlyList<Step> steps) => new()
    {
        Unit = hook.Unit.ToString(),
        Hook = PageText.Line(hook.Hook.Name, LongestValue),
        About = About(hook.Hook),
        Leader = hook.Leader,
        Attempt = hook.Attempt,
        End = hook.Outcome switch
        {
            HookOutcome.Missing => "missing",
            HookOutcome.Failed => "failed",
            HookOutcome.CommitRefused => "refused",
            HookOutcome.Killed => "killed",
            _ => null,
        },
        Why = hook.Failure is { } why ? PageText.Line(why, LongestLine) : null,
        Did = OrNull([.. hook.Entries.Take(MostEntries).Select(Did), .. More(hook.Entries.Count, MostEntries), .. Answer(hook)]),
        Commits = OrNull([.. hook.Commits.Select(commit => Of(hook, commit, steps))]),
        Err = OrNull(LastLines(hook.Stderr)),
        Out = OrNull(LastLines(hook.Stdout)),
    };

    private static string? About(Hook hook) =>
        hook.Relation is not { } relation ? null
        : (hook.RemoteUnit?.ToString() ?? hook.RemoteApplication) is { } remote ? $"relation {relation}, {remote}"
        : $"relation {relation}";

    private static string[] Did(HookEntry entry) => entry switch
    {
        DatabagRead read => ["read", $"databag of {read.Owner}, relation {read.Relation}", Fields(read.Content)],
        DatabagWrite write => ["wrote", $"{(write.Application ? "application" : "unit")} databag, relation {write.Relation}", Fields(write.Changes)],
        Refusal refusal => ["refused", Short(refusal.Command), Short(refusal.Reason)],
        LeaderAsked asked => ["asked", "is-leader", asked.Answer ? "yes" : "no"],
        Logged logged => ["logged", logged.Level.ToString().ToUpperInvariant(), Short(logged.Text)],
        StatusChanged status => ["status", $"{ScriptPrinter.Word(status.Status)}{(status.Application ? ", application" : "")}", Short(status.Message)],
        EventEmitted emitted => ["event", Short(emitted.Name) + (emitted.Relation is { } relation ? $", relation {relation}" : ""), Fields(emitted.Seen)],
        SecretRead read => ["read", $"{Short(read.Secret)}, revision {read.Revision}", Fields(read.Content)],
        SecretWrite write => [write.Owner is null ? "wrote" : "added", Short(write.Secret), Fields(write.Content)],
        SecretAccess access => [access.Granted ? "granted" : "revoked", Short(access.Secret), Short(access.Subject)],
        SecretRemoval removal => ["removed", Short(removal.Secret), removal.Revision is { } revision ? FormattableString.Invariant($"revision {revision}") : ""],
        Lacking lacking => ["lacking", Short(lacking.Command), $"the simulation has no {Short(lacking.What)}"],
        OtherCommand other => ["ran", Short(other.Text), ""],
        _ => ["ran", "", ""],
    };

    private static IEnumerable<string[]> Answer(HookStep hook) => hook.Action is not { } action ? []
        : [["answered", action.Failed ? "failed" : "completed", action.Message.Length > 0 ? Short(action.Message) : Fields(action.Results)]];

    private static IEnumerable<string[]> More(int count, int shown) =>
        count > shown ? [["ran", FormattableString.Invariant($"and {count - shown} more commands"), ""]] : [];

    private static string Short(string text) => PageText.Line(text, LongestLine);

    private static string Fields(IEnumerable<KeyValuePair<string, string>> fields)
    {
        const int Most = 12;
        const int Longest = 60;
        KeyValuePair<string, string>[] all = [.. fields.Where(field => !string.Equals(field.Key, "data", StringComparison.Ordinal)).Take(Most + 1)];
        string shown = string.Join("  ", all.Take(Most).Select(field => $"{PageText.Line(field.Key, Longest)}={PageText.Line(field.Value, Longest)}"));
        return all.Length > Most ? shown + "  …" : shown;
    }

    private static PageCommit Of(HookStep hook, DatabagCommit commit, IReadOnlyList<Step> steps)
    {
        string owner = Audience.Owner(hook, commit);
        (IReadOnlyList<int> seen, IReadOnlyList<int> told) = Audience.Of(steps, hook, commit, owner);
        var set = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (string key in commit.Before.Keys.Union(commit.After.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            string? now = commit.After.Get(key);
            if (set.Count < MostKeys && !string.Equals(now, commit.Before.Get(key), StringComparison.Ordinal))
            {
                set[PageText.Line(key, LongestValue)] = now is null ? null : PageText.Line(now, LongestValue);
            }
        }

        return new PageCommit(commit.Relation.Number, owner, set, seen, told);
    }

    private static IEnumerable<PageSecret> Secrets(Step step, IReadOnlyList<Step> steps)
    {
        foreach (IGrouping<string, SecretDeed> deeds in SecretDeeds.In(step).GroupBy(deed => deed.Secret, StringComparer.Ordinal).Take(MostKeys))
        {
            (IReadOnlyList<int> seen, IReadOnlyList<int> told) = Audience.Of(steps, step, deeds.Key);
            yield return new PageSecret(Short(deeds.Key), string.Join(", ", deeds.Select(deed => deed.What).Distinct(StringComparer.Ordinal)), seen, told);
        }
    }

    private static string[] LastLines(string said)
    {
        // What a charm prints may be long; its end is what counts, and no more of it is looked at.
        string end = said[^Math.Min(said.Length, MostLines * LongestLine * 4)..].ReplaceLineEndings("\n").TrimEnd('\n');
        return end.Length == 0 ? [] : [.. end.Split('\n').TakeLast(MostLines).Select(line => PageText.Line(line, LongestLine))];
    }

    private static T[]? OrNull<T>(T[] items) => items.Length == 0 ? null : items;

    private static string By(ModelChange change) => change switch
    {
        FaultArmed => "fault",
        OperationRefused => "refused",
        UnitGone or RelationGone or ModelQuiet or ModelRestless or LeaderMoved or RelationAdded { IsPeer: true } => "juju",
        _ => "operator",
    };

    private static string[]? Change(ModelChange change) => change switch
    {
        ApplicationDeployed deployed => ["deployed", deployed.Application],
        UnitAdded added => ["unit", added.Unit.ToString()],
        UnitGone gone => ["gone", gone.Unit.ToString()],
        LeaderMoved moved => ["leader", moved.Application, moved.To?.ToString() ?? ""],
        RelationAdded added => ["relation", added.Relation.ToString(), added.Provider, added.ProviderEndpoint, added.Requirer, added.RequirerEndpoint, added.Interface],
        RelationRemoved removed => ["leaving", removed.Relation.ToString()],
        RelationGone gone => ["ended", gone.Relation.ToString()],
        ModelQuiet => ["quiet"],
        _ => null,
    };
}
