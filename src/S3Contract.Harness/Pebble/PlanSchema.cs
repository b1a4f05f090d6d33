namespace S3Contract.Harness.Pebble;

/// <summary>What a field of a plan holds.</summary>
internal enum PlanKind
{
    Text,

    Number,

    Factor,

    List,

    Map,

    Group,
}

/// <summary>A field of a plan: where layers are merged a text takes the place of a text, lists are joined, maps and groups are merged.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Fields">What a group is made of.</param>
internal sealed record PlanField(string Name, PlanKind Kind = PlanKind.Text, params PlanField[] Fields);

/// <summary>The fields of a plan, in the order in which Pebble prints them.</summary>
internal static class PlanSchema
{
    private static readonly PlanField[] s_who = [new("user-id", PlanKind.Number), new("user"), new("group-id", PlanKind.Number), new("group"), new("working-dir")];

    public static PlanField[] Service { get; } =
    [
        new("summary"), new("description"), new("startup"), new("override"), new("command"),
        new("after", PlanKind.List), new("before", PlanKind.List), new("requires", PlanKind.List),
        new("workload"), new("environment", PlanKind.Map), .. s_who,
        new("on-success"), new("on-failure"), new("on-check-failure", PlanKind.Map),
        new("backoff-delay"), new("backoff-factor", PlanKind.Factor), new("backoff-limit"), new("kill-delay"),
    ];

    public static PlanField[] Check { get; } =
    [
        new("override"), new("level"), new("startup"), new("period"), new("timeout"), new("threshold", PlanKind.Number),
        new("http", PlanKind.Group, new("url"), new("headers", PlanKind.Map)),
        new("tcp", PlanKind.Group, new("port", PlanKind.Number), new("host")),
        new("exec", PlanKind.Group, [new("command"), new("service-context"), new("environment", PlanKind.Map), .. s_who]),
    ];

    public static PlanField[] LogTarget { get; } =
    [
        new("type"), new("location"), new("services", PlanKind.List), new("override"), new("labels", PlanKind.Map),
    ];
}
