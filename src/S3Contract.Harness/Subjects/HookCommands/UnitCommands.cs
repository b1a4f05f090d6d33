using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands about leadership, configuration and the log.</summary>
internal static class UnitCommands
{
    public static HookAnswer IsLeader(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], []);
        call.AtMost(flags, 0);
        return call.Print(flags, call.Juju.IsLeader());
    }

    public static HookAnswer LeaderGet(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], []);
        if (flags.Arguments is [{ } wrong, ..] && wrong.Contains('=', StringComparison.Ordinal))
            throw call.Wrong($"invalid key {GoText.Quote(wrong)}");
        call.AtMost(flags, 1);
        IReadOnlyDictionary<string, string> settings = call.Juju.LeaderGet();
        return flags.Arguments is [{ Length: > 0 } key] && key is not "-"
            ? call.Print(flags, settings.TryGetValue(key, out string? value) ? value : null)
            : call.Print(flags, Answer.Map(settings));
    }

    public static HookAnswer LeaderSet(CommandCall call)
    {
        CommandFlags flags = call.Flags([], []);
        call.Juju.LeaderSet(SettingsInput.Arguments(call.Command, flags.Arguments));
        return HookAnswer.Nothing;
    }

    public static HookAnswer ConfigGet(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags(["a|all"], []);
        call.AtMost(flags, 1);
        bool all = flags.On("a");
        if (flags.Arguments is [{ Length: > 0 } key] && key is not "-")
        {
            if (all)
                throw call.Wrong($"cannot use argument --all together with key {GoText.Quote(key)}");
            return call.Print(flags, call.Juju.ConfigGet().TryGetValue(key, out ConfigValue value) ? value.Value : null);
        }

        SortedDictionary<string, object?> map = Answer.Empty();
        if (all)
        {
            foreach ((string name, ConfigValue? value) in call.Juju.ConfigGetAll())
                map[name] = value?.Value;
        }
        else
        {
            foreach ((string name, ConfigValue value) in call.Juju.ConfigGet())
                map[name] = value.Value;
        }

        return call.Print(flags, map);
    }

    public static HookAnswer Log(CommandCall call)
    {
        CommandFlags flags = call.Flags(["debug"], ["l|log-level", CommandCall.Format]);
        if (flags.Arguments.Count == 0)
            throw call.Wrong("no message specified");

        string message = string.Join(' ', flags.Arguments);
        LogLevel? level = flags.On("debug") ? LogLevel.Debug : flags.Value("l") is { Length: > 0 } name ? Level(name) : LogLevel.Info;
        if (level is null)
            call.Juju.JujuLog(LogLevel.Warning, $"Specified log level of {GoText.Quote(flags.Value("l")!)} is not valid");
        call.Juju.JujuLog(level ?? LogLevel.Info, message);
        call.Said = message;
        return call.WithNotice(flags);
    }

    private static LogLevel? Level(string name) => name.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" => LogLevel.Info,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "CRITICAL" => LogLevel.Critical,
        _ => null,
    };
}
