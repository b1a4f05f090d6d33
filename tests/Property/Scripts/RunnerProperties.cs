using FsCheck.Fluent;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Tests.Property.Scripts;

/// <summary>Commands are total: whatever a script says, it can be run, and it runs the same way each time.</summary>
public sealed class RunnerProperties
{
    private static readonly ScriptRunner s_runner = new(
        new Cast(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer)),
        new RunOptions { StopAtFailure = false, MaxHooks = 60 });

    [Law(MaxTest = 100)]
    public FsCheck.Property Any_script_runs_to_its_end_and_takes_the_same_steps_again() =>
        Prop.ForAll(ScriptGenerators.Scripts(), script =>
        {
            Script runnable = script with { Lines = script.Lines.Where(line => line.Command is not IncludeCommand).ToValueList() };
            ScriptRun run = s_runner.Run(runnable);
            ScriptRun again = s_runner.Run(runnable);
            return run.Errors.Count == 0
                && run.StoppedAt is null
                && run.Trace.Steps.Count == again.Trace.Steps.Count
                && run.Expectations.Select(result => result.Outcome).SequenceEqual(again.Expectations.Select(result => result.Outcome));
        });
}
