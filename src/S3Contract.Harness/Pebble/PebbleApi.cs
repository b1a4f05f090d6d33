using System.Text.Json;
using System.Text.Json.Nodes;

namespace S3Contract.Harness.Pebble;

/// <summary>A request to a Pebble in some state.</summary>
/// <param name="State">Pebble before it.</param>
/// <param name="Request">The request.</param>
/// <param name="Commands">What commands answer.</param>
internal sealed record PebbleCall(PebbleState State, PebbleRequest Request, WorkloadCommands Commands)
{
    /// <summary>Which change, notice or task the path names.</summary>
    public string Id { get; init; } = "";

    /// <summary>What was sent.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public JsonObject Body => JsonNode.Parse(Request.Body.Span) as JsonObject ?? throw new JsonException("expected an object");

    /// <summary>An answer that changes nothing.</summary>
    public PebbleAnswer Say(JsonNode? result) => new(State, PebbleResponse.Sync(result));
}

/// <summary>The HTTP interface of Pebble, as far as <c>ops.pebble.Client</c> asks for it: a function from a state and a request to the next state and
/// what is said.</summary>
internal static class PebbleApi
{
    /// <summary>The version that it says it is.</summary>
    private const string Version = "v1.24.0";

    private const int MostKept = 10_000;

    /// <summary>Answers a request.</summary>
    public static PebbleAnswer Answer(PebbleState state, PebbleRequest request, WorkloadCommands commands)
    {
        try
        {
            return Route(new PebbleCall(state, request, commands));
        }
        catch (PebbleRefusal refusal)
        {
            return new PebbleAnswer(state, PebbleResponse.Error(refusal.Status, refusal.Message, refusal.Kind)) { Lacks = refusal.Lacks, Missed = refusal.Missed };
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            return new PebbleAnswer(state, PebbleResponse.Error(400, "cannot decode request body: " + wrong.Message.Split('\n')[0]));
        }
    }

    private static PebbleAnswer Route(PebbleCall call)
    {
        string[] path = call.Request.Path.Trim('/').Split('/');
        if (path is not ["v1", ..])
            throw PebbleRefusal.NotFound("invalid API endpoint requested");
        if (call.Request.Method is "POST" && call.State.Changes.Count + call.State.Notices.Count > MostKept)
            throw new PebbleRefusal(503, "more was changed and noticed than this simulation keeps") { Lacks = "a Pebble that keeps so much" };
        PebbleCall one = call with { Id = path.Length > 2 ? path[2] : "" };
        Func<PebbleCall, PebbleAnswer>? get = path[1..] switch
        {
            ["system-info"] => SystemInfo,
            ["health"] => CheckCalls.Health,
            ["plan"] => PlanCalls.Get,
            ["services"] => ServiceCalls.List,
            ["changes"] => ChangeCalls.List,
            ["changes", _] => ChangeCalls.Get,
            ["changes", _, "wait"] => ChangeCalls.Wait,
            ["checks"] => CheckCalls.List,
            ["notices"] => NoticeCalls.List,
            ["notices", _] => NoticeCalls.Get,
            ["warnings"] => static call => call.Say(new JsonArray()),
            ["identities"] => IdentityCalls.List,
            ["files"] => FileReads.Get,
            ["logs"] => static call => new PebbleAnswer(call.State, new PebbleResponse(200, "application/x-ndjson", default)),
            _ => null,
        };
        Func<PebbleCall, PebbleAnswer>? post = path[1..] switch
        {
            ["layers"] => PlanCalls.Add,
            ["services"] => ServiceCalls.Post,
            ["changes", _] => ChangeCalls.Abort,
            ["checks"] => CheckCalls.Post,
            ["checks", "refresh"] => CheckCalls.Refresh,
            ["notices"] => NoticeCalls.Add,
            ["warnings"] => static call => call.Say(0),
            ["signals"] => ServiceCalls.Signal,
            ["identities"] => IdentityCalls.Post,
            ["files"] => FileWrites.Post,
            ["exec"] => ExecCalls.Post,
            _ => null,
        };
        if (get is null && post is null)
            throw PebbleRefusal.NotFound("invalid API endpoint requested");
        Func<PebbleCall, PebbleAnswer>? wanted = call.Request.Method switch
        {
            "GET" => get,
            "POST" => post,
            _ => null,
        };
        return wanted is null ? throw new PebbleRefusal(405, $"method \"{call.Request.Method}\" not allowed") : wanted(one);
    }

    private static PebbleAnswer SystemInfo(PebbleCall call) => call.Say(new JsonObject { ["boot-id"] = call.State.BootId, ["version"] = Version });
}
