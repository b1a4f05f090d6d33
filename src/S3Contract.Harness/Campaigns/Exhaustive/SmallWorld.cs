using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Campaigns.Exhaustive;

/// <summary>A world that is small enough to be walked in every order: what it begins with, and what an operator may do in it at any moment.</summary>
/// <param name="Name">Its name: <c>one-relation</c>.</param>
/// <param name="Opening">How it comes about, in one order only.</param>
/// <param name="Menu">What may be done from then on, between any two hooks.</param>
internal sealed record SmallWorld(string Name, IReadOnlyList<ScriptCommand> Opening, IReadOnlyList<MenuItem> Menu)
{
    private static readonly ScriptCommand s_first = Issue(1);
    private static readonly ScriptCommand s_second = Issue(2);

    /// <summary>The worlds that are walked when nothing else is said.</summary>
    public static IReadOnlyList<SmallWorld> All { get; } =
    [
        new(
            "relating",
            [Deploy("provider", 2), Deploy("requirer", 2), s_first, new SettleCommand([])],
            [Once(Integrate("provider", "requirer"))]),
        new(
            "one-relation",
            [Deploy("provider", 2), Deploy("requirer", 2), new SettleCommand([])],
            [
                Once(Integrate("provider", "requirer")), Once(s_first), Once(s_second),
                Once(new ElectCommand(UnitReference.Numbered("provider", 1))), Once(new ElectCommand(UnitReference.Numbered("requirer", 1))),
                Once(new RemoveRelationCommand(new EndpointReference("provider"), new EndpointReference("requirer"))),
            ]),
        new(
            "two-relations",
            [Deploy("provider", 2), Deploy("requirer", 1), Deploy("requirer-b", 1), s_first, Integrate("provider", "requirer"), new SettleCommand([])],
            [
                Once(Integrate("provider", "requirer-b")), Once(s_second), Once(new ElectCommand(UnitReference.Numbered("provider", 1))),
                Once(new RemoveRelationCommand(new EndpointReference("provider"), new EndpointReference("requirer"))),
            ]),
        new(
            "mishaps",
            [Deploy("provider", 2), Deploy("requirer", 2), s_first, new SettleCommand([]), Integrate("provider", "requirer")],
            [
                Once(s_second), Once(new FaultCommand(UnitReference.Leader("provider"), Fault.Crash)),
                Once(new FaultCommand(UnitReference.Leader("provider"), Fault.LoseLeadership)),
                Once(new FaultCommand(UnitReference.Leader("requirer"), Fault.Fail)), Once(new RemoveUnitCommand(UnitReference.Leader("requirer"))),
            ]),
        new(
            "scaling",
            [Deploy("provider", 1), Deploy("requirer", 1), s_first, Integrate("provider", "requirer"), new SettleCommand([])],
            [
                Once(new AddUnitCommand("provider", 1)), Once(new AddUnitCommand("requirer", 1)), Once(new ElectCommand(UnitReference.Numbered("provider", 1))),
                Once(new RemoveUnitCommand(UnitReference.Numbered("provider", 0))), Once(new RemoveUnitCommand(UnitReference.Numbered("requirer", 0))), Once(s_second),
            ]),
        new(
            "values",
            [Deploy("provider", 1), Deploy("requirer", 2), Integrate("provider", "requirer"), new SettleCommand([])],
            [Once(s_first), Once(Set("region", "eu")), Once(Set("region", "")), Once(Set("endpoint", "https://s3.example")), Once(s_second)]),
        new(
            "timers",
            [Deploy("provider", 2), Deploy("requirer", 2), s_first, Integrate("provider", "requirer"), new SettleCommand([])],
            [
                Once(new UpdateStatusCommand(UnitReference.Leader("provider"))), Once(new UpdateStatusCommand(UnitReference.Leader("requirer"))),
                Once(new UpdateStatusCommand(UnitReference.Numbered("provider", 1))), Once(s_second), Once(new ElectCommand(UnitReference.Numbered("provider", 1))),
            ]),
    ];

    private static DeployCommand Deploy(string application, int units) => new(application, units, []);

    private static IntegrateCommand Integrate(string provider, string requirer) => new(new EndpointReference(provider), new EndpointReference(requirer));

    private static IssueCommand Issue(int number) => new(
        "provider", null, [KeyValuePair.Create("access-key", $"access-{number}"), KeyValuePair.Create("secret-key", $"secret-{number}")]);

    private static SetCommand Set(string field, string value) => new(UnitReference.Leader("provider"), [KeyValuePair.Create(field, value)]);

    private static MenuItem Once(ScriptCommand command) => new(command, 1);
}

/// <summary>Something an operator may do in a small world.</summary>
/// <param name="Command">The command.</param>
/// <param name="Times">How often at most, 1 to 3.</param>
internal sealed record MenuItem(ScriptCommand Command, int Times);
