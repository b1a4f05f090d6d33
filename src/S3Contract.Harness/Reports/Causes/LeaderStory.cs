using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Reports.Causes;

/// <summary>What a finding about a change of leader needs to be understood: when leadership moved, and what each unit knew.</summary>
internal static class LeaderStory
{
    private const int LongestValue = 40;
    private const int MostFields = 4;

    /// <summary>The story in lines: the last move of leadership before a step, then for each unit what it saw last of the other side and which
    /// action it ran last. Empty if leadership did not move from one unit to another.</summary>
    /// <param name="trace">What happened, masked.</param>
    /// <param name="step">The step at which the clause was broken.</param>
    /// <param name="application">The application whose leadership it is about.</param>
    /// <param name="relation">The relation it is about; null for any.</param>
    public static IReadOnlyList<string> Of(Trace trace, int step, string application, RelationId? relation)
    {
        ModelStep? moved = null;
        var units = new SortedDictionary<string, Knowledge>(StringComparer.Ordinal);
        foreach (Step one in trace.Steps.Take(step + 1))
        {
            switch (one)
            {
                case ModelStep { Change: LeaderMoved { From: not null } change } model when IsOf(change.Application):
                    moved = model;
                    break;
                case ModelStep { Change: UnitAdded added } when IsOf(added.Unit.Application):
                    units[added.Unit.ToString()] = new Knowledge();
                    break;
                case HookStep { Outcome: HookOutcome.Committed } hook when IsOf(hook.Unit.Application):
                    units[hook.Unit.ToString()] = units.GetValueOrDefault(hook.Unit.ToString(), new Knowledge()).With(hook, relation);
                    break;
            }
        }

        return moved?.Change is not LeaderMoved { From: { } from, To: var to }
            ? []
            :
            [
                FormattableString.Invariant($"the leader of {application} changed at step {moved.Index}, from {from} to {to?.ToString() ?? "nobody"}"),
                .. units.Select(unit => $"{unit.Key} had {unit.Value}"),
            ];

        bool IsOf(string other) => string.Equals(application, other, StringComparison.Ordinal);
    }

    private sealed record Knowledge
    {
        private HookStep? Read { get; init; }

        private HookStep? Heard { get; init; }

        private Databag? Seen { get; init; }

        private HookStep? Ran { get; init; }

        public Knowledge With(HookStep hook, RelationId? relation)
        {
            if (hook.Hook.Kind == HookKind.Action)
            {
                return this with { Ran = hook };
            }

            Databag? seen = hook.Entries.OfType<DatabagRead>().LastOrDefault(read =>
                (relation is null || read.Relation == relation)
                && !string.Equals(read.Owner.Split('/')[0], hook.Unit.Application, StringComparison.Ordinal)
                && !read.Owner.Contains('/', StringComparison.Ordinal))?.Content;
            return seen is not null ? this with { Read = hook, Seen = seen }
                : hook.Hook.Kind == HookKind.RelationChanged && (relation is null || hook.Hook.Relation == relation) ? this with { Heard = hook }
                : this;
        }

        public override string ToString()
        {
            string seen = Read is null && Heard is { } heard
                ? FormattableString.Invariant($"read nothing of the other side in {heard.Hook.Name} (step {heard.Index}, as {Who(heard)})")
                : Read is null ? "seen nothing of the other side"
                : FormattableString.Invariant($"seen {Fields(Seen!)} (step {Read.Index}, {Read.Hook.Name}, as {Who(Read)})");
            return Ran is null ? seen : seen + FormattableString.Invariant($", and run {Ran.Hook.Name} (step {Ran.Index})");
        }

        private static string Who(HookStep hook) => hook.Leader ? "leader" : "follower";

        private static string Fields(Databag bag)
        {
            KeyValuePair<string, string>[] fields = [.. bag.Where(field => !string.Equals(field.Key, "data", StringComparison.Ordinal))];
            string shown = string.Join(' ', fields.Take(MostFields).Select(field => $"{field.Key}={Short(field.Value)}"));
            return fields.Length == 0 ? "an empty databag" : fields.Length > MostFields ? shown + " …" : shown;
        }

        private static string Short(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";
    }
}
