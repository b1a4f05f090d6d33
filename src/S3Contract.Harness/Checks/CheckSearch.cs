using System.Globalization;
using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Campaigns.Exhaustive;
using S3Contract.Harness.Exploring;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Charts;

namespace S3Contract.Harness.Checks;

/// <summary>The searching part of a check: the campaign, and the walk through small worlds.</summary>
internal static class CheckSearch
{
    /// <summary>How many cases a campaign of the part has; 0 for none, null if only time limits it.</summary>
    public static int? PlannedCases(CheckPart part) => part.Options.Cases
        ?? (part.Options.CampaignTime is null ? DefaultCases(part) : null);

    /// <summary>Runs the campaign of a part. Failing scripts are run once more into the result, so that they stand there like any other.</summary>
    /// <param name="part">The charm, its role and how to check it.</param>
    /// <param name="result">Takes what the campaign exercised and found.</param>
    /// <param name="progress">Told the number of each case as it is done.</param>
    /// <param name="cancellation">Ends the campaign.</param>
    /// <param name="cancelled">Was it ended?</param>
    public static CampaignSummary Search(
        CheckPart part, PartResult result, Action<CampaignProgress> progress, CancellationToken cancellation, out bool cancelled)
    {
        CampaignOptions options = Options(part) with
        {
            Cases = PlannedCases(part),
            Time = part.Options.CampaignTime,
            SaveFolder = part.Options.SaveFolder,
            Judge = result.Judge,
            Progress = progress,
            AtATime = ConformanceCheck.AtATime(part),
        };
        CampaignResult found = Campaign.RunAsync(options, cancellation).GetAwaiter().GetResult();
        cancelled = found.Cancelled;
        foreach (CampaignFailure failure in found.Failures)
        {
            string? repeat = failure.File is { } file
                ? ReplayCommand.Run(file, part)
                : ReplayCommand.Draw(failure.Seed, part);
            Take(failure.Script, part, result, "campaign/", repeat);
            if (failure.NondeterministicAt is not null)
            {
                result.Blame(Name("campaign/", failure.Script), failure.Violation.Message);
            }
        }

        result.CountHooks(found.Hooks);
        return new CampaignSummary(
            part.RoleName,
            part.Endpoint,
            found.Seed,
            found.Cases,
            found.Replayed,
            found.Hooks,
            MachineCoverage.Total(part.Speaks),
            found.Coverage.Missing(part.Speaks),
            [.. found.Goals.Select(goal => goal.Goal.Name)],
            [.. found.Goals.Where(goal => goal.Case is null).Select(goal => goal.Goal.Name)])
        {
            Enabled = [.. found.Swarm.Kinds.Select(kind => KeyValuePair.Create(kind.Key.ToString(), kind.Value))],
            OutOfTime = found.OutOfTime,
            Notices = found.Notices,
        };
    }

    /// <summary>Refuses to walk the small worlds with a charm that is a process, before a hook of it runs: each order of hooks would take as many processes.</summary>
    /// <exception cref="CharmProblem">It is one.</exception>
    public static void RequireWalkable(CheckPart part)
    {
        if (part.Options.ExhaustiveDepth is { } depth && !string.Equals(part.Options.Charm.Host, "in-process", StringComparison.Ordinal))
        {
            throw CharmProblem.Wrong(FormattableString.Invariant(
                $"--exhaustive {depth} is for charms in process, and charm {part.Options.Charm.Metadata.Name} runs as a process; --cases NUMBER draws random orders of hooks for it, --time SECONDS as many as there is time for"));
        }
    }

    /// <summary>Walks the small worlds.</summary>
    /// <param name="part">The charm, its role and how to check it.</param>
    /// <param name="depth">How deep.</param>
    /// <param name="result">Takes what was found.</param>
    /// <param name="cancellation">Ends the walk.</param>
    /// <exception cref="OperationCanceledException">The walk was ended.</exception>
    public static IEnumerable<ExplorationSummary> Explore(CheckPart part, int depth, PartResult result, CancellationToken cancellation)
    {
        foreach (SmallWorld world in SmallWorld.All)
        {
            var bounds = new Bounds(depth) { Threads = part.Options.Jobs ?? ConformanceCheck.AtATime(part) };
            ExplorerResult walked = Explorer.Explore(Options(part), world, bounds, cancellation);
            foreach (ExplorerFailure failure in walked.Failures)
            {
                Take(failure.Script, part, result, $"exploration/{world.Name}/", repeat: null);
            }

            yield return new ExplorationSummary(part.RoleName, world.Name, depth, walked.Searched.States, walked.Searched.UniqueStates, walked.Searched.Complete)
            {
                Rate = walked.Rate,
            };
        }
    }

    /// <summary>What a search of a part looks at, without a limit of cases or time.</summary>
    public static CampaignOptions Options(CheckPart part) => new(part.Cast, ConformanceCheck.JudgeFor(part) with { Clauses = null })
    {
        Seed = part.Options.Seed,
    };

    private static int DefaultCases(CheckPart part) =>
        ConformanceCheck.EventsShownBy(part.Options.Charm.Host) is null ? CampaignOptions.DefaultProcessCases : CampaignOptions.DefaultCases;

    private static void Take(Script script, CheckPart part, PartResult result, string prefix, string? repeat)
    {
        string name = Name(prefix, script);
        var runner = new CaseRunner(part.Cast.Cold, ConformanceCheck.JudgeFor(part), part.Options.Seed);
        var played = new ScriptCase(name, script, 0);
        CaseRun run = runner.RunUntil(played, isEnough: null, CancellationToken.None);
        result.Add(played, runner.Explained(run, played.Row, CancellationToken.None));
        result.NoteSearched(name, ScriptPrinter.Print(script), repeat);
    }

    private static string Name(string prefix, Script script) => prefix + script.Name.Replace('.', '-').ToLower(CultureInfo.InvariantCulture);
}
