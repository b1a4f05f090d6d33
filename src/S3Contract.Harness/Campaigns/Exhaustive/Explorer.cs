using System.Diagnostics;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Reference;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Campaigns.Exhaustive;

/// <summary>Walks a small world in every order of hooks and operator's commands, breadth first, so that what it finds is as short as can be.
/// A state is the world, the state of the reference machine and what is left of the menu; one that was seen before is not walked again.</summary>
/// <remarks>
/// Orders that come to the same are walked once (sleep sets). When in a state hooks a and b of two units are both silent
/// (<see cref="Silence"/>), a·b and b·a end in the same state; a is walked first, so after b the hook a sleeps: it is not walked there. It goes
/// on sleeping as long as only silent hooks run. This is sound: a sleeping hook leads only to states that are reached by the order in which it ran
/// earlier, in the same number of steps, so every state is still reached, at the same depth. Where a state is reached again with fewer hooks
/// asleep than before, those that woke up are walked after all (Godefroid, Partial-Order Methods for the Verification of Concurrent Systems,
/// 1996). Commands of the operator commute with nothing.
/// </remarks>
internal sealed class Explorer : IDisposable
{
    private readonly CampaignOptions _options;
    private readonly SmallWorld _smallWorld;
    private readonly bool _reduce;
    private readonly Simulation _simulation;
    private readonly Dictionary<UInt128, Visit> _visits = [];
    private readonly List<ExplorerFailure> _failures = [];
    private readonly Tally _tally = new();
    private readonly CaseRunner _runner;
    private readonly HashSet<string> _explained = new(StringComparer.Ordinal);
    private readonly List<Step> _taken = [];
    private List<Node> _next = [];
    private long _states;
    private long _skipped;

    private Explorer(CampaignOptions options, SmallWorld smallWorld, bool reduce)
    {
        _options = options;
        _runner = new CaseRunner(options.Cast, options.Judging);
        _simulation = new Simulation(options.Cast.Simulating(new SimulationOptions { KeepSteps = false }));
        _smallWorld = smallWorld;
        _reduce = reduce;
        _simulation.StepTaken = _taken.Add;
    }

    /// <summary>Walks a small world.</summary>
    /// <param name="options">The charms, who is under test, and which clauses count. The charms must run in process.</param>
    /// <param name="world">The world.</param>
    /// <param name="depth">How many hooks and commands to walk after its opening.</param>
    /// <param name="cancellation">Ends the walk.</param>
    /// <exception cref="ArgumentException">A charm is not in process: it cannot be taken back to an earlier state.</exception>
    /// <exception cref="OperationCanceledException">The walk was cancelled.</exception>
    public static ExplorerResult Explore(CampaignOptions options, SmallWorld world, int depth, CancellationToken cancellation = default) =>
        Explore(options, world, depth, reduce: true, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _simulation.Dispose();

    internal static ExplorerResult Explore(CampaignOptions options, SmallWorld world, int depth, bool reduce, CancellationToken cancellation)
    {
        foreach (Player player in new[] { options.Cast.Provider, options.Cast.Requirer })
        {
            if (!player.IsInProcess)
            {
                throw new ArgumentException($"{player.Charm.Metadata.Name} is a process: only charms in process can be explored", nameof(options));
            }
        }

        using var explorer = new Explorer(options, world, reduce);
        var clock = Stopwatch.StartNew();
        bool complete = explorer.Walk(depth, cancellation);
        return new ExplorerResult(world, depth, explorer._states, explorer._visits.Count, explorer._skipped, complete, explorer._failures)
        {
            Elapsed = clock.Elapsed,
        };
    }

    private bool Walk(int depth, CancellationToken cancellation)
    {
        MachineState state = ReferenceMachine.Start;
        foreach (ScriptCommand command in _smallWorld.Opening)
        {
            Operate(command);
            state = Judge(state, null, command);
        }

        Reach(_simulation.World, state, new int[_smallWorld.Menu.Count], [], null, null);
        for (int level = 0; level < depth && _next.Count > 0; level++)
        {
            List<Node> nodes = _next;
            _next = [];
            foreach (Node node in nodes)
            {
                cancellation.ThrowIfCancellationRequested();
                Expand(node);
            }
        }

        return _next.TrueForAll(IsOver);
    }

    private bool IsOver(Node node)
    {
        _simulation.Restore(node.World!);
        return _simulation.Enabled.Count == 0 && node.Used.Select((used, item) => used >= _smallWorld.Menu[item].Times).All(spent => spent);
    }

    private void Expand(Node node)
    {
        World world = node.World!;
        MachineState state = node.State!;
        node.Expand();
        _simulation.Restore(world);
        IReadOnlyList<UnitName> enabled = _simulation.Enabled;
        if (enabled.Count == 0)
        {
            _taken.Clear();
            _taken.Add(new ModelStep(0, new ModelQuiet()));
            state = Judge(state, node, new SettleCommand([]));
        }

        List<UnitName> asleep = [.. node.Asleep];
        foreach (UnitName unit in enabled)
        {
            if (asleep.Contains(unit) || node.Only is { } only && !only.Contains(unit))
            {
                _skipped++;
                continue;
            }

            _simulation.Restore(world);
            _taken.Clear();
            HookStep step = _simulation.RunNext(unit)!;
            var move = new StepCommand(UnitReference.Numbered(unit.Application, unit.Number));
            bool silent = _reduce && Silence.IsSilent(step, _taken.Count == 1);
            int violations = _failures.Count;
            MachineState after = Judge(state, node, move);
            if (_failures.Count > violations)
            {
                continue;
            }

            Reach(_simulation.World, after, node.Used, silent ? [.. asleep] : [], node, move);
            if (silent)
            {
                asleep.Add(unit);
            }
        }

        for (int item = 0; item < node.Used.Length && node.Only is null; item++)
        {
            if (node.Used[item] < _smallWorld.Menu[item].Times)
            {
                _simulation.Restore(world);
                ScriptCommand command = _smallWorld.Menu[item].Command;
                Operate(command);
                int[] used = [.. node.Used];
                used[item]++;
                Reach(_simulation.World, Judge(state, node, command), used, [], node, command);
            }
        }
    }

    private void Reach(World world, MachineState state, int[] used, UnitName[] asleep, Node? parent, ScriptCommand? move)
    {
        _states++;
        UInt128 key = Key(world, state, used);
        if (!_visits.TryGetValue(key, out Visit? visit))
        {
            var node = new Node(world, state, used, parent, move) { Asleep = asleep };
            _visits.Add(key, new Visit(node));
            _next.Add(node);
            return;
        }

        UnitName[] awake = [.. visit.Node.Asleep.Except(asleep)];
        if (awake.Length == 0)
        {
            return;
        }

        visit.Node.Asleep = [.. visit.Node.Asleep.Intersect(asleep)];
        if (visit.Node.IsExpanded)
        {
            _next.Add(new Node(world, state, used, parent, move) { Asleep = visit.Node.Asleep, Only = awake });
        }
    }

    private static UInt128 Key(World world, MachineState state, int[] used)
    {
        ulong menu = 0;
        foreach (int times in used)
        {
            menu = (menu << 2) | (uint)times;
        }

        UInt128 machine = state.Fingerprint;
        return world.Fingerprint ^ ((machine << 1) | (machine >> 127)) ^ ((UInt128)(menu * 0x9E3779B97F4A7C15) << 32);
    }

    private MachineState Judge(MachineState state, Node? parent, ScriptCommand move)
    {
        foreach (Step step in _taken.Where(_options.Judging.Concerns))
        {
            int before = _tally.Violations.Count;
            state = ReferenceMachine.Advance(state, step, _tally);
            for (int i = before; i < _tally.Violations.Count; i++)
            {
                Violation violation = _tally.Violations[i];
                if (_options.Judging.Concerns(violation) && _options.Judging.Counts(violation.Clause) && !IsKnown(violation.ClauseId))
                {
                    Keep(violation, step, parent, move);
                }
            }
        }

        _taken.Clear();
        return state;
    }

    // A hook that fails where something is odd need not fail because of it.
    private void Keep(Violation violation, Step step, Node? parent, ScriptCommand move)
    {
        ExplorerFailure failure = Failure(violation with { Script = _smallWorld.Name }, parent, move);
        if (violation.Suspects.Count == 0)
        {
            _failures.Add(failure);
        }
        else if (_explained.Add($"{violation.ClauseId} {violation.Application} {(step as HookStep)?.Hook.Name}"))
        {
            CaseRun run = _runner.RunExplained(failure.Script, CancellationToken.None);
            Violation told = run.Violations.FirstOrDefault(broken => broken.Clause is { Family: "tolerance" }) ?? failure.Violation;
            if (!IsKnown(told.ClauseId))
            {
                _failures.Add(Failure(told, parent, move));
            }
        }
    }

    private bool IsKnown(string clause) => _failures.Exists(known => string.Equals(known.Violation.ClauseId, clause, StringComparison.Ordinal));

    private ExplorerFailure Failure(Violation violation, Node? parent, ScriptCommand last)
    {
        List<ScriptCommand> moves = [last];
        for (Node? node = parent; node?.Move is { } move; node = node.Parent)
        {
            moves.Add(move);
        }

        moves.Reverse();
        int depth = parent is null ? 0 : moves.Count(move => move is not SettleCommand);
        IEnumerable<ScriptCommand> opening = _smallWorld.Opening.TakeWhile(command => parent is not null || !ReferenceEquals(command, last));
        return new ExplorerFailure(violation, depth, Counterexample.Write([.. opening, .. moves], violation, seed: null, _options));
    }

    private void Operate(ScriptCommand command)
    {
        _taken.Clear();
        var stage = new Stage(_simulation, _options.Cast, RunOptions.Default, CancellationToken.None);
        stage.Carry(new ScriptLine(command));
    }

    private sealed record Visit(Node Node);

    // A state on the way. Once it is expanded, only the way to it is kept.
    private sealed class Node(World world, MachineState state, int[] used, Node? parent, ScriptCommand? move)
    {
        public World? World { get; private set; } = world;

        public MachineState? State { get; private set; } = state;

        public int[] Used => used;

        public Node? Parent => parent;

        public ScriptCommand? Move => move;

        public UnitName[] Asleep { get; set; } = [];

        // Only these units' hooks are still to be walked from here; null for everything.
        public UnitName[]? Only { get; init; }

        public bool IsExpanded => World is null;

        public void Expand()
        {
            World = null;
            State = null;
        }
    }
}
