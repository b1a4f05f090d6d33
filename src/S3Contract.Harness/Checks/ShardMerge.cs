using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Checks;

/// <summary>Puts the shards of a check together: what comes out is what one check would have found.</summary>
internal static class ShardMerge
{
    /// <summary>The report of the whole.</summary>
    /// <param name="shards">The reports of the shards, in any order, each with what its file is called.</param>
    /// <param name="problem">Why they do not belong together, or are not all; empty if they do and are.</param>
    /// <returns>The report; null if there is a problem.</returns>
    public static CheckReport? Of(IReadOnlyList<(string File, CheckReport Report)> shards, out string problem)
    {
        problem = Problem(shards) ?? "";
        if (problem.Length > 0)
        {
            return null;
        }

        CheckReport[] reports = [.. shards.Select(shard => shard.Report).OrderBy(report => report.Shard!.Index)];
        CheckReport first = reports[0];
        CheckReport? cut = Array.Find(reports, report => report.Interrupted);
        string? partial = cut is not null ? cut.Partial : first.Shard!.Partial ?? reports.Select(report => report.Shard!.Partial).FirstOrDefault(one => one is not null);
        PartEvidence[] parts = [.. first.Shard!.Parts.Select((_, i) => PartEvidence.Merged([.. reports.Select(report => report.Shard!.Parts[i])]))];
        string[] order = [.. parts.Select(part => part.Suffix)];
        return CheckSummary.Of(first.Tool, first.Subject, first.Level, first.Seed, parts, cut is null && first.Shard.Whole && first.Shard.Partial is null) with
        {
            Interrupted = cut is not null,
            Partial = partial,
            Error = reports.Select(report => report.Error).FirstOrDefault(error => error is not null),
            NotSimulated = first.NotSimulated,
            TakenAs = [.. reports.SelectMany(report => report.TakenAs).Distinct(StringComparer.Ordinal)],
            HookStarts = [.. reports.SelectMany(report => report.HookStarts).Distinct(StringComparer.Ordinal)],
            Campaigns = [.. reports.SelectMany(report => report.Campaigns).OrderBy(one => Array.IndexOf(order, $" [{one.Role} {one.Endpoint}]"))],
            Explorations = [.. reports.SelectMany(report => report.Explorations).OrderBy(one => Array.FindIndex(parts, part => string.Equals(part.Role, one.Role, StringComparison.Ordinal)))],
            Timing = Timing(reports),
        };
    }

    private static string? Problem(IReadOnlyList<(string File, CheckReport Report)> shards)
    {
        foreach ((string file, CheckReport report) in shards)
        {
            CheckReport first = shards[0].Report;
            if (report.Shard is not { } shard)
            {
                return $"{file}: this is no report of a shard (check --shard writes one)";
            }

            string? other = shard.Of != first.Shard!.Of ? FormattableString.Invariant($"one of {shard.Of} shards, not of {first.Shard.Of}")
                : report.Tool != first.Tool ? $"of {report.Tool.Name} {report.Tool.Version}"
                : report.Subject != first.Subject ? $"about {report.Subject.Name}, {report.Subject.Role}"
                : !string.Equals(report.Level, first.Level, StringComparison.Ordinal) || report.Seed != first.Seed ? FormattableString.Invariant($"of level {report.Level} and seed {report.Seed}")
                : shard.Parts.Count != first.Shard.Parts.Count || !shard.Parts.Zip(first.Shard.Parts).All(pair => IsSame(pair.First, pair.Second)) ? "of other scripts or clauses"
                : null;
            if (other is not null)
            {
                return $"{file}: this shard is {other}; it belongs to another check than {shards[0].File}";
            }
        }

        int[] there = [.. shards.Select(shard => shard.Report.Shard!.Index).Order()];
        int of = shards[0].Report.Shard!.Of;
        int[] missing = [.. Enumerable.Range(1, of).Except(there)];
        int[] twice = [.. there.GroupBy(index => index).Where(same => same.Count() > 1).Select(same => same.Key)];
        return missing.Length > 0 ? FormattableString.Invariant($"of {of} shards, {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing")
            : twice.Length > 0 ? FormattableString.Invariant($"shard {twice[0]} is there twice")
            : null;
    }

    private static bool IsSame(PartEvidence one, PartEvidence other) =>
        string.Equals(one.Suffix, other.Suffix, StringComparison.Ordinal)
        && one.Plan.SequenceEqual(other.Plan, StringComparer.Ordinal)
        && one.Clauses.Select(clause => clause.Clause.Id).SequenceEqual(other.Clauses.Select(clause => clause.Clause.Id), StringComparer.Ordinal);

    // From the first beginning on, all the time that was spent.
    private static CheckTiming? Timing(CheckReport[] reports) => Array.Exists(reports, report => report.Timing is null) ? null
        : new CheckTiming(reports.Min(report => report.Timing!.Start), reports.Aggregate(TimeSpan.Zero, (sum, report) => sum + report.Timing!.Duration));
}
