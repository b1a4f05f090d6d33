using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands about addresses and about the neighbours.</summary>
internal static class NetworkCommands
{
    public static HookAnswer Get(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags(
            ["bind-address", "ingress-address", "egress-subnets", "primary-address"], [CommandCall.RelationFlag]);
        if (flags.Arguments.Count == 0)
            throw call.Wrong("no arguments specified");
        if (flags.Arguments[0].Length == 0)
            throw call.Wrong("no binding name specified");
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
        {
            return asked.Count == 0
                ? call.Print(flags, info.Address)
                : throw new CommandLineError(call.Command, "--primary-address must be the only flag specified");
        }

        return call.Print(flags, asked.Count switch
        {
            0 => Whole(info, yaml: flags.Value(CommandCall.Format) is not "json"),
            1 => asked.First().Value,
            _ => asked,
        });
    }

    public static HookAnswer Goal(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], [], OutputFormat.YamlOrJson);
        call.AtMost(flags, 0);
        GoalState goal = call.Juju.GoalState();
        SortedDictionary<string, object?> relations = Answer.Empty();
        foreach ((string endpoint, IReadOnlyList<KeyValuePair<string, GoalStatus>> remotes) in goal.Relations)
            relations[endpoint] = Statuses(remotes);
        return call.Print(flags, Answer.InOrder(("units", Statuses(goal.Units)), ("relations", relations)));
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

    // In YAML, Juju also has the names that these fields once had.
    private static KeyValuePair<string, object?>[] Whole(NetworkInfo info, bool yaml)
    {
        KeyValuePair<string, object?>[] address = Answer.InOrder(("hostname", ""), ("value", info.Address), ("cidr", info.Cidr));
        KeyValuePair<string, object?>[] former = Answer.InOrder(("macaddress", info.MacAddress), ("interfacename", info.Interface));
        if (yaml)
            address = [.. address, .. Answer.InOrder(("address", info.Address))];
        KeyValuePair<string, object?>[] bound = Answer.InOrder(
            ("mac-address", info.MacAddress), ("interface-name", info.Interface), ("addresses", new object?[] { address }));
        return Answer.InOrder(
            ("bind-addresses", new object?[] { yaml ? [.. bound, .. former] : bound }),
            ("egress-subnets", new[] { info.EgressSubnet }),
            ("ingress-addresses", new[] { info.Address }));
    }

    private static SortedDictionary<string, object?> Statuses(IReadOnlyList<KeyValuePair<string, GoalStatus>> statuses)
    {
        SortedDictionary<string, object?> map = Answer.Empty();
        foreach ((string name, GoalStatus status) in statuses)
            map[name] = Answer.InOrder(("status", status.Status), ("since", status.Since));
        return map;
    }
}
