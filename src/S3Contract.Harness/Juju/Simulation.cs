using S3Contract.Charms;
using S3Contract.Harness.Subjects;
using S3Contract.Observations;

namespace S3Contract.Harness.Juju;

/// <summary>A running simulated Juju: the current <see cref="World"/>, the places where the units' charms live, and the steps taken so far.
/// The operator's methods never throw for what Juju would refuse: they record an <see cref="OperationRefused"/> and return false.</summary>
public sealed class Simulation : IDisposable
{
    /// <summary>An empty model.</summary>
    public Simulation(SimulationOptions? options = null) => Options = options ?? new SimulationOptions();

    /// <summary>The facts of the controller and model.</summary>
    public SimulationOptions Options { get; }

    /// <summary>The world as it is now.</summary>
    public World World { get; private set; } = new();

    /// <summary>The steps taken so far.</summary>
    public IReadOnlyList<Step> Steps => throw new NotSupportedException();

    /// <summary>Called for each step as it is recorded.</summary>
    public Action<Step>? StepTaken { get; set; }

    /// <summary>The line of the script that is being carried out; stamped on each step.</summary>
    public int Line { get; set; }

    /// <summary>The units with something to run, in the order of their addition. A unit in error is among them: its hook can be retried.</summary>
    public IReadOnlyList<UnitName> Enabled => throw new NotSupportedException();

    /// <summary>Goes back to an earlier world. Only sound where no charm keeps anything outside of Juju, as in-process charms; the steps are
    /// not touched.</summary>
    public void Restore(World world) => World = world;

    /// <summary><c>juju deploy</c>.</summary>
    public bool Deploy(string application, ICharmSubject charm, int units = 1, IReadOnlyList<KeyValuePair<string, string>>? config = null) => throw new NotSupportedException();

    /// <summary><c>juju add-unit</c>.</summary>
    public bool AddUnit(string application, int count = 1) => throw new NotSupportedException();

    /// <summary><c>juju remove-unit</c>.</summary>
    public bool RemoveUnit(UnitName unit) => throw new NotSupportedException();

    /// <summary><c>juju remove-application</c>.</summary>
    public bool RemoveApplication(string application) => throw new NotSupportedException();

    /// <summary><c>juju integrate</c>. An endpoint that is null is found as Juju does.</summary>
    public bool Integrate(string applicationA, string? endpointA, string applicationB, string? endpointB) => throw new NotSupportedException();

    /// <summary><c>juju remove-relation</c>. An endpoint that is null is found as Juju does.</summary>
    public bool RemoveRelation(string applicationA, string? endpointA, string applicationB, string? endpointB) => throw new NotSupportedException();

    /// <summary><c>juju config</c>.</summary>
    public bool Configure(string application, IReadOnlyList<KeyValuePair<string, string>> options) => throw new NotSupportedException();

    /// <summary><c>juju run</c>: queues an action.</summary>
    public bool RunAction(UnitName unit, string action, IReadOnlyList<KeyValuePair<string, string>> parameters) => throw new NotSupportedException();

    /// <summary>Moves leadership of the unit's application to it.</summary>
    public bool Elect(UnitName unit) => throw new NotSupportedException();

    /// <summary>Lets the unit's update-status timer fire.</summary>
    public bool UpdateStatus(UnitName unit) => throw new NotSupportedException();

    /// <summary>Makes something go wrong in the unit's next hook.</summary>
    public bool Arm(UnitName unit, Fault fault) => throw new NotSupportedException();

    /// <summary><c>juju resolve</c>: a failed hook is queued again, or (<c>--no-retry</c>) taken as done.</summary>
    public bool Resolve(UnitName unit, bool retry) => throw new NotSupportedException();

    /// <summary>Records what the scenario means an application to issue from now on.</summary>
    public void NoteIssued(string application, Databag fields) => throw new NotSupportedException();

    /// <summary>The hook or action that the unit would run next; null if it has nothing to run.</summary>
    public Hook? NextHook(UnitName unit) => throw new NotSupportedException();

    /// <summary>Runs the unit's next hook or action.</summary>
    /// <returns>The step, or null if the unit had nothing to run.</returns>
    public HookStep? RunNext(UnitName unit, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Runs hooks until no unit has one, and records <see cref="ModelQuiet"/>, or <see cref="ModelRestless"/> if that did not happen
    /// within <paramref name="maxHooks"/>. A failing hook is retried a few times and then left in error.</summary>
    /// <param name="order">Who goes next: each number picks one of the units that have something to run, modulo their count; when the list
    /// is used up, the first of them.</param>
    /// <param name="maxHooks">The most hooks to run.</param>
    /// <param name="cancellation">Ends the running hook and the settle.</param>
    /// <returns>True if the model became quiet.</returns>
    public bool Settle(IReadOnlyList<int>? order = null, int maxHooks = 500, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Ends the places where the units lived.</summary>
    public void Dispose() => throw new NotSupportedException();
}
