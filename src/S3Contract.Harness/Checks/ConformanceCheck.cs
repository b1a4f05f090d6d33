using S3Contract.Harness.Judging;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

/// <summary>Checks charms: runs the course with the charm in each of its roles and the reference charm on the other side, judges
/// what happened, masks it, and says what was found.</summary>
/// <param name="tool">Which tool checks, for the report.</param>
/// <param name="ownClauses">Clauses beside those of the contract.</param>
public sealed class ConformanceCheck(ToolName tool, IEnumerable<OwnClause>? ownClauses = null)
{
    private readonly IReadOnlyList<OwnClause> _ownClauses = OwnJudge.Distinct(ownClauses ?? []);

    /// <summary>Checks a charm.</summary>
    /// <param name="options">What to check, and how.</param>
    /// <param name="cancellation">Ends the check; what was found until then is returned, marked as interrupted.</param>
    /// <exception cref="CharmProblem">The charm has no endpoint to check.</exception>
    /// <exception cref="CheckBrokenException">The charm cannot be run, or the check itself failed; the exception holds what was found until then.</exception>
    public CheckResult Run(CheckOptions options, CancellationToken cancellation = default) => Run([options], cancellation);

    /// <summary>Checks several charms as one subject.</summary>
    /// <param name="subjects">What to check, and how; level, seed and progress are those of the first.</param>
    /// <param name="cancellation">Ends the check; what was found until then is returned, marked as interrupted.</param>
    /// <exception cref="CharmProblem">A charm has no endpoint to check.</exception>
    /// <exception cref="CheckBrokenException">A charm cannot be run, or the check itself failed; the exception holds what was found until then.</exception>
    internal CheckResult Run(IReadOnlyList<CheckOptions> subjects, CancellationToken cancellation = default)
    {
        CheckOptions first = subjects[0];
        CancellationToken asked = cancellation;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(asked);
        if (first.MaxTime is { } most)
        {
            limited.CancelAfter(most);
        }

        cancellation = limited.Token;
        string? stopped = null;
        (DateTimeOffset Start, long Begin)? clock = first.Clock is { } running ? (running.GetUtcNow(), running.GetTimestamp()) : null;
        CheckPart[] endpoints = [.. subjects.SelectMany(CheckPart.Of)];
        Array.ForEach(endpoints, CheckSearch.RequireWalkable);
        CheckPart[] parts = [.. endpoints.Select(part => SpokenTrial.Told(part, limited.Token))];
        var work = new Workload(parts, first);
        var progress = new CheckCount(first, parts.Sum(part => work.Scripts(part).Count), parts.Aggregate((int?)0, (sum, part) => sum + work.Cases(part)));
        var results = new List<PartResult>();
        var campaigns = new List<CampaignSummary>();
        var explorations = new List<ExplorationSummary>();
        var starts = new List<string>();
        bool cut = false;
        bool ended = false;
        Exception? broken = null;
        for (int i = 0; i < parts.Length; i++)
        {
            try
            {
                CheckPart part = parts[i] = OwnKeysTrial.Tried(parts[i], cancellation);
                var result = new PartResult(part.RoleName, part.Endpoint, JudgeFor(part) with { Level = first.Level, Clauses = first.OnlyClauses }, _ownClauses, new RunPlaces(part));
                results.Add(result);
                var course = new CheckCourse(part, first, work.Scripts(part), progress.Begun, progress.Again);
                ended = course.PlayInto(result, cancellation);
                starts.AddRange(course.Notices);
                if (course.IsAnotherWarm)
                {
                    part = parts[i] = part with { Options = part.Options with { Charm = part.Options.Charm.Cold } };
                }

                if (ended)
                {
                    break;
                }

                if (part.Options.Charm.Hangs is { } hangs)
                {
                    stopped = $"ended, since {hangs}";
                    break;
                }

                if (work.Cases(part) != 0 && !cancellation.IsCancellationRequested)
                {
                    campaigns.Add(CheckSearch.Search(part, result, progress.CampaignFrom(), cancellation, out bool cancelled));
                    cut |= cancelled;
                }

                if (work.Depth(part) is { } depth && !cancellation.IsCancellationRequested)
                {
                    progress.Walking();
                    explorations.AddRange(CheckSearch.Explore(part, depth, result, cancellation));
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                cut = true;
                break;
            }
            catch (Exception problem)
            {
                broken = problem;
                break;
            }
        }

        bool unfinished = cut || broken is not null || results.Exists(result => result.CutShort) || (!ended && results.Sum(result => result.Scripts) < progress.Scripts);
        if (unfinished && cancellation.IsCancellationRequested && !asked.IsCancellationRequested)
        {
            stopped = FormattableString.Invariant($"--max-time {first.MaxTime?.TotalSeconds}: ended before all had run");
        }

        bool interrupted = unfinished && (stopped is null || broken is not null);
        string? partial = broken is CharmProblem ? "ended by a problem of the charm" : broken is not null ? "ended by an error" : stopped is not null ? stopped : interrupted ? "interrupted" : ended ? "--fail-fast: ended at the first script that broke a clause" : first.Partial;
        bool whole = partial is null && HasCourse(parts[0], CheckCourse.ScriptsFor(parts[0], first));
        partial ??= campaigns.Exists(campaign => campaign.OutOfTime) ? FormattableString.Invariant($"--time {first.CampaignTime?.TotalSeconds}: no further case began") : null;
        progress.End();
        var subject = new CheckSubject(
            Listed(parts.Select(part => part.Options.Charm.Metadata.Name)),
            Listed(parts.Select(part => part.RoleName)),
            Listed(parts.Select(part => part.Endpoint)),
            Listed(parts.Select(part => part.Options.Charm.Host)))
        { Place = parts[0].Place };
        PartEvidence[] evidence = [.. results.Select((result, i) => result.Evidence([.. CheckCourse.ScriptsFor(parts[i], first).Select(script => script.Name)]))];
        CheckReport report = CheckSummary.Of(tool, subject, LevelName.Of(first.Level), first.Seed, evidence, whole && first.Shard is null);
        var found = new CheckResult(
            CheckSummary.Measured(report, results) with
            {
                Interrupted = interrupted,
                Stopped = stopped is not null,
                Partial = first.Shard is { } shard && !interrupted ? FormattableString.Invariant($"--shard {shard.Index}/{shard.Of}") : partial,
                Shard = first.Shard is { } one ? new ShardEvidence(one.Index, one.Of, partial, whole, evidence) : null,
                Error = broken is null ? null : CheckBrokenException.OneLine(broken),
                Timing = clock is { } begun ? new CheckTiming(begun.Start, first.Clock!.GetElapsedTime(begun.Begin)) : null,
                NotSimulated = NotSimulatedOf(subjects),
                TakenAs = [.. parts.Select(part => part.TakenAs).OfType<string>().Distinct(StringComparer.Ordinal)],
                HookStarts = [.. subjects.Select(subject => subject.Charm.HookStarts).OfType<string>().Concat(starts).Distinct(StringComparer.Ordinal)],
                Campaigns = campaigns,
                Explorations = explorations,
            },
            [.. results.SelectMany(result => result.Traces)]);
        return broken is null ? found : throw new CheckBrokenException(found, broken);
    }

    private static bool HasCourse(CheckPart part, IReadOnlyList<ScriptCase> scripts) =>
        (part.Speaks == ContractVersion.V1 ? BuiltInScripts.Version1 : BuiltInScripts.Cases).Select(script => script.Name).Except(scripts.Select(script => script.Name), StringComparer.Ordinal).FirstOrDefault() is null;

    private static string[] NotSimulatedOf(IReadOnlyList<CheckOptions> subjects) =>
        [.. subjects.SelectMany(subject => subject.Charm.Metadata.NotSimulated).Distinct(StringComparer.Ordinal)];

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Distinct(StringComparer.Ordinal));

    internal static JudgeOptions JudgeFor(CheckPart part) => new()
    {
        SubjectRoles = part.Role,
        VisibleEvents = EventsShownBy(part.Options.Charm.Host),
        Endpoint = part.Endpoint,
        Speaks = part.Speaks == ContractVersion.V1 || part.Options.Interface == ContractVersion.V0 ? part.Speaks : ContractVersion.Any,
        Level = part.Options.Level,
        Clauses = part.Options.OnlyClauses,
        Waived = part.Options.Profile.Waive,
        OutOfReach = OutOfReach.Of(part),
    };

    /// <summary>The events that are seen of a charm whether or not any came up.</summary>
    internal static IReadOnlySet<string>? EventsShownBy(string host) =>
        string.Equals(host, "in-process", StringComparison.Ordinal) ? JudgeOptions.AllEvents : null;

    // A script in a process mostly waits, for the charm to start and for its commands; a .NET charm may share state between its objects.
    internal static int AtATime(CheckPart part) =>
        EventsShownBy(part.Options.Charm.Host) is null ? Math.Clamp(Environment.ProcessorCount, 1, 8) : 1;
}
