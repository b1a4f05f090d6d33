using System.Globalization;
using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Campaigns.Exhaustive;
using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Campaigns.Goals;
using S3Contract.Harness.Exploring;
using S3Contract.Harness.Judging;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Reference;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Reference.State;

namespace S3Contract.Bench;

/// <summary>How fast campaigns on the reference charms are, where their time goes, and how fast small worlds are walked. Medians of processor
/// time on one core, so that whatever else the machine does counts little.</summary>
internal static class CampaignRates
{
    private const int Cases = 200;
    private const int Samples = 5;

    private static readonly Cast s_cast = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer));

    /// <summary>Measures and prints.</summary>
    public static void Run()
    {
        var scope = new CampaignScope { ProviderUnderTest = true, RequirerUnderTest = false };
        CampaignCase[] cases = [];
        List<List<Step>> runs = [];
        double draw = Median(() => cases = [.. Enumerable.Range(1, Cases).Select(seed => ScriptGenerator.Case(scope, (ulong)seed))]);
        double simulate = Median(() => runs = [.. cases.Select(Simulate)]);
        double judge = Median(() => runs.ForEach(Judge));
        int met = 0;
        double goals = Median(() => met = runs.Select(Moment.Of).Sum(run => SometimesGoals.All.Count(goal => goal.IsMet(run))));
        double whole = Median(() => Campaign.RunAsync(Options(Roles.Provider) with { Cases = Cases }).Wait());
        int hooks = runs.Sum(run => run.Count(step => step is HookStep));
        double sum = draw + simulate + judge + goals;
        Print($"{Cases / whole:0} cases/s, {hooks / whole:0} hooks/s with the full judge ({hooks / (double)Cases:0} hooks a case)");
        Print($"{met} goals met in {Cases} cases");
        Print($"share: drawing {draw / sum:P0}, simulation and trace {simulate / sum:P0}, judging {judge / sum:P0}, goals {goals / sum:P0} (if each case is asked for each)");
        foreach (SmallWorld world in SmallWorld.All)
        {
            ExplorerResult? walked = null;
            double seconds = Median(() => walked = Explorer.Explore(Options(Roles.Both), world, new Bounds(7)));
            Print($"{walked!.Searched.States / seconds:0} states/s, {world.Name} to depth {walked.Depth} ({walked.Searched.States} states, {walked.Searched.UniqueStates} unique)");
        }
    }

    private static CampaignOptions Options(Roles subject) => new(
        s_cast, new JudgeOptions { SubjectRoles = subject, Level = ClauseLevel.Library, VisibleEvents = JudgeOptions.AllEvents });

    private static List<Step> Simulate(CampaignCase drawn)
    {
        List<Step> steps = [];
        new ScriptRunner(s_cast, new RunOptions { UnderTest = Roles.Provider, StopAtFailure = false, StepTaken = steps.Add }).Run(drawn.Script);
        return steps;
    }

    private static void Judge(List<Step> run)
    {
        var findings = new Tally();
        MachineState state = ReferenceMachine.Start;
        foreach (Step step in run)
        {
            state = ReferenceMachine.Advance(state, step, findings);
        }
    }

    private static double Median(Action work)
    {
        work();
        var seconds = new double[Samples];
        for (int i = 0; i < Samples; i++)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            work();
            seconds[i] = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[Samples / 2];
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
