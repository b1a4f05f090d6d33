using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands about status and version.</summary>
internal static class StatusCommands
{
    public static HookAnswer Set(CommandCall call)
    {
        CommandFlags flags = call.Flags(["application"], []);
        if (flags.Arguments.Count == 0)
            throw call.Wrong("invalid args, require <status> [message]");

        WorkloadStatus status = flags.Arguments[0] switch
        {
            "maintenance" => WorkloadStatus.Maintenance,
            "blocked" => WorkloadStatus.Blocked,
            "waiting" => WorkloadStatus.Waiting,
            "active" => WorkloadStatus.Active,
            { } other => throw call.Wrong($"invalid status {GoText.Quote(other)}, expected one of [maintenance blocked waiting active]"),
        };
        call.AtMost(flags, 2);
        call.Juju.StatusSet(status, flags.Arguments.Count > 1 ? flags.Arguments[1] : "", flags.On("application"));
        return HookAnswer.Nothing;
    }

    public static HookAnswer Get(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags(["include-data", "application"], []);
        call.AtMost(flags, 0);
        bool data = flags.On("include-data");
        if (!flags.On("application"))
        {
            StatusView own = call.Juju.StatusGet();
            if (data)
                return call.Print(flags, View(own));
            return flags.Value(CommandCall.Format) is null or "smart"
                ? call.Print(flags, own.Status)
                : call.Print(flags, Answer.Map(("status", own.Status)));
        }

        ApplicationStatus status = call.Juju.ApplicationStatusGet();
        if (!data)
        {
            return flags.Value(CommandCall.Format) is null or "smart"
                ? call.Print(flags, status.Application.Status)
                : call.Print(flags, Answer.Map(("status", status.Application.Status)));
        }

        SortedDictionary<string, object?> units = Answer.Empty();
        foreach ((string unit, StatusView view) in status.Units)
            units[unit] = View(view);
        SortedDictionary<string, object?> application = View(status.Application);
        application["units"] = units;
        return call.Print(flags, Answer.Map(("application-status", application)));
    }

    public static HookAnswer Version(CommandCall call)
    {
        CommandFlags flags = call.Flags([], []);
        if (flags.Arguments.Count == 0)
            throw call.Wrong("no version specified");
        call.AtMost(flags, 1);
        call.Juju.ApplicationVersionSet(flags.Arguments[0]);
        return HookAnswer.Nothing;
    }

    private static SortedDictionary<string, object?> View(StatusView view) =>
        Answer.Map(("message", view.Message), ("status", view.Status), ("status-data", Answer.Empty()));
}
