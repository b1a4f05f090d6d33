using System.Text.Json;
using System.Text.Json.Nodes;

namespace S3Contract.Harness.Pebble;

/// <summary>Reads the fields of what was sent.</summary>
internal static class Json
{
    /// <summary>A text; empty if it is not there.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static string Text(this JsonObject body, string field) => body[field] is not { } node ? ""
        : node is JsonValue value && value.TryGetValue(out string? text) ? text : throw Wrong(field, "string");

    /// <summary>A truth value; false if it is not there.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static bool Flag(this JsonObject body, string field) => body[field] is { } node
        && (node is JsonValue value && value.TryGetValue(out bool flag) ? flag : throw Wrong(field, "bool"));

    /// <summary>A whole number; null if it is not there.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static long? Number(this JsonObject body, string field) => body[field] is not { } node ? null
        : node is JsonValue value && value.TryGetValue(out long number) ? number : throw Wrong(field, "int");

    /// <summary>A list of texts; empty if it is not there.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static IReadOnlyList<string> Texts(this JsonObject body, string field) => body[field] is not { } node ? []
        : node is JsonArray list
            ? [.. list.Select(item => item is JsonValue value && value.TryGetValue(out string? text) ? text : throw Wrong(field, "string"))]
            : throw Wrong(field, "[]string");

    /// <summary>A list of objects; empty if it is not there.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static IReadOnlyList<JsonObject> Objects(this JsonObject body, string field) => body[field] is not { } node ? []
        : node is JsonArray list ? [.. list.Select(item => item as JsonObject ?? throw Wrong(field, "object"))] : throw Wrong(field, "[]object");

    /// <summary>A list as JSON.</summary>
    public static JsonArray List(this IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];

    private static JsonException Wrong(string field, string type) => new($"json: cannot unmarshal field {field} into a value of type {type}");
}
