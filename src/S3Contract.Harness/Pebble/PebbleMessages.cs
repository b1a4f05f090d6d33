using System.Text;
using System.Text.Json.Nodes;

namespace S3Contract.Harness.Pebble;

/// <summary>What a charm asks of a container's Pebble, as it came over HTTP.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="Path">The path, without the query: <c>/v1/plan</c>.</param>
internal sealed record PebbleRequest(string Method, string Path)
{
    /// <summary>The parameters of the query, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>What the caller wants to read.</summary>
    public string Accept { get; init; } = "";

    /// <summary>The type of what is sent, without its parameters.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>What is sent, unless it has parts.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The parts of a form.</summary>
    public IReadOnlyList<PebblePart> Parts { get; init; } = [];

    /// <summary>The first value of a parameter; empty if there is none.</summary>
    public string First(string name) => Query.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.Ordinal)).Value ?? "";

    /// <summary>All values of a parameter, each of which may be several with commas between.</summary>
    public IReadOnlyList<string> All(string name) =>
    [
        .. Query.Where(pair => string.Equals(pair.Key, name, StringComparison.Ordinal))
            .SelectMany(pair => pair.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];
}

/// <summary>A part of a form.</summary>
/// <param name="Name">The name of its field.</param>
/// <param name="File">The name of its file; null if it is none.</param>
/// <param name="Content">What is in it.</param>
internal sealed record PebblePart(string Name, string? File, ReadOnlyMemory<byte> Content);

/// <summary>What Pebble says to it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The type of the body.</param>
/// <param name="Body">The body.</param>
internal sealed record PebbleResponse(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>A result that is there at once.</summary>
    public static PebbleResponse Sync(JsonNode? result, int status = 200) => Json("sync", status, result, null);

    /// <summary>A result that a change brings about.</summary>
    public static PebbleResponse Async(JsonNode? result, string change) => Json("async", 202, result, change);

    /// <summary>A refusal.</summary>
    public static PebbleResponse Error(int status, string message, string? kind = null)
    {
        JsonObject result = new() { ["message"] = message };
        if (kind is not null)
            result["kind"] = kind;
        return Json("error", status, result, null);
    }

    /// <summary>The body as text, for those who look at it.</summary>
    public override string ToString() => $"{Status} {Encoding.UTF8.GetString(Body.Span)}";

    private static PebbleResponse Json(string type, int status, JsonNode? result, string? change)
    {
        JsonObject body = new() { ["type"] = type, ["status-code"] = status, ["status"] = Words(status) };
        if (change is not null)
            body["change"] = change;
        body["result"] = result;
        return new PebbleResponse(status, "application/json", Encoding.UTF8.GetBytes(body.ToJsonString()));
    }

    private static string Words(int status) => status switch
    {
        200 => "OK",
        202 => "Accepted",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Internal Server Error",
    };
}

/// <summary>What came of a request.</summary>
/// <param name="State">Pebble from now on.</param>
/// <param name="Response">What is said.</param>
internal sealed record PebbleAnswer(PebbleState State, PebbleResponse Response)
{
    /// <summary>What was done, in few words and without values, for the trace; null for what only looked.</summary>
    public string? Did { get; init; }

    /// <summary>What was asked for that a real container would have, and this one has not; null if nothing.</summary>
    public string? Lacks { get; init; }

    /// <summary>The path that was looked for in vain, where a real container's image may have one; null if none.</summary>
    public string? Missed { get; init; }
}

/// <summary>Pebble refuses a request, and stays as it is.</summary>
internal sealed class PebbleRefusal(int status, string message, string? kind = null) : Exception(message)
{
    public int Status { get; } = status;

    public string? Kind { get; } = kind;

    /// <summary>Does it hang on something that a real container would have?</summary>
    public string? Lacks { get; init; }

    /// <summary>The path that was looked for in vain.</summary>
    public string? Missed { get; init; }

    public static PebbleRefusal Bad(string message) => new(400, message);

    public static PebbleRefusal NotFound(string message) => new(404, message);
}
