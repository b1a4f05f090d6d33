using S3Contract.Bench.Comparing;
using S3Contract.Harness.Judging;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;

namespace S3Contract.Bench.Growing;

/// <summary>Scripts on the reference charms, judged step by step. Times are processor time.</summary>
internal static class ScriptRuns
{
    /// <summary>Who plays.</summary>
    public static Cast Cast { get; } = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer));

    /// <summary>How many hooks a script has.</summary>
    public static int HooksOf(Script script)
    {
        var judge = new Judge();
        Run(script, judge);
        return judge.Hooks;
    }

    /// <summary>How long a script takes.</summary>
    public static double Seconds(Script script) => 1 / Rounds.Rate(0, () =>
    {
        Run(script, new Judge());
        return 1;
    });

    /// <summary>How long a script takes for each of its hooks.</summary>
    public static double MicrosecondsAHook(Script script) => 1e6 / Rounds.Rate(0.05, () => HooksOf(script));

    /// <summary>Runs a script.</summary>
    public static ScriptRun Run(Script script, Judge judge)
    {
        judge.Begin();
        return new ScriptRunner(Cast, new RunOptions { StepTaken = judge.Observe, StopAtFailure = false, MaxHooks = 1_000_000 }).Run(script);
    }
}
