using System.Globalization;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.Language.ScriptCommand>;

namespace S3Contract.Harness.Campaigns.Shrinking;

/// <summary>Fewer fields and plainer values. Plain values stay unique: they are numbered by the command that gives them.</summary>
internal static class ValueShrinks
{
    /// <summary>Without fields that can be missed. An issue keeps both keys: half a pair would be the operator's fault.</summary>
    public static IEnumerable<Commands> FewerFields(Commands commands)
    {
        yield return
        [
            .. commands.Select(command => command is IssueCommand issue
                ? issue with { Fields = issue.Fields.Where(field => IsKey(field.Key)).ToValueList() }
                : command),
        ];
        for (int i = 0; i < commands.Count; i++)
        {
            if (commands[i] is IssueCommand { Requirer: not null } toOne)
            {
                yield return CastShrinks.Replaced(commands, i, toOne with { Requirer = null });
            }

            Fields fields = commands[i].Given ?? [];
            int least = commands[i] is DeployCommand ? 0 : 1;
            for (int at = 0; at < fields.Count && fields.Count > least; at++)
            {
                if (commands[i] is not IssueCommand || !IsKey(fields[at].Key))
                {
                    int skip = at;
                    yield return CastShrinks.Replaced(
                        commands, i, commands[i].Giving(fields.Where((_, index) => index != skip).ToValueList()));
                }
            }
        }
    }

    /// <summary>Plain values, first everywhere at once, then one by one.</summary>
    public static IEnumerable<Commands> PlainValues(Commands commands)
    {
        int[] ordinals = Ordinals(commands);
        yield return
        [
            .. commands.Select((command, index) => command.Given is { } fields
                ? command.Giving(fields.Select(field => Plain(command, field, ordinals[index])).ToValueList())
                : command),
        ];
        for (int i = 0; i < commands.Count; i++)
        {
            Fields fields = commands[i].Given ?? [];
            for (int at = 0; at < fields.Count; at++)
            {
                KeyValuePair<string, string>[] changed = [.. fields];
                changed[at] = Plain(commands[i], fields[at], ordinals[i]);
                if (!string.Equals(changed[at].Value, fields[at].Value, StringComparison.Ordinal))
                {
                    yield return CastShrinks.Replaced(commands, i, commands[i].Giving(changed.ToValueList()));
                }
            }
        }
    }

    /// <summary>How many fields a command gives, and how far their values are from plain ones.</summary>
    public static int Cost(ScriptCommand command, int ordinal)
    {
        int cost = command is IssueCommand { Requirer: not null } ? 1 : 0;
        foreach (KeyValuePair<string, string> field in command.Given ?? [])
        {
            cost += string.Equals(Plain(command, field, ordinal).Value, field.Value, StringComparison.Ordinal) ? 2 : 4 + field.Value.Length;
        }

        return cost;
    }

    // The number of a command among those that give fields, from 1.
    private static int[] Ordinals(Commands commands)
    {
        int ordinal = 0;
        return [.. commands.Select(command => command.Given is { Count: > 0 } ? ++ordinal : ordinal)];
    }

    // In a hostile write an empty value deletes, and that is its point.
    private static KeyValuePair<string, string> Plain(ScriptCommand command, KeyValuePair<string, string> field, int ordinal) =>
        command is WriteCommand && field.Value.Length == 0 ? field : new(field.Key, Plain(field.Key, ordinal));

    private static string Plain(string key, int ordinal) => key switch
    {
        "access-key" => string.Create(CultureInfo.InvariantCulture, $"access-{ordinal}"),
        "secret-key" => string.Create(CultureInfo.InvariantCulture, $"secret-{ordinal}"),
        "bucket" => string.Create(CultureInfo.InvariantCulture, $"bucket-{ordinal}"),
        "attributes" or "tls-ca-chain" => "[]",
        "delete-older-than-days" => "1",
        "endpoint" => "http://127.0.0.1",
        "path" => "p",
        "region" => "r",
        "s3-api-version" => "4",
        "s3-uri-style" => "path",
        "storage-class" => "c",
        _ => "x",
    };

    private static bool IsKey(string key) => key is "access-key" or "secret-key";
}
