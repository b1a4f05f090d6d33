using System.Text.Json.Nodes;

namespace S3Contract.Harness.Pebble;

/// <summary><c>/v1/checks</c> and <c>/v1/health</c>. A check is up until the scenario says otherwise.</summary>
internal static class CheckCalls
{
    private const string Perform = "perform-check";
    private const string Recover = "recover-check";

    public static PebbleAnswer List(PebbleCall call)
    {
        Func<string, bool> wanted = Filter(call, out string level);
        return call.Say(new JsonArray([.. call.State.Checks
            .Where(check => wanted(check.Key) && IsOf(call.State.Plan.Checks[check.Key]["level"], level))
            .Select(check => Shown(call.State, check.Key))]));
    }

    public static PebbleAnswer Health(PebbleCall call)
    {
        Func<string, bool> wanted = Filter(call, out string level);
        bool healthy = !call.State.Checks.Any(check => check.Value.Status is "down" && wanted(check.Key)
            && (IsOf(call.State.Plan.Checks[check.Key]["level"], level) || (level is "ready" && call.State.Plan.Checks[check.Key]["level"] is "alive")));
        return new PebbleAnswer(call.State, PebbleResponse.Sync(new JsonObject { ["healthy"] = healthy }, healthy ? 200 : 502));
    }

    public static PebbleAnswer Post(PebbleCall call)
    {
        JsonObject body = call.Body;
        string action = body.Text("action");
        IReadOnlyList<string> names = body.Texts("checks");
        if (names.Count == 0)
            throw PebbleRefusal.Bad($"must specify checks for {action} action");
        if (action is not ("start" or "stop"))
            throw PebbleRefusal.Bad($"invalid action \"{action}\"");
        string[] missing = [.. names.Where(name => !call.State.Checks.ContainsKey(name)).Order(StringComparer.Ordinal)];
        if (missing.Length > 0)
            throw PebbleRefusal.Bad($"cannot {action} checks: cannot find checks in plan: {string.Join(", ", missing)}");

        PebbleState state = call.State.Later();
        SortedSet<string> changed = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            PebbleCheck check = state.Checks[name];
            if (check.Change.Length == 0 == (action is "start"))
            {
                changed.Add(name);
                state = action is "start" ? Begin(state, name) : End(state, name, check);
            }
        }

        return new PebbleAnswer(state, PebbleResponse.Sync(new JsonObject { ["changed"] = changed.List() })) { Did = $"{action} checks {string.Join(' ', names)}" };
    }

    public static PebbleAnswer Refresh(PebbleCall call)
    {
        string name = call.Body.Text("name");
        if (name.Length == 0)
            throw PebbleRefusal.Bad("must specify check name");
        return call.State.Checks.ContainsKey(name)
            ? call.Say(new JsonObject { ["info"] = Shown(call.State, name) })
            : throw PebbleRefusal.NotFound($"cannot find check with name \"{name}\"");
    }

    /// <summary>The checks of a plan that has changed: new ones begin, changed ones begin anew.</summary>
    public static PebbleState Planned(PebbleState state)
    {
        foreach ((string name, PlanEntry entry) in state.Plan.Checks)
        {
            PebbleCheck? known = state.Checks.GetValueOrDefault(name);
            string configuration = entry.ToString();
            if (known is not null && string.Equals(known.Configuration, configuration, StringComparison.Ordinal))
                continue;
            if (known is { Change.Length: > 0 })
                state = End(state, name, known);
            bool begins = entry["startup"] is not "disabled" && known is not { Change.Length: 0 };
            state = state with { Checks = state.Checks.SetItem(name, new PebbleCheck(configuration, "", 0, Threshold(entry))) };
            state = begins ? Begin(state, name) : state;
        }

        return state;
    }

    /// <summary>A replan begins the checks that are to run and do not.</summary>
    public static PebbleState Replanned(PebbleState state)
    {
        foreach ((string name, PebbleCheck check) in state.Checks)
        {
            if (check.Change.Length == 0 && state.Plan.Checks[name]["startup"] is not "disabled")
                state = Begin(state, name);
        }

        return state;
    }

    /// <summary>The check whose change was aborted runs no more.</summary>
    public static PebbleState Stopped(PebbleState state, PebbleChange change) =>
        change.Check is { } name && state.Checks.GetValueOrDefault(name) is { } check && string.Equals(check.Change, change.Id, StringComparison.Ordinal)
            ? state with { Checks = state.Checks.SetItem(name, check with { Change = "" }) }
            : state;

    /// <summary>A check fails until it is down, or succeeds again; null if no such check runs, or it is so already.</summary>
    public static PebbleState? Turned(PebbleState state, string name, bool down)
    {
        if (state.Checks.GetValueOrDefault(name) is not { Change.Length: > 0 } check || check.Status is "down" == down)
            return null;

        state = state.Later();
        PebbleChange ended = state.Changes.Find(change => string.Equals(change.Id, check.Change, StringComparison.Ordinal))!;
        ended = ended with { Status = down ? PebbleChange.Failed : PebbleChange.Done, Error = down ? $"cannot perform the following tasks:\n- {ended.Summary} (the check fails)" : "" };
        state = NoticeCalls.Noticed(state.With(ended), ended);
        int failures = down ? check.Threshold : 0;
        state = Begin(state with { Checks = state.Checks.SetItem(name, check with { Failures = failures }) }, name, down ? Recover : Perform);
        return state with { Events = state.Events.Add(new PebbleEvent(down ? HookKind.PebbleCheckFailed : HookKind.PebbleCheckRecovered) { Check = name }) };
    }

    private static PebbleState Begin(PebbleState state, string name, string kind = Perform)
    {
        string summary = (kind is Perform ? "Perform " : "Recover ") + Kind(state.Plan.Checks[name]) + $" check \"{name}\"";
        state = state.Changed(kind, summary, [(kind, summary)], out PebbleChange change, PebbleChange.Doing);
        change = change with { Check = name };
        state = NoticeCalls.Noticed(state.With(change), change);
        PebbleCheck check = state.Checks[name];
        return state with { Checks = state.Checks.SetItem(name, check with { Change = change.Id, Failures = kind is Perform ? 0 : check.Failures }) };
    }

    private static PebbleState End(PebbleState state, string name, PebbleCheck check)
    {
        PebbleChange change = state.Changes.Find(known => string.Equals(known.Id, check.Change, StringComparison.Ordinal))! with { Status = PebbleChange.Held };
        state = NoticeCalls.Noticed(state.With(change), change);
        return state with { Checks = state.Checks.SetItem(name, check with { Change = "" }) };
    }

    private static bool IsOf(string own, string level) => level.Length == 0 || string.Equals(own, level, StringComparison.Ordinal);

    private static Func<string, bool> Filter(PebbleCall call, out string level)
    {
        level = call.Request.First("level");
        if (level is not ("" or "alive" or "ready"))
            throw PebbleRefusal.Bad("level must be \"alive\" or \"ready\"");
        IReadOnlyList<string> names = call.Request.All("names");
        return name => names.Count == 0 || names.Contains(name, StringComparer.Ordinal);
    }

    private static JsonObject Shown(PebbleState state, string name)
    {
        PebbleCheck check = state.Checks[name];
        PlanEntry entry = state.Plan.Checks[name];
        JsonObject shown = new() { ["name"] = name };
        if (entry["level"] is { Length: > 0 } level)
            shown["level"] = level;
        shown["startup"] = entry["startup"] is { Length: > 0 } startup ? startup : "enabled";
        shown["status"] = check.Status;
        shown["successes"] = check.Failures == 0 && check.Change.Length > 0 ? 1 : 0;
        if (check.Failures > 0)
            shown["failures"] = check.Failures;
        shown["threshold"] = check.Threshold;
        if (check.Change.Length > 0)
            shown["change-id"] = check.Change;
        return shown;
    }

    private static string Kind(PlanEntry check) => check.Group("http") is not null ? "HTTP" : check.Group("tcp") is not null ? "TCP" : "exec";

    private static int Threshold(PlanEntry check) => (int)Math.Clamp(check.Number("threshold") ?? 1, 1, int.MaxValue);
}
