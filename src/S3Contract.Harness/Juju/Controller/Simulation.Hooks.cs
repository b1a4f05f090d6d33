using S3Contract.Harness.Juju.Agent;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Controller;

/// <content>Hooks.</content>
public sealed partial class Simulation
{
    /// <summary>The units with something to run, in the order of their addition. A unit in error is among them: its hook can be retried.</summary>
    public IReadOnlyList<UnitName> Enabled
    {
        get
        {
            var enabled = new List<UnitName>();
            for (int i = 0; i < World.Units.Length; i++)
            {
                if (!_quiet.NextHookOf(World, i).IsNothing)
                {
                    enabled.Add(World.Units[i].Name);
                }
            }

            return enabled;
        }
    }

    /// <summary>Has no unit anything to run? A unit in error has.</summary>
    internal bool IsQuiet
    {
        get
        {
            for (int i = 0; i < World.Units.Length; i++)
            {
                if (!_quiet.NextHookOf(World, i).IsNothing)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The hook or action that the unit would run next; null if it has nothing to run.</summary>
    public Hook? NextHook(UnitName unit)
    {
        int at = World.IndexOfUnit(unit);
        if (at < 0)
        {
            return null;
        }

        HookChoice choice = Agent.NextHook.Of(World, World.Units[at]);
        return choice.IsNothing ? null : choice.ToHook(World, World.Units[at]);
    }

    /// <summary>Runs the unit's next hook or action.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="cancellation">Ends the hook; then nothing is recorded and the world is as before.</param>
    /// <returns>The step, or null if the unit had nothing to run.</returns>
    /// <exception cref="OperationCanceledException">The hook was ended.</exception>
    public HookStep? RunNext(UnitName unit, CancellationToken cancellation = default)
    {
        int at = World.IndexOfUnit(unit);
        if (at < 0)
        {
            return null;
        }

        HookChoice choice = _quiet.NextHookOf(World, at);
        return choice.IsNothing ? null : Run(at, choice, cancellation);
    }

    /// <summary>Runs hooks until no unit has one, and records <see cref="ModelQuiet"/>, or <see cref="ModelRestless"/> if that did not happen
    /// within <paramref name="maxHooks"/>. A failing hook is retried (<see cref="SimulationOptions.Retries"/>) and then left in error.</summary>
    /// <param name="order">Who goes next: each number picks one of the units that have something to run, modulo their count; the quotient says
    /// from which of its relations on that unit looks for a relation hook, which in Juju is random. When the list is used up, the first unit
    /// goes.</param>
    /// <param name="maxHooks">The most hooks to run.</param>
    /// <param name="cancellation">Ends the running hook and the settle.</param>
    /// <returns>True if the model became quiet.</returns>
    /// <exception cref="OperationCanceledException">The settle was ended.</exception>
    public bool Settle(IReadOnlyList<int>? order = null, int maxHooks = 500, CancellationToken cancellation = default)
    {
        var retries = new RetryCount(Options.Retries);
        for (int hooks = 0; hooks < maxHooks; hooks++)
        {
            int number = order is not null && hooks < order.Count ? order[hooks] & int.MaxValue : 0;
            int at = Pick(ref number, retries, out HookChoice choice);
            if (at < 0)
            {
                Note(new ModelQuiet());
                return true;
            }

            bool retry = World.Units[at].Task is not null;
            if (number > 0)
            {
                choice = Agent.NextHook.Of(World, World.Units[at], rotation: number);
            }

            retries.Count(Run(at, choice, cancellation), retry);
        }

        int left = 0;
        if (Pick(ref left, retries, out _) < 0)
        {
            Note(new ModelQuiet());
            return true;
        }

        Note(new ModelRestless(maxHooks));
        return false;
    }

    // The unit that a number picks; the number becomes the quotient. With 0 the first enabled unit is found without looking at the others.
    private int Pick(ref int number, RetryCount retries, out HookChoice choice)
    {
        int enabled = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            int wanted = pass == 0 && number > 0 ? int.MaxValue : enabled == 0 ? 0 : number % enabled;
            int seen = 0;
            for (int i = 0; i < World.Units.Length; i++)
            {
                choice = _quiet.NextHookOf(World, i);
                if (choice.IsNothing || retries.IsExhausted(World.Units[i]))
                {
                    continue;
                }

                if (seen++ == wanted)
                {
                    number = enabled == 0 ? 0 : number / enabled;
                    return i;
                }
            }

            enabled = seen;
            if (enabled == 0)
            {
                break;
            }
        }

        choice = default;
        return -1;
    }

    private HookStep Run(int at, in HookChoice choice, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        UnitRecord unit = World.Units[at];
        Hook hook = choice.ToHook(World, unit);
        World started = HookStart.Begin(World, at, choice, hook, _draft);
        Fault? fault = unit.Armed;
        HookTask? task = choice.Source == ChoiceSource.Task ? unit.Task : null;
        var transaction = new HookTransaction(started, at, hook, fault == Fault.LoseLeadership, Options) { Listener = _s3 };
        var running = new RunningHook(
            transaction, task?.Version ?? choice.Version, task?.Attempt ?? 0, fault, choice.Source == ChoiceSource.Action ? unit.Task : null);
        IUnitHost host = choice is { Source: ChoiceSource.Fresh, Kind: HookKind.UpgradeCharm } ? RefreshedHostOf(unit.Name) : HostOf(unit.Name);
        _running = transaction;
        HookExit exit;
        try
        {
            exit = host.Run(transaction, fault is not (Fault.Crash or Fault.Fail), cancellation);
            _s3?.AwaitGreetings();
        }
        finally
        {
            _running = null;
        }

        transaction.End(exit.Kind == HookExitKind.Error);
        cancellation.ThrowIfCancellationRequested();

        HookStep step = HookEnd.Complete(_draft.Begin(started), at, running, exit, _taken, Line, File);
        step = _told is null ? step : (HookStep)step.Through(_told);
        World = _draft.Finish();
        Take(step);
        TakeChanges();
        return step;
    }
}
