using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using S3Contract.Charms;

namespace S3Contract.Tests.Property.Vectors;

/// <summary>Reads the values of a recording, with its own spellings for what JSON cannot say, and shows values so that they can be compared
/// as text. Written without the library's own JSON code, which is under test.</summary>
internal static class VectorJson
{
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 2_000 };

    public static S3Value Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => S3Value.Null,
        JsonValueKind.Number => BigInteger.Parse(element.GetRawText(), CultureInfo.InvariantCulture),
        JsonValueKind.Array => S3Value.List([.. element.EnumerateArray().Select(Value)]),
        _ => Special(element) ?? S3Value.Map(
            [.. element.EnumerateObject().Select(member => new KeyValuePair<string, S3Value>(member.Name, Value(member.Value)))]),
    };

    public static string Text(JsonElement element) => Value(element).Text ?? throw new FormatException("text expected");

    public static Databag Databag(JsonElement step, string name) => step.TryGetProperty(name, out JsonElement databag)
        ? Charms.Databag.From(databag.EnumerateObject().Select(member => new KeyValuePair<string, string>(member.Name, Text(member.Value))))
        : Charms.Databag.Empty;

    public static string? TextOrNull(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static IEnumerable<JsonElement> List(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray() : [];

    /// <summary>One text per value: members sorted, every kind distinct.</summary>
    public static string Show(S3Value value)
    {
        var text = new StringBuilder();
        Show(text, value);
        return text.ToString();
    }

    public static S3Value Map(IEnumerable<KeyValuePair<string, S3Value>> members) => S3Value.Map([.. members]);

    public static S3Value Map(Databag databag) =>
        Map(databag.Select(item => new KeyValuePair<string, S3Value>(item.Key, item.Value)));

    public static S3Value Texts(IEnumerable<string> texts) => S3Value.Texts(texts);

    private static S3Value? Special(JsonElement element)
    {
        using JsonElement.ObjectEnumerator members = element.EnumerateObject();
        if (!members.MoveNext() || !members.Current.Name.StartsWith('$'))
        {
            return null;
        }

        JsonElement value = members.Current.Value;
        switch (members.Current.Name)
        {
            case "$long":
                var text = new StringBuilder();
                foreach (JsonElement piece in value.EnumerateArray())
                {
                    text.Insert(text.Length, piece[0].GetString()!, piece[1].GetInt32());
                }

                return text.ToString();
            case "$int":
                return BigInteger.Parse(value.GetString()!, CultureInfo.InvariantCulture);
            case "$float":
                return Float(value.GetString()!);
            case "$json":
                using (var document = JsonDocument.Parse(value.GetString()!, s_deep))
                {
                    return Plain(document.RootElement);
                }

            case "$raised":
                return null;
            default:
                throw new FormatException($"a value of the unknown kind {members.Current.Name}");
        }
    }

    // JSON text inside the recording: Python's rules for numbers, and no special spellings.
    private static S3Value Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => S3Value.List([.. element.EnumerateArray().Select(Plain)]),
        JsonValueKind.Object => Map(element.EnumerateObject().Select(m => new KeyValuePair<string, S3Value>(m.Name, Plain(m.Value)))),
        JsonValueKind.Number when element.GetRawText().AsSpan().IndexOfAny(".eE") >= 0 => element.GetDouble(),
        _ => Value(element),
    };

    private static double Float(string text) => text switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static void Show(StringBuilder text, S3Value value)
    {
        switch (value.Kind)
        {
            case S3ValueKind.Text:
                text.Append(JsonSerializer.Serialize(value.Text));
                break;
            case S3ValueKind.WholeNumber:
                text.Append(CultureInfo.InvariantCulture, $"{value.WholeNumber}");
                break;
            case S3ValueKind.FloatingPoint:
                text.Append(CultureInfo.InvariantCulture, $"float {value.FloatingPoint:R}");
                break;
            case S3ValueKind.List:
                text.Append('[');
                foreach (S3Value item in value.Items!)
                {
                    Show(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case S3ValueKind.Map:
                text.Append('{');
                foreach ((string name, S3Value member) in value.Members!.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    text.Append(JsonSerializer.Serialize(name)).Append(':');
                    Show(text, member);
                    text.Append(',');
                }

                text.Append('}');
                break;
            default:
                text.Append(value.Kind == S3ValueKind.Null ? "null" : value.Boolean == true ? "true" : "false");
                break;
        }
    }
}
