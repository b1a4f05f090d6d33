using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands about a unit's state in the controller.</summary>
internal static class StateCommands
{
    public static HookAnswer Get(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags(["strict"], []);
        call.AtMost(flags, 1);
        if (flags.Arguments is [{ Length: > 0 } key] && key is not "-")
            return call.Print(flags, call.Juju.StateGet(key, flags.On("strict")));

        IReadOnlyDictionary<string, string> state = call.Juju.StateGet();
        return call.Print(flags, state.Count == 0 ? null : Answer.Map(state));
    }

    public static HookAnswer Set(CommandCall call)
    {
        CommandFlags flags = call.Flags([], ["file"]);
        foreach ((string key, string value) in call.Settings(flags))
            call.Juju.StateSet(key, value);
        return HookAnswer.Nothing;
    }

    public static HookAnswer Delete(CommandCall call)
    {
        CommandFlags flags = call.Flags([], []);
        call.AtMost(flags, 1);
        if (flags.Arguments is [{ Length: > 0 } key])
            call.Juju.StateDelete(key);
        return HookAnswer.Nothing;
    }
}
