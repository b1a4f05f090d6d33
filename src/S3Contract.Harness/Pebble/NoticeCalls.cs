using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace S3Contract.Harness.Pebble;

/// <summary><c>/v1/notices</c>.</summary>
internal static partial class NoticeCalls
{
    private const string Custom = "custom";
    private const string ChangeUpdate = "change-update";
    private const string Kept = "168h0m0s";
    private const int LongestKey = 256;
    private const int MostData = 4096;

    public static PebbleAnswer List(PebbleCall call)
    {
        IReadOnlyList<string> types = call.Request.All("types");
        IReadOnlyList<string> keys = call.Request.All("keys");
        string user = call.Request.First("user-id");
        string users = call.Request.First("users");
        if (users.Length > 0 && user.Length > 0)
            throw PebbleRefusal.Bad("cannot use both \"users\" and \"user-id\" parameters");
        if (users is not ("" or "all"))
            throw PebbleRefusal.Bad("invalid \"users\" filter: must be \"all\"");
        if (user.Length > 0 && !uint.TryParse(user, out _))
            throw PebbleRefusal.Bad($"invalid \"user-id\" filter: strconv.ParseInt: parsing \"{user}\": invalid syntax");
        return call.Say(new JsonArray([.. call.State.Notices
            .Where(notice => types.Count == 0 || types.Contains(notice.Type, StringComparer.Ordinal))
            .Where(notice => keys.Count == 0 || keys.Contains(notice.Key, StringComparer.Ordinal))
            .Where(notice => user is "" or "0" || !notice.IsOwn)
            .Select(Shown)]));
    }

    public static PebbleAnswer Get(PebbleCall call) =>
        call.Say(Shown(call.State.Notices.Find(notice => string.Equals(notice.Id, call.Id, StringComparison.Ordinal)) ?? throw PebbleRefusal.NotFound($"cannot find notice with ID \"{call.Id}\"")));

    public static PebbleAnswer Add(PebbleCall call)
    {
        JsonObject body = call.Body;
        if (body.Text("action") is not "add" and var action)
            throw PebbleRefusal.Bad($"invalid action \"{action}\"");
        if (body.Text("type") is not Custom and var type)
            throw PebbleRefusal.Bad($"invalid type \"{type}\" (can only add \"custom\" notices)");
        string after = body.Text("repeat-after");
        double seconds = after.Length == 0 ? 0 : GoDuration.Seconds(after) ?? throw PebbleRefusal.Bad($"invalid repeat-after: time: invalid duration \"{after}\"");
        JsonObject sent = body["data"] as JsonObject ?? [];
        if (sent.ToJsonString().Length > MostData)
            throw PebbleRefusal.Bad($"total size of data must be {MostData} bytes or less");
        PebbleState state = Notified(
            call.State, body.Text("key"), sent.ToImmutableSortedDictionary(pair => pair.Key, pair => sent.Text(pair.Key), StringComparer.Ordinal), seconds, out string id);
        return new PebbleAnswer(state, PebbleResponse.Sync(new JsonObject { ["id"] = id })) { Did = $"notify {body.Text("key")}" };
    }

    /// <summary>A custom notice comes; the charm is told of it the first time, and when it is repeated.</summary>
    /// <exception cref="PebbleRefusal">It may not be called that.</exception>
    public static PebbleState Notified(PebbleState state, string key, ImmutableSortedDictionary<string, string> data, double repeatAfter, out string id)
    {
        if (key.Length > LongestKey)
            throw PebbleRefusal.Bad($"key must be {LongestKey} bytes or less");
        if (!CustomKey().IsMatch(key))
            throw PebbleRefusal.Bad($"invalid key \"{key}\" (must be in \"example.com/path\" format)");
        state = Recorded(state.Later(), Custom, key, data, repeatAfter, isOwn: true, out PebbleNotice notice);
        id = notice.Id;
        return notice.Repeated < state.Ticks ? state : state with
        {
            Events = state.Events.Add(new PebbleEvent(HookKind.PebbleCustomNotice) { NoticeId = id, NoticeType = Custom, NoticeKey = key }),
        };
    }

    /// <summary>Pebble notices that a change has come, or stands otherwise.</summary>
    public static PebbleState Noticed(PebbleState state, PebbleChange change)
    {
        ImmutableSortedDictionary<string, string> data = PebbleState.Map<string>().Add("kind", change.Kind);
        return Recorded(state, ChangeUpdate, change.Id, change.Check is null ? data : data.Add("check-name", change.Check), 0, isOwn: false, out _);
    }

    private static PebbleState Recorded(
        PebbleState state, string type, string key, ImmutableSortedDictionary<string, string> data, double repeatAfter, bool isOwn, out PebbleNotice notice)
    {
        int at = state.Notices.FindIndex(known => string.Equals(known.Type, type, StringComparison.Ordinal) && string.Equals(known.Key, key, StringComparison.Ordinal));
        if (at < 0)
        {
            notice = new PebbleNotice(PebbleState.Number(state.NoticeCount + 1), type, key, state.Ticks) { Data = data, RepeatAfter = repeatAfter, IsOwn = isOwn };
            return state with { NoticeCount = state.NoticeCount + 1, Notices = state.Notices.Add(notice) };
        }

        PebbleNotice known = state.Notices[at];
        bool repeats = repeatAfter <= 0 || state.Ticks > known.Repeated + repeatAfter;
        notice = known with
        {
            Last = state.Ticks,
            Repeated = repeats ? state.Ticks : known.Repeated,
            Occurrences = known.Occurrences + 1,
            Data = data,
            RepeatAfter = repeatAfter,
        };
        return state with { Notices = repeats ? state.Notices.RemoveAt(at).Add(notice) : state.Notices.SetItem(at, notice) };
    }

    private static JsonObject Shown(PebbleNotice notice)
    {
        JsonObject shown = new()
        {
            ["id"] = notice.Id,
            ["user-id"] = notice.IsOwn ? 0 : null,
            ["type"] = notice.Type,
            ["key"] = notice.Key,
            ["first-occurred"] = PebbleState.Time(notice.First),
            ["last-occurred"] = PebbleState.Time(notice.Last),
            ["last-repeated"] = PebbleState.Time(notice.Repeated),
            ["occurrences"] = notice.Occurrences,
        };
        if (notice.Data.Count > 0)
            shown["last-data"] = new JsonObject([.. notice.Data.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))]);
        if (notice.RepeatAfter > 0)
            shown["repeat-after"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{notice.RepeatAfter}s");
        shown["expire-after"] = Kept;
        return shown;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+(/[a-z0-9]+(-[a-z0-9]+)*)+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex CustomKey();
}
