namespace S3Contract.Harness.Juju.Controller;

/// <content>Workload containers.</content>
public sealed partial class Simulation
{
    /// <summary>A container of a unit is started anew: its files, its plan and all else that was in it are gone, and pebble-ready comes again.</summary>
    internal bool RestartContainer(UnitName unit, string container) =>
        Operate($"restart-container {unit} {container}", Operator.RestartContainer(_draft.Begin(World), unit, container));

    /// <summary>A check that runs in a container fails until it is down, or succeeds again.</summary>
    internal bool TurnCheck(UnitName unit, string container, string check, bool down) =>
        Operate($"{(down ? "check-failed" : "check-recovered")} {unit} {container} {check}", Operator.TurnCheck(_draft.Begin(World), unit, container, check, down));

    /// <summary>The workload gives its Pebble a custom notice.</summary>
    internal bool Notify(UnitName unit, string container, string key, IReadOnlyList<KeyValuePair<string, string>> data) =>
        Operate($"notify {unit} {container} {key}", Operator.Notify(_draft.Begin(World), unit, container, key, data));
}
