using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Scripts.Running;

/// <summary>Runs scripts: each in a simulated Juju of its own, which is gone when the run ends, however it ends.</summary>
/// <param name="cast">Who plays the roles.</param>
/// <param name="options">How to run.</param>
internal sealed class ScriptRunner(Cast cast, RunOptions options)
{
    /// <summary>Why a script that issues keys cannot tell how a provider goes that makes its own.</summary>
    internal const string OwnKeys = "this provider makes its own keys: nothing is issued to it";

    private readonly ConditionCheck _conditions = new(cast, options);

    /// <summary>Runs a script.</summary>
    /// <param name="script">The script. One with errors in it is not run.</param>
    /// <param name="cancellation">Ends the running hook and the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public ScriptRun Run(Script script, CancellationToken cancellation = default)
    {
        ScriptRun run = RunUntil(script, cancellation);
        return run.Interrupted ? throw new OperationCanceledException(cancellation) : run;
    }

    /// <summary>Runs a script until it ends or is ended: then it holds what happened until then.</summary>
    /// <param name="script">The script. One with errors in it is not run.</param>
    /// <param name="cancellation">Ends the running hook and the run.</param>
    internal ScriptRun RunUntil(Script script, CancellationToken cancellation)
    {
        List<ScriptError> errors = [];
        Script bound = ScriptBinding.Bind(script, options, errors);
        var shortfalls = new List<Shortfall>();
        if (errors.Count == 0 && script.Header.Needs.FirstOrDefault(condition => !_conditions.Holds(condition)) is { } missing)
        {
            shortfalls.Add(new Shortfall(0, $"the script needs {missing}"));
        }

        if (errors.Count > 0 || shortfalls.Count > 0)
        {
            return new ScriptRun(bound, new Trace(Header(script), [])) { Errors = errors, Shortfalls = shortfalls };
        }

        bound = cast.HasS3 ? S3Endpoints.Pointed(bound, cast) : bound;
        using var simulation = new Simulation(cast.Simulating(options.Simulation));
        var stage = new Stage(simulation, cast, options, cancellation) { File = bound.File };
        simulation.StepTaken = options.StepTaken;
        ScriptLine[] lines = [.. bound.Lines.Where(line => line.Command is not null && line.Conditions.All(_conditions.Holds))];
        // Of a charm that makes its own keys a script that issues some cannot tell what it will show.
        if (cast.Provider.Profile.MakesOwnKeys && Issues(bound.Commands))
        {
            stage.Shortfalls.Add(new Shortfall(0, OwnKeys));
        }

        var expectations = new ExpectationGroups(cast, stage.Shortfalls.Count == 0 ? options : options with { StopAtFailure = false });
        int? stoppedAt;
        try
        {
            stoppedAt = Play(lines, stage, expectations);
            if (options.LetTimersFire && stoppedAt is null)
            {
                LetTimersFire(simulation, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new ScriptRun(bound, new Trace(Header(script), simulation.Steps)) { Interrupted = true };
        }

        NoteLacking(simulation.Steps, stage.Shortfalls);
        List<ExpectationResult> results = expectations.Finish(simulation.Steps, stage.Shortfalls);
        return new ScriptRun(bound, new Trace(Header(script), simulation.Steps))
        {
            Expectations = results,
            Errors = stage.Errors,
            Shortfalls = [.. stage.Shortfalls.OrderBy(shortfall => shortfall.Line)],
            StoppedAt = stoppedAt,
        };
    }

    private static bool Issues(IEnumerable<ScriptCommand> commands) => commands.SelectMany(command => command.Parts).OfType<IssueCommand>().Any();

    private static int? Play(ScriptLine[] lines, Stage stage, ExpectationGroups expectations)
    {
        for (int i = 0; i < lines.Length;)
        {
            stage.Cancellation.ThrowIfCancellationRequested();
            if (lines[i].Command is not ExpectCommand)
            {
                stage.Carry(lines[i]);
                if (stage.Errors.Count > 0)
                {
                    return lines[i].Number;
                }

                i++;
                continue;
            }

            int end = i;
            while (end < lines.Length && lines[end].Command is ExpectCommand)
            {
                end++;
            }

            if (expectations.Compare(lines.AsSpan(i, end - i), stage.Simulation.Steps) is { } stopped)
            {
                return stopped;
            }

            i = end;
        }

        return null;
    }

    // A charm that was answered as Juju would not have done shows nothing any more, however well its hooks went.
    private static void NoteLacking(IReadOnlyList<Step> steps, List<Shortfall> shortfalls)
    {
        if (ExpectationGroups.FirstLacking(steps) is { } step)
        {
            shortfalls.Add(new Shortfall(step.Line, step.WhyLacking()!));
        }
    }

    private void LetTimersFire(Simulation simulation, CancellationToken cancellation)
    {
        simulation.Line = 0;
        simulation.File = null;
        foreach (ApplicationView application in simulation.World.Applications)
        {
            foreach (UnitName unit in application.Units)
            {
                simulation.UpdateStatus(unit);
            }
        }

        simulation.Settle(null, options.MaxHooks, cancellation);
    }

    private TraceHeader Header(Script script) => new(
        script.Name, Header(cast.Provider, Roles.Provider), Header(cast.Requirer, Roles.Requirer))
    { Seed = options.Seed };

    private TracePlayer Header(Player player, Roles role) =>
        new(player.Charm.Metadata.Name, player.Charm.Host, options.UnderTest.HasFlag(role));
}
