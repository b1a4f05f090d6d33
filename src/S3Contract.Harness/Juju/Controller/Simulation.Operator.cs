using S3Contract.Harness.Juju.Actions;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Controller;

/// <content>The operator.</content>
public sealed partial class Simulation
{
    /// <summary><c>juju deploy</c>. Peer relations come into being by themselves; the first unit leads.</summary>
    /// <param name="application">The name of the application.</param>
    /// <param name="charm">Its charm.</param>
    /// <param name="units">How many units, from 0 up.</param>
    /// <param name="config">Options to set, as text.</param>
    /// <param name="role">The sides that it is meant to take, for whoever judges the run.</param>
    /// <param name="makesOwnKeys">Does it make keys of its own, for the same? Null for nothing said.</param>
    public bool Deploy(
        string application, ICharmSubject charm, int units = 1, IReadOnlyList<KeyValuePair<string, string>>? config = null,
        Roles role = Roles.None, bool? makesOwnKeys = null) =>
        Operate(
            "deploy " + application,
            Operator.Deploy(_draft.Begin(World), application, RevisionOf(charm), units, Real(config ?? []), role, Options.Juju, makesOwnKeys));

    /// <summary><c>juju add-unit</c>.</summary>
    public bool AddUnit(string application, int count = 1) =>
        Operate("add-unit " + application, Operator.AddUnit(_draft.Begin(World), application, count));

    /// <summary><c>juju remove-unit</c>: others stop seeing the unit at once; it runs its last hooks.</summary>
    public bool RemoveUnit(UnitName unit) =>
        Operate($"remove-unit {unit}", Operator.RemoveUnit(_draft.Begin(World), unit));

    /// <summary><c>juju remove-application</c>: its relations and units are removed, then it vanishes.</summary>
    public bool RemoveApplication(string application) =>
        Operate("remove-application " + application, Operator.RemoveApplication(_draft.Begin(World), application));

    /// <summary><c>juju integrate</c>. An endpoint that is null is found as Juju does: the only pair that fits. While a relation between the
    /// same endpoints is still being removed, Juju refuses.</summary>
    public bool Integrate(string applicationA, string? endpointA, string applicationB, string? endpointB) => Operate(
        $"integrate {Named(applicationA, endpointA)} {Named(applicationB, endpointB)}",
        Operator.Integrate(_draft.Begin(World), applicationA, endpointA, applicationB, endpointB));

    /// <summary><c>juju remove-relation</c>. An endpoint that is null is found as Juju does: the only relation that fits.</summary>
    public bool RemoveRelation(string applicationA, string? endpointA, string applicationB, string? endpointB) => Operate(
        $"remove-relation {Named(applicationA, endpointA)} {Named(applicationB, endpointB)}",
        Operator.RemoveRelation(_draft.Begin(World), applicationA, endpointA, applicationB, endpointB));

    /// <summary><c>juju refresh</c>: each unit runs upgrade-charm and config-changed, with the other revision's code.</summary>
    /// <param name="application">The application.</param>
    /// <param name="charm">The other revision; null for the same charm once more.</param>
    public bool Refresh(string application, ICharmSubject? charm = null) =>
        Operate("refresh " + application, Operator.Refresh(_draft.Begin(World), application, charm is null ? null : RevisionOf(charm)));

    /// <summary><c>juju config</c>.</summary>
    /// <param name="application">The application.</param>
    /// <param name="options">The options to set, as text.</param>
    /// <param name="reset">The options to take back to their defaults (<c>--reset</c>); null for none.</param>
    public bool Configure(string application, IReadOnlyList<KeyValuePair<string, string>> options, IReadOnlyList<string>? reset = null) =>
        Operate("config " + application, Operator.Configure(_draft.Begin(World), application, Real(options), reset ?? []));

    /// <summary><c>juju run</c>: queues an action. Parameters with dots in their name are nested.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="action">The action.</param>
    /// <param name="parameters">Its parameters, as they are typed: YAML.</param>
    public bool RunAction(UnitName unit, string action, IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        RunAction(unit, action, parameters, ParameterStyle.Yaml);

    /// <summary><c>juju run</c> with values of another kind.</summary>
    internal bool RunAction(UnitName unit, string action, IReadOnlyList<KeyValuePair<string, string>> parameters, ParameterStyle style) =>
        Operate($"run {unit} {action}", Operator.RunAction(_draft.Begin(World), unit, action, Real(parameters), style, Options.Juju));

    /// <summary>Moves leadership of the unit's application to it. Nothing is recorded if it leads already.</summary>
    public bool Elect(UnitName unit) => Operate($"elect {unit}", Operator.Elect(_draft.Begin(World), unit));

    /// <summary>Lets the unit's update-status timer fire; the hook runs when the unit has nothing else to run.</summary>
    public bool UpdateStatus(UnitName unit) => Operate($"update-status {unit}", Operator.UpdateStatus(_draft.Begin(World), unit));

    /// <summary>Makes something go wrong in the unit's next hook or action; a second fault replaces the first.</summary>
    public bool Arm(UnitName unit, Fault fault) => Operate($"arm {unit}", Operator.Arm(_draft.Begin(World), unit, fault));

    /// <summary><c>juju resolve</c>: a failed hook is queued again, or (<c>--no-retry</c>) taken as done without running.</summary>
    public bool Resolve(UnitName unit, bool retry) =>
        Operate(retry ? $"resolve {unit}" : $"resolve {unit} --no-retry", Operator.Resolve(_draft.Begin(World), unit, retry));

    /// <summary>Records what the scenario means an application to issue from now on.</summary>
    /// <param name="application">The providing application.</param>
    /// <param name="fields">The fields, keyed as in the databag.</param>
    /// <param name="requirer">The one application that is to receive them; null for all.</param>
    public void NoteIssued(string application, Databag fields, string? requirer = null) =>
        Note(new CredentialsIssued(application, fields) { Requirer = requirer });

    private static string Named(string application, string? endpoint) => endpoint is null ? application : $"{application}:{endpoint}";

    private bool Operate(string operation, string? refusal)
    {
        if (refusal is not null)
        {
            Note(new OperationRefused(operation, refusal));
            return false;
        }

        World = _draft.Finish();
        TakeChanges();
        return true;
    }
}
