using System.Collections.Concurrent;
using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Oddities;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Charts;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Reference.State;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Where a clause was broken for the first time.</summary>
/// <param name="Where">The script of the course, or the number of the drawn case.</param>
/// <param name="Scripts">How many scripts had been run by then, this one included.</param>
/// <param name="Hooks">How many hooks had been run by then.</param>
internal sealed record FirstSight(string Where, int Scripts, int Hooks);

/// <summary>What the default campaign says of a charm.</summary>
/// <param name="Broken">The clauses broken, each with where it was first.</param>
/// <param name="Violations">The first violation of each clause broken.</param>
/// <param name="Drawn">Per clause broken in a drawn case: the first such case.</param>
/// <param name="Hooks">How many hooks were run.</param>
internal sealed record Quarry(
    IReadOnlyDictionary<string, FirstSight> Broken,
    IReadOnlyDictionary<string, Violation> Violations,
    IReadOnlyDictionary<string, Script> Drawn,
    int Hooks)
{
    /// <summary>What was taken on the charts.</summary>
    public MachineCoverage Coverage { get; init; } = new();

    /// <summary>The clauses broken up to a level.</summary>
    public IEnumerable<string> BrokenUpTo(ClauseLevel level) => Broken.Keys.Where(id => ClauseCatalogue.Find(id)!.Level <= level);

    /// <summary>What was wrong, clause by clause, for the message of a failing test.</summary>
    public string Describe() => string.Join('\n', Broken.Select(pair =>
        $"{pair.Key} in {pair.Value.Where}, line {Violations[pair.Key].Line}: {Violations[pair.Key].Message} (observed: {Violations[pair.Key].Observed})"));
}

/// <summary>Runs charms through the default campaign: the course, then the cases that are drawn from one fixed seed. No case is cut short:
/// unlike in a campaign that stops a case at its first violation, no clause hides another.</summary>
internal static class Hunt
{
    public const ulong Seed = 1;
    private static readonly ConcurrentDictionary<(CampaignScope Scope, int Cases), Lazy<Script[]>> s_drawn = new();

    public static Cast CastOf(ICharmSubject charm, EndpointRole role, CharmProfile? profile = null) => role == EndpointRole.Provider
        ? new(new(charm, profile ?? ReferenceProfiles.Provider), new(ReferenceRequirer.Subject, ReferenceProfiles.Requirer))
        : new(new(ReferenceProvider.Subject, ReferenceProfiles.Provider), new(charm, profile ?? ReferenceProfiles.Requirer)) { Others = OwnKeysProvider.Players };

    /// <summary>Runs the campaign.</summary>
    /// <param name="cast">The charms.</param>
    /// <param name="role">Which of them is under test.</param>
    /// <param name="cases">How many cases to draw.</param>
    /// <param name="until">The clause to stop at when a drawn case breaks it; null to run everything.</param>
    public static Quarry Run(Cast cast, EndpointRole role, int cases = CampaignOptions.DefaultCases, string? until = null) =>
        Through(BuiltInScripts.Cases.Concat(Draw(cast, role, cases)), _ => cast, role, ContractVersion.Any, until);

    /// <summary>The same with a charm that speaks version 1: the courses of version 1 and of two versions, then drawn cases.</summary>
    /// <param name="player">The charm.</param>
    /// <param name="role">Its role.</param>
    /// <param name="cases">How many cases to draw.</param>
    /// <param name="until">The clause to stop at when a drawn case breaks it; null to run everything.</param>
    public static Quarry RunVersion1(Player player, EndpointRole role, int cases, string? until = null)
    {
        Cast cast = CastOf(player, role, ContractVersion.V1);
        Cast across = CastOf(player, role, ContractVersion.V0);
        return Through(
            BuiltInScripts.Version1.Concat(BuiltInScripts.TwoVersions).Concat(Draw(cast, role, cases)),
            script => BuiltInScripts.IsForTwoVersions(script) ? across : cast, role, ContractVersion.V1, until);
    }

    /// <summary>A charm with a built-in one on the other side that speaks a version.</summary>
    public static Cast CastOf(Player player, EndpointRole role, ContractVersion other) => role == EndpointRole.Provider
        ? new Cast(player, ReferencePlayers.Of(Roles.Requirer, other)) { Others = ReferencePlayers.Beside(Roles.Provider) }
        : new Cast(ReferencePlayers.Of(Roles.Provider, other), player) { Others = ReferencePlayers.Beside(Roles.Requirer) };

    private static Quarry Through(IEnumerable<ScriptCase> all, Func<ScriptCase, Cast> castOf, EndpointRole role, ContractVersion speaks, string? until)
    {
        Roles side = SideOf(role);
        var broken = new SortedDictionary<string, FirstSight>(StringComparer.Ordinal);
        var violations = new SortedDictionary<string, Violation>(StringComparer.Ordinal);
        var drawn = new SortedDictionary<string, Script>(StringComparer.Ordinal);
        var options = new RunOptions { UnderTest = side, StopAtFailure = false };
        var coverage = new MachineCoverage();
        int scripts = 0;
        int hooks = 0;
        foreach (ScriptCase scenario in all)
        {
            Cast cast = castOf(scenario);
            scripts++;
            var judge = new Judge(new JudgeOptions { SubjectRoles = side, Speaks = speaks, VisibleEvents = JudgeOptions.AllEvents, MostViolations = 1 });
            judge.Begin(scenario.Name);
            ScriptRun run = new ScriptRunner(cast, options with { Row = scenario.Row }).Run(scenario.Script);
            // As in a check: what a failure hangs on decides which clause it breaks.
            foreach (Step step in new FailureCauses(cast, options).Explained(run, scenario.Row).Trace.Steps)
            {
                judge.Observe(step);
            }

            coverage.Add(judge.Coverage);
            hooks += judge.Hooks;
            if (judge.Violations.Count > 0)
            {
                foreach (ClauseVerdict verdict in judge.Verdicts())
                {
                    if (verdict is { Verdict: Verdict.Fail, Violations: [Violation first, ..] })
                    {
                        violations.TryAdd(verdict.Clause.Id, first);
                        broken.TryAdd(verdict.Clause.Id, new FirstSight(scenario.Name, scripts, hooks));
                        if (scenario.Row < 0)
                        {
                            drawn.TryAdd(verdict.Clause.Id, scenario.Script);
                        }
                    }
                }
            }

            if (until is not null && drawn.ContainsKey(until))
            {
                break;
            }
        }

        return new Quarry(broken, violations, drawn, hooks) { Coverage = coverage };
    }

    /// <summary>The shortest script that still breaks a clause, and how many runs it took to find.</summary>
    public static CampaignFailure? Shrink(Cast cast, EndpointRole role, Script script, string clause, int runs)
    {
        var judging = new JudgeOptions
        {
            SubjectRoles = SideOf(role),
            Clauses = new HashSet<string>(StringComparer.Ordinal) { clause },
            VisibleEvents = JudgeOptions.AllEvents,
        };
        var options = new CampaignOptions(cast, judging) { Seed = Seed, ShrinkRuns = runs };
        var runner = new CaseRunner(cast, judging);
        CaseRun run = runner.Run(script, CancellationToken.None);
        return run.Violations is [Violation violation, ..]
            ? new FailureSearch(options, runner, script, Seed, run).Find(violation, CancellationToken.None)
            : null;
    }

    private static Roles SideOf(EndpointRole role) => role == EndpointRole.Provider ? Roles.Provider : Roles.Requirer;

    // What is drawn depends on what may be done to the charm and on the seed, not on the charm: drawn once for all.
    private static IEnumerable<ScriptCase> Draw(Cast cast, EndpointRole role, int cases)
    {
        CampaignScope scope = CampaignScope.Of(cast, SideOf(role), isProcess: false);
        Script[] scripts = s_drawn.GetOrAdd((scope, cases), key => new(() =>
            [.. Enumerable.Range(0, key.Cases).Select(index => ScriptGenerator.Case(key.Scope, CaseSeeds.Of(Seed, index)).Script)])).Value;
        return scripts.Select((script, index) => new ScriptCase($"case {index + 1}", script, -1));
    }
}
