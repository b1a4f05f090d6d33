using System.Text.RegularExpressions;

namespace S3Contract.Harness.Traces;

/// <summary>Where in a step values stand under a name.</summary>
internal static partial class SecretSource
{
    /// <summary>Shows each named value of a step, in the order in which it happened.</summary>
    public static void Visit(Step step, Action<string, string> value)
    {
        switch (step)
        {
            case HookStep hook:
                foreach (HookEntry entry in hook.Entries)
                {
                    Visit(entry, value);
                }

                foreach (DatabagCommit commit in hook.Commits)
                {
                    Visit(commit.Before, value);
                    Visit(commit.After, value);
                }

                if (hook.Action is { } action)
                {
                    Visit(action.Results, value);
                }

                break;
            case ModelStep { Change: CredentialsIssued issued }:
                Visit(issued.Fields, value);
                break;
            case ModelStep { Change: ActionQueued queued }:
                Visit(queued.Parameters, value);
                Visit(queued.Handover?.Fields ?? [], value);
                break;
            case ModelStep { Change: ConfigChanged config }:
                Visit(config.Options, value);
                Visit(config.Handover?.Fields ?? [], value);
                break;
            case ModelStep { Change: OperationRefused refused }:
                // What Juju refused never shows anywhere else: the command line is all there is.
                foreach (Match match in Assignment().Matches(refused.Operation))
                {
                    value(match.Groups["name"].Value, Unquoted(match));
                }

                break;
            default:
                break;
        }
    }

    /// <summary>A command line with each value that stands under a name replaced.</summary>
    public static string Replace(string commandLine, Func<string, string, string> value) => Assignment().Replace(commandLine, match =>
    {
        string text = Unquoted(match);
        string replaced = value(match.Groups["name"].Value, text);
        string quote = match.Groups["value"].Length > text.Length ? match.Groups["value"].Value[..1] : "";
        return $"{match.Groups["name"].Value}={quote}{replaced}{quote}";
    });

    private static void Visit(HookEntry entry, Action<string, string> value)
    {
        switch (entry)
        {
            case DatabagRead read:
                Visit(read.Content, value);
                break;
            case DatabagWrite write:
                Visit(write.Changes, value);
                break;
            case EventEmitted emitted:
                Visit(emitted.Seen, value);
                break;
            default:
                break;
        }
    }

    private static void Visit(Databag bag, Action<string, string> value)
    {
        foreach (ref readonly KeyValuePair<string, string> item in bag.Items)
        {
            value(item.Key, item.Value);
        }
    }

    private static void Visit(IReadOnlyList<KeyValuePair<string, string>> pairs, Action<string, string> value)
    {
        for (int i = 0; i < pairs.Count; i++)
        {
            value(pairs[i].Key, pairs[i].Value);
        }
    }

    private static string Unquoted(Match match)
    {
        string value = match.Groups["value"].Value;
        return value.Length >= 2 && value[0] is ('"' or '\'') && value[^1] == value[0] ? value[1..^1] : value;
    }

    [GeneratedRegex("(?<name>[A-Za-z0-9_.-]+)=(?<value>\"[^\"]*\"|'[^']*'|[^ \t\n]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Assignment();
}
