using System.Globalization;
using System.Text;

namespace S3Contract.Harness.Printing;

/// <summary>
/// Prints what a hook command answers, in the three formats Juju knows. An answer is null, a text, a truth value, a number
/// (<see cref="long"/> or <see cref="double"/>), a moment, a list (<c>object?[]</c> or a list of texts), or a map from text to answers: a
/// <see cref="SortedDictionary{TKey, TValue}"/>, or pairs in an order of their own.
/// </summary>
internal static class OutputFormat
{
    /// <summary>The formats of most commands; the first is the default.</summary>
    public static readonly string[] All = ["smart", "yaml", "json"];

    /// <summary>The formats of the few commands that have no smart one.</summary>
    public static readonly string[] YamlOrJson = ["yaml", "json"];

    /// <summary>Prints an answer.</summary>
    /// <param name="format">The format asked for; null for the default, <c>smart</c>.</param>
    /// <param name="answer">The answer.</param>
    public static string Print(string? format, object? answer) => format switch
    {
        "json" => Json(answer) + "\n",
        "yaml" => Yaml(answer),
        _ => Smart(answer),
    };

    /// <summary>Refuses a format that does not exist, before the command runs.</summary>
    /// <exception cref="CommandLineError">There is no such format (exit code 2).</exception>
    public static void Check(string command, string? format, string[] formats)
    {
        if (format is not null && Array.IndexOf(formats, format) < 0)
        {
            string quoted = GoText.Quote(format);
            throw new CommandLineError(command, $"invalid value {quoted} for option --format: unknown format {quoted}", 2);
        }
    }

    /// <summary>A moment as Go writes it (RFC 3339).</summary>
    internal static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string Json(object? answer)
    {
        StringBuilder json = new();
        AppendJson(json, answer);
        return json.ToString();
    }

    private static string Smart(object? answer) => answer switch
    {
        null or "" => "",
        string text => text + "\n",
        bool flag => flag ? "True\n" : "False\n",
        IReadOnlyList<string> texts => string.Concat(texts.Select(text => text + "\n")),
        _ => Yaml(answer),
    };

    private static string Yaml(object? answer)
    {
        if (answer is null)
            return "";
        StringBuilder yaml = new();
        YamlBlock.Append(yaml, answer);
        if (yaml.Length == 0 || yaml[^1] != '\n')
            yaml.Append('\n');
        return yaml.ToString();
    }

    private static void AppendJson(StringBuilder json, object? answer)
    {
        switch (answer)
        {
            case null:
                json.Append("null");
                break;
            case string text:
                GoText.AppendJson(json, text);
                break;
            case bool flag:
                json.Append(flag ? "true" : "false");
                break;
            case long whole:
                json.Append(whole.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset moment:
                json.Append('"').Append(Moment(moment)).Append('"');
                break;
            case double number:
                json.Append(GoText.JsonNumber(number));
                break;
            case IReadOnlyCollection<KeyValuePair<string, object?>> map:
                json.Append('{');
                AppendPairs(json, map);
                json.Append('}');
                break;
            case IEnumerable<object?> list:
                json.Append('[');
                AppendItems(json, list);
                json.Append(']');
                break;
            default:
                throw new ArgumentException($"not an answer: {answer.GetType()}", nameof(answer));
        }
    }

    private static void AppendPairs(StringBuilder json, IReadOnlyCollection<KeyValuePair<string, object?>> map)
    {
        bool first = true;
        foreach ((string key, object? value) in map)
        {
            if (!first)
                json.Append(',');
            first = false;
            GoText.AppendJson(json, key);
            json.Append(':');
            AppendJson(json, value);
        }
    }

    private static void AppendItems(StringBuilder json, IEnumerable<object?> list)
    {
        bool first = true;
        foreach (object? item in list)
        {
            if (!first)
                json.Append(',');
            first = false;
            AppendJson(json, item);
        }
    }
}
