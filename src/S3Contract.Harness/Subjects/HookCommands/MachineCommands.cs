using S3Contract.Charms;
using S3Contract.Harness.Juju;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands about storage and what else belongs to a machine.</summary>
internal static class MachineCommands
{
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
}
