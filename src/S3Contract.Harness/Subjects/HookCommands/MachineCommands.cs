using System.Text.RegularExpressions;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands about storage and what else belongs to a machine.</summary>
internal static partial class MachineCommands
{
    private const string Filesystem = "filesystem";

    public static HookAnswer StorageList(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], []);
        call.AtMost(flags, 1);
        return call.Print(flags, call.Juju.StorageList(flags.Arguments.Count > 0 ? flags.Arguments[0] : null));
    }

    public static HookAnswer StorageGet(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], [CommandCall.StorageFlag]);
        string id = flags.Value(CommandCall.StorageFlag) ?? call.Juju.Hook.Storage ?? throw call.Wrong("no storage instance specified");
        string problem = StorageId().IsMatch(id) ? "storage not found" : $"invalid storage ID {GoText.Quote(id)}";
        string location = call.Juju.StorageGet(id) ?? throw call.Wrong($"invalid value {GoText.Quote(id)} for option -s: {problem}");
        call.AtMost(flags, 1);
        return flags.Arguments is [{ Length: > 0 } key]
            ? call.Print(flags, key switch
            {
                "kind" => Filesystem,
                "location" => location,
                _ => throw new CommandLineError(call.Command, $"invalid storage attribute {GoText.Quote(key)}"),
            })
            : call.Print(flags, Answer.Map(("kind", Filesystem), ("location", location)));
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

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]*[a-z][a-z0-9]*)*/[0-9]+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex StorageId();
}
