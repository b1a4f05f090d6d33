using System.Globalization;
using System.Text.Json.Nodes;

namespace S3Contract.Harness.Pebble;

/// <summary><c>/v1/changes</c>. All but those that carry out checks are ready from the beginning, so nobody ever waits.</summary>
internal static class ChangeCalls
{
    public static PebbleAnswer List(PebbleCall call)
    {
        string select = call.Request.First("select") is { Length: > 0 } named ? named : "in-progress";
        if (select is not ("all" or "in-progress" or "ready"))
            throw PebbleRefusal.Bad("select should be one of: all,in-progress,ready");
        string service = call.Request.First("for");
        return call.Say(new JsonArray([.. call.State.Changes
            .Where(change => select is "all" || change.IsReady == (select is "ready"))
            .Where(change => service.Length == 0 || change.Services.Contains(service, StringComparer.Ordinal))
            .Select(Shown)]));
    }

    public static PebbleAnswer Get(PebbleCall call) => call.Say(Shown(Found(call)));

    public static PebbleAnswer Wait(PebbleCall call)
    {
        PebbleChange change = Found(call);
        string timeout = call.Request.First("timeout");
        if (timeout.Length > 0 && GoDuration.Seconds(timeout) is null)
            throw PebbleRefusal.Bad($"invalid timeout: time: invalid duration \"{timeout}\"");
        return change.IsReady ? call.Say(Shown(change)) : throw new PebbleRefusal(504, $"timed out waiting for change after {timeout}");
    }

    public static PebbleAnswer Abort(PebbleCall call)
    {
        PebbleChange change = Found(call);
        if (call.Body.Text("action") is not "abort" and var action)
            throw PebbleRefusal.Bad($"invalid action \"{action}\"");
        if (change.IsReady)
            throw PebbleRefusal.Bad($"cannot abort change {change.Id} with nothing pending");
        change = change with { Status = PebbleChange.Held };
        PebbleState state = CheckCalls.Stopped(call.State.Later().With(change), change);
        return new PebbleAnswer(state, PebbleResponse.Sync(Shown(change))) { Did = $"abort {change.Kind}" };
    }

    private static PebbleChange Found(PebbleCall call) =>
        call.State.Changes.Find(change => string.Equals(change.Id, call.Id, StringComparison.Ordinal)) ?? throw PebbleRefusal.NotFound($"cannot find change with id \"{call.Id}\"");

    private static JsonObject Shown(PebbleChange change)
    {
        JsonObject shown = new() { ["id"] = change.Id, ["kind"] = change.Kind, ["summary"] = change.Summary, ["status"] = change.Status };
        if (change.Tasks.Length > 0)
            shown["tasks"] = new JsonArray([.. change.Tasks.Select(task => Shown(change, task))]);
        shown["ready"] = change.IsReady;
        if (change.Error.Length > 0)
            shown["err"] = change.Error;
        AddTimes(shown, change);
        if (change.Check is not null)
            shown["data"] = new JsonObject { ["check-name"] = change.Check };
        return shown;
    }

    private static JsonObject Shown(PebbleChange change, PebbleTask task)
    {
        JsonObject shown = new()
        {
            ["id"] = task.Id,
            ["kind"] = task.Kind,
            ["summary"] = task.Summary,
            ["status"] = change.Status,
            ["progress"] = new JsonObject { ["label"] = "", ["done"] = change.IsReady ? 1 : 0, ["total"] = 1 },
        };
        if (change.Error.Length > 0)
            shown["log"] = new JsonArray(string.Create(CultureInfo.InvariantCulture, $"{PebbleState.Time(change.Spawned)} ERROR {change.Error}"));
        AddTimes(shown, change);
        if (change.ExitCode is { } exit)
            shown["data"] = new JsonObject { ["exit-code"] = exit };
        else if (change.Check is not null)
            shown["data"] = new JsonObject { ["check-name"] = change.Check };
        return shown;
    }

    private static void AddTimes(JsonObject shown, PebbleChange change)
    {
        shown["spawn-time"] = PebbleState.Time(change.Spawned);
        if (change.IsReady)
            shown["ready-time"] = PebbleState.Time(change.Spawned);
    }
}
