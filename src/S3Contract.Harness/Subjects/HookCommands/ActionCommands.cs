using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands of a running action.</summary>
internal static class ActionCommands
{
    public static HookAnswer Get(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], []);
        call.AtMost(flags, 1);
        object? answer = Answer.Of(call.Juju.ActionParameters());
        if (flags.Arguments is [{ Length: > 0 } key])
        {
            foreach (string part in key.Split('.'))
                answer = answer is SortedDictionary<string, object?> map && map.TryGetValue(part, out object? value) ? value : null;
        }

        return call.Print(flags, answer);
    }

    public static HookAnswer Set(CommandCall call)
    {
        CommandFlags flags = call.Flags([], []);
        foreach (string argument in flags.Arguments)
        {
            if (argument.IndexOf('=', StringComparison.Ordinal) <= 0)
                throw call.Wrong($"argument {GoText.Quote(argument)} must be of the form key...=value");
        }

        foreach (string argument in flags.Arguments)
        {
            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            call.Juju.ActionSet(argument[..equals], argument[(equals + 1)..]);
        }

        if (flags.Arguments.Count == 0)
            RequireAction(call);
        return HookAnswer.Nothing;
    }

    public static HookAnswer Fail(CommandCall call)
    {
        CommandFlags flags = call.Flags([], []);
        call.AtMost(flags, 1);
        call.Juju.ActionFail(flags.Arguments.Count > 0
            ? flags.Arguments[0]
            : "action failed without reason given, check action for errors");
        return HookAnswer.Nothing;
    }

    public static HookAnswer Log(CommandCall call)
    {
        CommandFlags flags = call.Flags([], []);
        if (flags.Arguments.Count == 0)
            throw call.Wrong("no message specified");
        call.Juju.ActionLog(string.Join(' ', flags.Arguments));
        return HookAnswer.Nothing;
    }

    private static void RequireAction(CommandCall call)
    {
        if (call.Juju.Hook.Kind != HookKind.Action)
            throw new CommandLineError(call.Command, "not running an action");
    }
}
