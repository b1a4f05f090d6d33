using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace S3Contract.Harness.Pebble;

/// <summary><c>/v1/services</c> and <c>/v1/signals</c>. Nothing runs: a service that is started is active until it is stopped.</summary>
internal static class ServiceCalls
{
    public static PebbleAnswer List(PebbleCall call)
    {
        IReadOnlyList<string> names = call.Request.All("names");
        PebbleState state = call.State;
        return call.Say(new JsonArray([.. state.Plan.Services
            .Where(service => names.Count == 0 || names.Contains(service.Key, StringComparer.Ordinal))
            .Select(service => Shown(state, service.Key, service.Value))]));
    }

    public static PebbleAnswer Post(PebbleCall call)
    {
        JsonObject body = call.Body;
        string action = body.Text("action");
        IReadOnlyList<string> names = body.Texts("services");
        if (action is not ("start" or "stop" or "restart" or "replan" or "autostart"))
            throw PebbleRefusal.Bad(names.Count == 0 ? $"must specify services for {action} action" : $"invalid action \"{action}\"");
        if (action is "replan" or "autostart" ? names.Count > 0 : names.Count == 0)
            throw PebbleRefusal.Bad(names.Count > 0 ? $"{action} accepts no service names" : $"must specify services for {action} action");

        PebbleState state = call.State.Later();
        (IReadOnlyList<string> stopped, IReadOnlyList<string> started) = Ordered(state, action, names);
        if (action is "replan")
            state = CheckCalls.Replanned(state);
        state = state with
        {
            Active = state.Active.RemoveRange(stopped).SetItems(started
                .Where(name => stopped.Contains(name, StringComparer.Ordinal) || !state.Active.ContainsKey(name))
                .Select(name => KeyValuePair.Create(name, new ActiveService(state.Plan.Services[name].ToString(), state.Ticks)))),
        };
        string[] all = [.. (action is "replan" ? stopped.Concat(started) : action is "stop" ? stopped : started).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] named = names.Count > 0 ? [.. names] : all;
        string title = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(action);
        string summary = all.Length == 0 ? $"{title} - no services"
            : all.Length == 1 ? $"{title} service \"{named[0]}\""
            : string.Create(CultureInfo.InvariantCulture, $"{title} service \"{named[0]}\" and {all.Length - 1} more");
        state = state.Changed(
            action, summary,
            stopped.Select(name => ("stop", $"Stop service \"{name}\"")).Concat(started.Select(name => ("start", $"Start service \"{name}\""))),
            out PebbleChange change);
        change = change with { Services = [.. named] };
        state = NoticeCalls.Noticed(state.With(change), change);
        return new PebbleAnswer(state, PebbleResponse.Async(null, change.Id)) { Did = names.Count > 0 ? $"{action} {string.Join(' ', names)}" : action };
    }

    public static PebbleAnswer Signal(PebbleCall call)
    {
        JsonObject body = call.Body;
        IReadOnlyList<string> names = body.Texts("services");
        string signal = body.Text("signal");
        if (names.Count == 0)
            throw PebbleRefusal.Bad("must specify one or more services");
        string[] wrong =
        [
            .. names.Where(name => !call.State.Active.ContainsKey(name)).Select(name => $"cannot send signal to \"{name}\": service is not running"),
            .. names.Where(name => call.State.Active.ContainsKey(name) && !IsSignal(signal)).Select(name => $"cannot send signal to \"{name}\": invalid signal name \"{signal}\""),
        ];
        return wrong.Length > 0
            ? throw new PebbleRefusal(500, string.Join("; ", wrong))
            : new PebbleAnswer(call.State.Later(), PebbleResponse.Sync(true)) { Did = $"signal {signal} {string.Join(' ', names)}" };
    }

    /// <summary>Is it the name of a signal?</summary>
    private static bool IsSignal(string name) => name is
        "SIGHUP" or "SIGINT" or "SIGQUIT" or "SIGILL" or "SIGTRAP" or "SIGABRT" or "SIGBUS" or "SIGFPE" or "SIGKILL" or "SIGUSR1" or "SIGSEGV" or "SIGUSR2"
        or "SIGPIPE" or "SIGALRM" or "SIGTERM" or "SIGSTKFLT" or "SIGCHLD" or "SIGCONT" or "SIGSTOP" or "SIGTSTP" or "SIGTTIN" or "SIGTTOU" or "SIGURG"
        or "SIGXCPU" or "SIGXFSZ" or "SIGVTALRM" or "SIGPROF" or "SIGWINCH" or "SIGIO" or "SIGPWR" or "SIGSYS";

    private static (IReadOnlyList<string> Stopped, IReadOnlyList<string> Started) Ordered(PebbleState state, string action, IReadOnlyList<string> names)
    {
        PebblePlan plan = state.Plan;
        try
        {
            switch (action)
            {
                case "start":
                    return ([], ServiceOrder.ToStart(plan, names));
                case "stop":
                    return (ServiceOrder.ToStop(plan, names), []);
                case "restart":
                    return ([.. ServiceOrder.ToStop(plan, names).Where(name => names.Contains(name, StringComparer.Ordinal))], ServiceOrder.ToStart(plan, names));
                case "autostart":
                    string[] enabled = [.. Enabled(plan)];
                    return enabled.Length > 0 ? ([], ServiceOrder.ToStart(plan, enabled))
                        : throw new PebbleRefusal(400, "no default services", "no-default-services");
                default:
                    string[] changed = [.. state.Active
                        .Where(active => !string.Equals(plan.Services[active.Key].ToString(), active.Value.Configuration, StringComparison.Ordinal))
                        .Select(active => active.Key)];
                    IReadOnlyList<string> stopped = ServiceOrder.ToStop(plan, changed);
                    string[] wanted = [.. stopped.Concat(Enabled(plan)).Distinct(StringComparer.Ordinal)];
                    return (stopped, [.. ServiceOrder.ToStart(plan, wanted).Where(name => stopped.Contains(name, StringComparer.Ordinal) || !state.Active.ContainsKey(name))]);
            }
        }
        catch (PebbleRefusal refusal) when (refusal.Kind is null)
        {
            throw PebbleRefusal.Bad($"cannot {action} services: {refusal.Message}");
        }
    }

    private static IEnumerable<string> Enabled(PebblePlan plan) =>
        plan.Services.Where(service => service.Value["startup"] is "enabled").Select(service => service.Key);

    private static JsonObject Shown(PebbleState state, string name, PlanEntry service)
    {
        ActiveService? active = state.Active.GetValueOrDefault(name);
        JsonObject shown = new()
        {
            ["name"] = name,
            ["startup"] = service["startup"] is { Length: > 0 } startup ? startup : "disabled",
            ["current"] = active is null ? "inactive" : "active",
        };
        if (active is not null)
            shown["current-since"] = PebbleState.Time(active.Since);
        return shown;
    }
}
