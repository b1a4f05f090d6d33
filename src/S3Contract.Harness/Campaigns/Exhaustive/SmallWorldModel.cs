using S3Contract.Harness.Exploring;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Campaigns.Exhaustive;

/// <summary>A small world as a model to be searched: the charms run under a simulated Juju that is taken back to any earlier moment, and a judge
/// looks on. Where nothing is left to run, the model is quiet, and is judged so at once.</summary>
internal sealed class SmallWorldModel : IModel<SmallState, SmallMove, Violation>
{
    // A lane for each of sixteen units of four applications; others have none, and what they do commutes with nothing.
    private const int MostUnits = 16;
    private const int MostApplications = 4;

    private static readonly SettleCommand s_settle = new([]);

    private readonly SmallWorld _smallWorld;
    private readonly JudgeOptions _judging;
    private readonly Simulation _simulation;
    private readonly Stage _stage;
    private readonly Judge _judge;
    private readonly ScriptLine[] _menu;
    private readonly List<Step> _taken = [];
    private readonly Reached<SmallState, Violation> _start;

    public SmallWorldModel(CampaignOptions options, SmallWorld smallWorld)
    {
        _smallWorld = smallWorld;
        _judging = options.Judging;
        _judge = new Judge(_judging);
        _simulation = new Simulation(options.Cast.Simulating(new SimulationOptions { KeepSteps = false })) { StepTaken = _taken.Add };
        _stage = new Stage(_simulation, options.Cast, RunOptions.Default, CancellationToken.None);
        _menu = [.. smallWorld.Menu.Select(item => new ScriptLine(item.Command))];
        _judge.Begin(smallWorld.Name);
        foreach (ScriptCommand command in smallWorld.Opening)
        {
            _stage.Carry(new ScriptLine(command));
        }

        _start = Arrive(used: 0, commutes: false);
    }

    /// <inheritdoc/>
    public Reached<SmallState, Violation> Start() => _start;

    /// <inheritdoc/>
    public void Moves(SmallState state, List<LanedMove<SmallMove>> moves)
    {
        _simulation.Restore(state.World);
        foreach (UnitName unit in _simulation.Enabled)
        {
            int application = state.World.IndexOfApplication(unit.Application);
            bool hasLane = application < MostApplications && unit.Number < MostUnits;
            moves.Add(new(new SmallMove(unit, 0), hasLane ? (application * MostUnits) + unit.Number : -1));
        }

        for (int item = 0; item < _menu.Length; item++)
        {
            if (state.Times(item) < _smallWorld.Menu[item].Times)
            {
                moves.Add(new(new SmallMove(null, item), -1));
            }
        }
    }

    /// <inheritdoc/>
    public Reached<SmallState, Violation> Next(SmallState state, SmallMove move)
    {
        _simulation.Restore(state.World);
        _judge.Restore(state.Machine);
        if (move.Unit is { } unit)
        {
            HookStep step = _simulation.RunNext(unit)!;
            return Arrive(state.Used, Silence.IsSilent(step, _taken.Count == 1));
        }

        _stage.Carry(_menu[move.Item]);
        return Arrive(state.UsedWith(move.Item), commutes: false);
    }

    /// <summary>The commands of a script that goes this way.</summary>
    public List<ScriptCommand> Script(IReadOnlyList<SmallMove> way)
    {
        List<ScriptCommand> commands = [.. _smallWorld.Opening];
        SmallState state = _start.State;
        foreach (SmallMove move in way)
        {
            commands.Add(move.Unit is { } unit ? new StepCommand(UnitReference.Numbered(unit.Application, unit.Number)) : _smallWorld.Menu[move.Item].Command);
            state = Next(state, move).State;
            if (_simulation.IsQuiet)
            {
                commands.Add(s_settle);
            }
        }

        return commands;
    }

    /// <inheritdoc/>
    public void Dispose() => _simulation.Dispose();

    private Reached<SmallState, Violation> Arrive(ulong used, bool commutes)
    {
        if (_simulation.IsQuiet)
        {
            _taken.Add(new ModelStep(0, new ModelQuiet()));
            commutes = false;
        }

        foreach (Step step in _taken)
        {
            _judge.Observe(step);
        }

        _taken.Clear();
        var state = new SmallState(_simulation.World, _judge.State, used);
        return new(state, state.Fingerprint, commutes, _judge.Violations.Count == 0 ? [] : Violations());
    }

    private Violation[] Violations()
    {
        Violation[] violations = [.. _judge.Violations.Where(violation => _judging.Counts(violation.Clause))];
        _judge.ForgetViolations();
        return violations;
    }
}
