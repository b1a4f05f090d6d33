using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;

namespace S3Contract.Harness.Checks;

/// <summary>A script that is run for itself, and not in a check: where anything goes wrong in it, it runs once more, each hook started as Juju does, and that
/// run counts. What failures hang on is found out.</summary>
/// <param name="Run">The run that counts.</param>
/// <param name="Notice">What is to be told of a difference between the runs, for people; null if there is none.</param>
internal sealed record ConfirmedScript(ScriptRun Run, string? Notice)
{
    /// <summary>Runs a script.</summary>
    /// <param name="cast">Who plays the roles.</param>
    /// <param name="options">How to run; whoever is told of steps is told of those of the first run.</param>
    /// <param name="script">The script.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static ConfirmedScript Play(Cast cast, RunOptions options, ScriptCase script, CancellationToken cancellation)
    {
        var runner = new CaseRunner(cast, new JudgeOptions { SubjectRoles = options.UnderTest }, options);
        CaseRun first = runner.RunUntil(script, isEnough: null, cancellation);
        ColdRun counts = runner.Confirmed(script, first, compare: false, cancellation);
        return counts.Run.Run.Interrupted
            ? throw new OperationCanceledException(cancellation)
            : new ConfirmedScript(runner.Cold.Explained(counts.Run, script.Row, cancellation).Run, counts.Notice(script.Name));
    }
}
