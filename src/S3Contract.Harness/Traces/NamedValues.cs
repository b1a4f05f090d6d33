using System.Text.RegularExpressions;

namespace S3Contract.Harness.Traces;

/// <summary>Looks at each value that stands under a name in a step, in the order in which it was said.</summary>
internal sealed partial class NamedValues : TextPass
{
    private readonly Action<string, string> _value;

    private NamedValues(Action<string, string> value) => _value = value;

    /// <summary>Shows each named value of a step.</summary>
    public static void Visit(Step step, Action<string, string> value) => step.Through(new NamedValues(value));

    /// <summary>A command line with each value that stands under a name replaced.</summary>
    public static string Replace(string commandLine, Func<string, string, string> value) => Assignment().Replace(commandLine, match =>
    {
        string text = Unquoted(match);
        string replaced = value(match.Groups["name"].Value, text);
        string quote = match.Groups["value"].Length > text.Length ? match.Groups["value"].Value[..1] : "";
        return $"{match.Groups["name"].Value}={quote}{replaced}{quote}";
    });

    public override IReadOnlyList<KeyValuePair<string, string>> Fields(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        foreach ((string name, string value) in fields)
        {
            _value(name, value);
        }

        return fields;
    }

    public override Databag Fields(Databag fields)
    {
        foreach (ref readonly KeyValuePair<string, string> item in fields.Items)
        {
            _value(item.Key, item.Value);
        }

        return fields;
    }

    public override IReadOnlyList<KeyValuePair<string, string>> Secret(IReadOnlyList<KeyValuePair<string, string>> content)
    {
        foreach ((string key, string value) in content)
        {
            _value(SecretName.InSecret(key), value);
        }

        return content;
    }

    // What Juju refused never shows anywhere else: the command line is all there is.
    public override string CommandLine(string line)
    {
        foreach (Match match in Assignment().Matches(line))
        {
            _value(match.Groups["name"].Value, Unquoted(match));
        }

        return line;
    }

    private static string Unquoted(Match match)
    {
        string value = match.Groups["value"].Value;
        return value.Length >= 2 && value[0] is ('"' or '\'') && value[^1] == value[0] ? value[1..^1] : value;
    }

    [GeneratedRegex("(?<name>[A-Za-z0-9_.-]+)=(?<value>\"[^\"]*\"|'[^']*'|[^ \t\n]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Assignment();
}
