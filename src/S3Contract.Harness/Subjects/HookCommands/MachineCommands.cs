using S3Contract.Charms;
using S3Contract.Harness.Juju;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands about network, ports, storage and what else belongs to a machine.</summary>
internal static class MachineCommands
{
    public static HookAnswer Network(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags(
            ["bind-address", "ingress-address", "egress-subnets", "primary-address"], [CommandCall.RelationFlag]);
        if (flags.Arguments.Count == 0)
            throw call.Wrong("no arguments specified");
        call.AtMost(flags, 1);
        RelationId? relation = flags.Given("r") ? call.Relation(flags) : null;
        NetworkInfo info = call.Juju.NetworkGet(flags.Arguments[0], relation);
        SortedDictionary<string, object?> asked = Answer.Empty();
        if (flags.On("bind-address"))
            asked["bind-address"] = info.Address;
        if (flags.On("ingress-address"))
            asked["ingress-address"] = info.Address;
        if (flags.On("egress-subnets"))
            asked["egress-subnets"] = new[] { info.EgressSubnet };
        if (flags.On("primary-address"))
            asked["primary-address"] = info.Address;
        return call.Print(flags, asked.Count switch
        {
            0 => Whole(info),
            1 => asked.First().Value,
            _ => asked,
        });
    }

    public static HookAnswer Goal(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], []);
        call.AtMost(flags, 0);
        GoalState goal = call.Juju.GoalState();
        SortedDictionary<string, object?> relations = Answer.Empty();
        foreach ((string endpoint, IReadOnlyList<KeyValuePair<string, GoalStatus>> remotes) in goal.Relations)
            relations[endpoint] = Statuses(remotes);
        return call.Print(flags, Answer.Map(("relations", relations), ("units", Statuses(goal.Units))));
    }

    public static HookAnswer OpenPort(CommandCall call)
    {
        call.Juju.OpenPort(Port(call));
        return HookAnswer.Nothing;
    }

    public static HookAnswer ClosePort(CommandCall call)
    {
        call.Juju.ClosePort(Port(call));
        return HookAnswer.Nothing;
    }

    public static HookAnswer OpenedPorts(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags(["endpoints"], []);
        call.AtMost(flags, 0);
        return call.Print(flags, call.Juju.OpenedPorts());
    }

    public static HookAnswer UnitAddress(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], []);
        if (flags.Arguments.Count == 0)
            throw call.Wrong("no setting specified");
        if (flags.Arguments[0] is not ("private-address" or "public-address"))
            throw call.Wrong($"unknown setting {GoText.Quote(flags.Arguments[0])}");
        call.AtMost(flags, 1);
        return call.Print(flags, call.Juju.UnitGet());
    }

    public static HookAnswer StorageList(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], []);
        call.AtMost(flags, 1);
        return call.Print(flags, call.Juju.StorageList(flags.Arguments.Count > 0 ? flags.Arguments[0] : null));
    }

    public static HookAnswer StorageGet(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], ["s"]);
        throw call.Wrong(flags.Value("s") is { } storage
            ? $"invalid value {GoText.Quote(storage)} for option -s: storage not found"
            : "no storage instance specified");
    }

    public static HookAnswer Resource(CommandCall call)
    {
        CommandFlags flags = call.Flags([], []);
        if (flags.Arguments.Count == 0)
            throw call.Wrong("missing required resource name");
        call.AtMost(flags, 1);
        throw call.Juju.ResourceGet(flags.Arguments[0]);
    }

    public static HookAnswer Credential(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], []);
        call.AtMost(flags, 0);
        throw call.Juju.CredentialGet();
    }

    public static HookAnswer Reboot(CommandCall call)
    {
        CommandFlags flags = call.Flags(["now"], []);
        call.AtMost(flags, 0);
        call.Juju.JujuReboot(flags.On("now"));
        return HookAnswer.Nothing;
    }

    private static string Port(CommandCall call)
    {
        CommandFlags flags = call.Flags([], ["endpoints", CommandCall.Format]);
        if (flags.Arguments.Count == 0)
            throw call.Wrong("no port or range specified");
        call.AtMost(flags, 1);
        return flags.Arguments[0];
    }

    private static SortedDictionary<string, object?> Whole(NetworkInfo info) => Answer.Map(
        ("bind-addresses", new object?[]
        {
            Answer.Map(
                ("mac-address", info.MacAddress),
                ("interface-name", info.Interface),
                ("addresses", new object?[] { Answer.Map(("hostname", ""), ("value", info.Address), ("cidr", info.Cidr)) })),
        }),
        ("egress-subnets", new[] { info.EgressSubnet }),
        ("ingress-addresses", new[] { info.Address }));

    private static SortedDictionary<string, object?> Statuses(IReadOnlyList<KeyValuePair<string, GoalStatus>> statuses)
    {
        SortedDictionary<string, object?> map = Answer.Empty();
        foreach ((string name, GoalStatus status) in statuses)
            map[name] = Answer.Map(("status", status.Status), ("since", status.Since));
        return map;
    }
}
