
namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands about ports.</summary>
internal static class PortCommands
{
    public static HookAnswer Open(CommandCall call) => Change(call, call.Juju.OpenPort);

    public static HookAnswer Close(CommandCall call) => Change(call, call.Juju.ClosePort);

    public static HookAnswer Opened(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags(["endpoints"], []);
        call.AtMost(flags, 0);
        return call.Print(flags, call.Juju.OpenedPorts(flags.On("endpoints")));
    }

    private static HookAnswer Change(CommandCall call, Action<string, IReadOnlyList<string>> change)
    {
        CommandFlags flags = call.Flags([], ["endpoints", CommandCall.Format]);
        if (flags.Arguments.Count == 0)
            throw call.Wrong("no port or range specified");
        call.AtMost(flags, 1);
        string[] endpoints = flags.Value("endpoints") is { Length: > 0 } given ? given.Split(',', StringSplitOptions.TrimEntries) : [];
        change(flags.Arguments[0], endpoints);
        return call.WithNotice(flags);
    }
}
