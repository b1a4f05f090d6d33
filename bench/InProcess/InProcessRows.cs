using S3Contract.Bench.Comparing;
using S3Contract.Bench.Processes;
using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Campaigns.Exhaustive;
using S3Contract.Harness.Exploring;
using S3Contract.Harness.Judging;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Bench.InProcess;

/// <summary>What needs no process of a charm: judged hooks, campaigns, small worlds, beside state machines of others. Processor time throughout.</summary>
internal static class InProcessRows
{
    private static readonly Cast s_cast = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer));

    /// <summary>Measures.</summary>
    public static IEnumerable<Row> Measure(Scale scale)
    {
        StepTape tape = StepTape.Of(ShortLife.Steps());
        if (tape.Walk() != 0)
        {
            throw new InvalidOperationException("the floor finds fault with a life that has none");
        }

        string hypothesis = PeerScripts.Path("relation_machine.py");
        bool isThere = Python.Has("hypothesis");
        SmallWorld world = SmallWorld.All.First(world => world.Name is "one-relation");
        double[] rates = new Rounds(scale.Turns).Medians(
            () => Rounds.Rate(scale.Seconds, Life),
            () => isThere ? Hypothesis(hypothesis, scale.HypothesisCases) : 0,
            () => Rounds.Rate(scale.Seconds, () => FsCheckMachine.Run(100)),
            () => Rounds.Rate(scale.Seconds, () => Tape(tape)),
            () => Rounds.Rate(scale.Seconds, () => CampaignHooks(scale.Cases)),
            () => Rounds.Rate(scale.Seconds, () => Explorer.Explore(Options(Roles.Both), world, new Bounds(scale.Depth)).Searched.States),
            () => Rounds.Rate(scale.Seconds, () => SmallSearch.Run(10)));
        double ours = rates[0];
        string steps = "Their step is a rule of one line on a model of six numbers, ours a hook with its hook commands, committed and judged by all clauses.";
        yield return Row.Of("inproc-vs-hypothesis", ours, isThere ? rates[1] : null, "hooks/s, steps/s", isThere
            ? $"Hypothesis' RuleBasedStateMachine on the small model ({Python.Version("hypothesis")}). {steps}"
            : "Hypothesis is not installed (Debian: python3-hypothesis): nothing to compare with.");
        yield return Row.Of("inproc-vs-fscheck-machine", ours, rates[2], "hooks/s, steps/s", $"FsCheck.Experimental.Machine ({FsCheckVersion}) on the same model, drawing included, nothing judged. {steps}");
        yield return Row.Of("inproc-vs-floor", ours, rates[3], "hooks/s", $"The {ShortLife.Hooks} hooks of the life from a tape, over a state of four numbers with four rules, no allocation.");
        yield return Row.Of("campaign-hooks-per-s", rates[4], rates[2], "hooks/s, steps/s", "A campaign on the reference charms, one case at a time: drawn, run, judged, covered. Beside it FsCheck's machine, which draws and runs, too.");
        yield return Row.Of("explorer-states-per-s", rates[5], rates[6], "states/s", $"The world {world.Name} to depth {scale.Depth}, one core. No peer; the floor is a breadth-first search over the small model (six numbers a state, a hash set).");
    }

    private static string FsCheckVersion => typeof(FsCheck.Config).Assembly.GetName().Version!.ToString(3);

    private static long Life()
    {
        ShortLife.Judged();
        return ShortLife.Hooks;
    }

    private static long Tape(StepTape tape)
    {
        const int Times = 10_000;
        int broken = 0;
        for (int i = 0; i < Times; i++)
        {
            broken += tape.Walk();
        }

        return broken == 0 ? (long)Times * ShortLife.Hooks : 0;
    }

    private static long CampaignHooks(int cases)
    {
        var judge = new Judge(Options(Roles.Provider).Judging);
        Campaign.RunAsync(Options(Roles.Provider) with { Cases = cases, Judge = judge }).Wait();
        return judge.Hooks;
    }

    private static CampaignOptions Options(Roles subject) => new(
        s_cast, new JudgeOptions { SubjectRoles = subject, Level = ClauseLevel.Library, VisibleEvents = JudgeOptions.AllEvents });

    private static double Hypothesis(string script, int cases)
    {
        double[] said = Python.Numbers(script, [cases.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        return said[0] / said[1];
    }
}
