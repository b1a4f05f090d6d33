using System.Globalization;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects.HookCommands;
using S3Contract.Reference.Clauses;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Harness.Subjects.Profile;

/// <summary>Turns the text of a profile into a <see cref="CharmProfile"/>, with a place for everything that is wrong.</summary>
internal static class ProfileReader
{
    /// <summary>What may stand in a profile.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["endpoint", "interface", "setup", "issue", "set", "reset", "environment", "juju-version", "hook-time-limit", "transport", "isolate", "s3", "waive", "events", "commands"];

    // How a provider that makes its own keys comes to publish them: by itself, or once it is asked. Either way it owes an answer then.
    private static readonly string[] s_ownKeys = ["automatic", "on-request"];

    private static readonly string[] s_fields =
    [
        "access-key", "secret-key", "bucket", "path", "endpoint", "region", "s3-uri-style", "storage-class", "tls-ca-chain",
        "s3-api-version", "delete-older-than-days", "attributes",
    ];

    public static CharmProfileReading Read(string text, string path)
    {
        YamlFile file = YamlFile.Parse(path, text);
        foreach ((YamlScalarNode key, _) in file.Pairs(file.Root))
        {
            string name = key.Value ?? "";
            if (!Keys.Contains(name, StringComparer.Ordinal))
                file.Add(key, NearestName.Message($"unknown key \"{name}\"", name, Keys));
        }

        CharmProfile profile = new()
        {
            Endpoint = file.Text(file.Root, "endpoint", "the name of an endpoint"),
            Interface = Interface(file),
            Setup = Lines(file, file.Root, "setup"),
            Issue = MakesOwnKeys(file) ? [] : Lines(file, file.Root, "issue"),
            MakesOwnKeys = MakesOwnKeys(file),
            Set = Fields(file, "set", "a mapping from field to script lines"),
            Reset = Fields(file, "reset", "a mapping from field to the script lines that take it back"),
            Environment = Texts(file, "environment", "a mapping from variable to its value", CheckVariable),
            JujuVersion = Juju(file),
            HookTimeLimit = TimeLimit(file),
            Transport = HookTransport(file),
            Isolate = Flag(file, "isolate"),
            S3 = Flag(file, "s3"),
            Waive = Texts(file, "waive", "a mapping from clause to the reason for waiving it", CheckReason),
            WaivePlaces = Places(file, "waive"),
            Events = Events(file),
            Commands = ProfileCommands.Read(file),
            File = path,
        };
        return new CharmProfileReading(file.Problems.Count == 0 ? profile : null, file.Problems) { Partly = profile };
    }

    private static SortedDictionary<string, IReadOnlyList<ProfileLine>> Fields(YamlFile file, string section, string expected)
    {
        SortedDictionary<string, IReadOnlyList<ProfileLine>> fields = new(StringComparer.Ordinal);
        YamlMappingNode? mapping = file.Mapping(file.Root, section, expected);
        if (mapping is null)
            return fields;

        foreach ((YamlScalarNode key, _) in file.Pairs(mapping))
        {
            string name = key.Value ?? "";
            if (Array.IndexOf(s_fields, name) < 0)
                file.Add(key, NearestName.Message($"unknown field \"{name}\"", name, s_fields));
            else
                fields[name] = Lines(file, mapping, name);
        }

        return fields;
    }

    private static bool MakesOwnKeys(YamlFile file) =>
        YamlFile.Find(file.Root, "issue") is YamlScalarNode { Value: { } word } && Array.IndexOf(s_ownKeys, word.Trim()) >= 0;

    /// <summary>Script lines: a list of them, or one text with a line each.</summary>
    private static List<ProfileLine> Lines(YamlFile file, YamlMappingNode parent, string key)
    {
        List<ProfileLine> lines = [];
        YamlNode? node = YamlFile.Find(parent, key);
        if (node is null || YamlFile.IsNull(node))
            return lines;

        if (node is YamlScalarNode text)
        {
            Add(lines, text);
        }
        else if (node is YamlSequenceNode list)
        {
            foreach (YamlNode item in list.Children)
            {
                if (item is YamlScalarNode line && !YamlFile.IsNull(item))
                    Add(lines, line);
                else
                    file.Expect(item, "a script line (a text such as \"run ${leader} sync-s3-credentials access-key=${access-key}\")");
            }
        }
        else
        {
            file.Expect(node, $"a list of script lines under \"{key}\"");
        }

        return lines;
    }

    private static void Add(List<ProfileLine> lines, YamlScalarNode scalar)
    {
        // A block scalar's text begins on the line below its "|"; where in the line is not known, so the first column is named.
        bool block = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        int line = (int)scalar.Start.Line + (block ? 1 : 0);
        int column = block ? 1 : (int)scalar.Start.Column + (scalar.Style is ScalarStyle.Plain ? 0 : 1);
        foreach (string part in (scalar.Value ?? "").Split('\n'))
        {
            string trimmed = part.Trim();
            if (trimmed.Length > 0 && !trimmed.StartsWith('#'))
                lines.Add(new ProfileLine(trimmed, line, column));
            line += block ? 1 : 0;
        }
    }

    private static SortedDictionary<string, string> Texts(
        YamlFile file, string key, string expected, Action<YamlFile, YamlScalarNode, YamlScalarNode> check)
    {
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        YamlMappingNode? mapping = file.Mapping(file.Root, key, expected);
        if (mapping is null)
            return texts;

        foreach ((YamlScalarNode name, YamlNode value) in file.Pairs(mapping))
        {
            if (value is not YamlScalarNode scalar)
            {
                file.Expect(value, $"a text for \"{name.Value}\" under \"{key}\"");
                continue;
            }

            check(file, name, scalar);
            texts[name.Value ?? ""] = YamlFile.IsNull(scalar) ? "" : scalar.Value ?? "";
        }

        return texts;
    }

    private static SortedDictionary<string, (int Line, int Column)> Places(YamlFile file, string key)
    {
        SortedDictionary<string, (int Line, int Column)> places = new(StringComparer.Ordinal);
        if (YamlFile.Find(file.Root, key) is YamlMappingNode mapping)
        {
            foreach ((YamlScalarNode name, _) in file.Pairs(mapping))
                places[name.Value ?? ""] = ((int)name.Start.Line, (int)name.Start.Column);
        }

        return places;
    }

    private static void CheckVariable(YamlFile file, YamlScalarNode name, YamlScalarNode value)
    {
        string variable = name.Value ?? "";
        if (variable.Length == 0 || variable.Contains('=', StringComparison.Ordinal) || variable.Contains('\0', StringComparison.Ordinal))
            file.Expect(name, "the name of an environment variable");
        else if (variable is "PATH" || variable.StartsWith("JUJU_", StringComparison.Ordinal) || variable is "CHARM_DIR")
            file.Add(name, $"\"{variable}\" is Juju's to set: expected another variable");
    }

    // Code says credentials_changed, we say credentials-changed: both may be written.
    private static SortedDictionary<string, string> Events(YamlFile file)
    {
        SortedDictionary<string, string> events = new(StringComparer.Ordinal);
        foreach ((string name, string means) in Texts(file, "events", "a mapping from the name of an event to the event of the contract it means", CheckEvent))
            events[EventNames.Kebab(name)] = EventNames.Kebab(means);
        return events;
    }

    private static void CheckEvent(YamlFile file, YamlScalarNode name, YamlScalarNode means)
    {
        string known = EventNames.Kebab(means.Value ?? "");
        if (Array.IndexOf(EventNames.Own, known) < 0)
            file.Add(means, NearestName.Message($"unknown event \"{means.Value}\"", known, EventNames.Own));
    }

    private static void CheckReason(YamlFile file, YamlScalarNode clause, YamlScalarNode reason)
    {
        if (YamlFile.IsNull(reason) || string.IsNullOrWhiteSpace(reason.Value))
            file.Add(reason, $"expected the reason why the clause \"{clause.Value}\" is waived, found nothing");
    }

    private static JujuVersion? Juju(YamlFile file)
    {
        YamlNode? node = YamlFile.Find(file.Root, "juju-version");
        if (node is null || YamlFile.IsNull(node))
            return null;
        if (node is YamlScalarNode { Value: { } name } && JujuVersion.Find(name) is { } version)
            return version;

        file.Expect(node, $"one of {string.Join(", ", JujuVersion.All)} under \"juju-version\"");
        return null;
    }

    private static ContractVersion Interface(YamlFile file)
    {
        YamlNode? node = YamlFile.Find(file.Root, "interface");
        if (node is null || YamlFile.IsNull(node))
            return ContractVersion.Any;
        switch ((node as YamlScalarNode)?.Value)
        {
            case "v0":
                return ContractVersion.V0;
            case "v1":
                return ContractVersion.V1;
            case "auto":
                return ContractVersion.Any;
            default:
                file.Expect(node, "one of v0, v1, auto under \"interface\"");
                return ContractVersion.Any;
        }
    }

    private static Transport? HookTransport(YamlFile file)
    {
        YamlNode? node = YamlFile.Find(file.Root, "transport");
        if (node is null || YamlFile.IsNull(node))
            return null;
        foreach ((string name, Transport transport) in TransportName.All)
        {
            if (node is YamlScalarNode scalar && string.Equals(scalar.Value, name, StringComparison.Ordinal))
                return transport;
        }

        file.Expect(node, $"one of {string.Join(", ", TransportName.All.Select(one => one.Name))} under \"transport\"");
        return null;
    }

    private static bool Flag(YamlFile file, string key)
    {
        YamlNode? node = YamlFile.Find(file.Root, key);
        if (node is null || YamlFile.IsNull(node))
            return false;
        if (node is YamlScalarNode scalar && MetadataReader.Scalar(scalar)?.Value is bool flag)
            return flag;

        file.Expect(node, $"true or false under \"{key}\"");
        return false;
    }

    private static TimeSpan? TimeLimit(YamlFile file)
    {
        YamlNode? node = YamlFile.Find(file.Root, "hook-time-limit");
        if (node is null || YamlFile.IsNull(node))
            return null;
        if (node is YamlScalarNode scalar
            && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && seconds is > 0 and <= 86400)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        file.Expect(node, "a number of seconds (more than 0, at most 86400) under \"hook-time-limit\"");
        return null;
    }
}
