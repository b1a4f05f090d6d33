using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Harness.Metadata;

/// <summary>Turns the files of a charm into what the simulated Juju needs to know.</summary>
internal static class MetadataReader
{
    private static readonly string[] s_types = ["string", "int", "float", "boolean", "secret"];

    public static CharmMetadata Read(
        YamlFile file, YamlFile configFile, YamlMappingNode? options, YamlFile actionsFile, YamlMappingNode? actions)
    {
        string? name = file.Text(file.Root, "name", "the charm's name");
        if (name is null && file.Problems.Count == 0)
            file.Add(file.Root, "expected the charm's name under \"name\", found nothing");
        else if (name is not null && YamlFile.Find(file.Root, "name") is YamlScalarNode called)
            MetadataName.Check(file, called, "a charm");

        List<CharmEndpoint> endpoints = [];
        SortedDictionary<string, int> lines = new(StringComparer.Ordinal);
        ReadEndpoints(file, "provides", EndpointRole.Provider, endpoints);
        ReadEndpoints(file, "requires", EndpointRole.Requirer, endpoints);
        ReadEndpoints(file, "peers", EndpointRole.Peer, endpoints);
        foreach (string section in (string[])["provides", "requires", "peers"])
            NoteLines(file, section, lines);
        return new CharmMetadata(name ?? "", endpoints)
        {
            File = Path.GetFileName(file.Path),
            EndpointLines = lines,
            Config = ReadOptions(configFile, options),
            Actions = ReadActions(actionsFile, actions),
            Containers = ReadNames(file, "containers", "a mapping from container to its description"),
            Mounts = ContainerYaml.Mounts(file),
            Storage = StorageYaml.Read(file),
            Resources = ReadNames(file, "resources", "a mapping from resource to its description"),
            Subordinate = YamlFile.Find(file.Root, "subordinate") is YamlScalarNode flag && Scalar(flag) is { Value: true },
        };
    }

    private static void NoteLines(YamlFile file, string section, SortedDictionary<string, int> lines)
    {
        if (YamlFile.Find(file.Root, section) is YamlMappingNode mapping)
        {
            foreach (YamlScalarNode key in mapping.Children.Keys.OfType<YamlScalarNode>())
                lines.TryAdd(key.Value ?? "", (int)key.Start.Line);
        }
    }

    private static void ReadEndpoints(YamlFile file, string section, EndpointRole role, List<CharmEndpoint> endpoints)
    {
        YamlMappingNode? mapping = file.Mapping(file.Root, section, "a mapping from endpoint to its description");
        if (mapping is null)
            return;

        foreach ((YamlScalarNode key, YamlNode value) in file.Pairs(mapping))
        {
            string name = key.Value ?? "";
            if (!MetadataName.Check(file, key, "an endpoint"))
                continue;
            if (endpoints.Exists(endpoint => string.Equals(endpoint.Name, name, StringComparison.Ordinal)))
            {
                file.Add(key, $"the endpoint \"{name}\" is declared twice");
            }
            else if (value is YamlScalarNode { Value: { Length: > 0 } shortForm } && !YamlFile.IsNull(value))
            {
                // Juju takes "endpoint: interface" for "endpoint: {interface: interface}".
                endpoints.Add(new CharmEndpoint(name, role, shortForm));
            }
            else if (value is YamlMappingNode body)
            {
                string? spoken = file.Text(body, "interface", "the name of an interface");
                if (string.IsNullOrEmpty(spoken))
                    file.Add(key, $"the endpoint \"{name}\" has no interface: expected \"interface: ...\" in it");
                else
                    endpoints.Add(new CharmEndpoint(name, role, spoken, ReadLimit(file, body)));
            }
            else
            {
                file.Expect(value, $"a mapping with \"interface\" for the endpoint \"{name}\"");
            }
        }
    }

    private static int? ReadLimit(YamlFile file, YamlMappingNode endpoint)
    {
        YamlNode? node = YamlFile.Find(endpoint, "limit");
        if (node is null || YamlFile.IsNull(node))
            return null;
        if (node is YamlScalarNode scalar && int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int limit))
            return limit == 0 ? null : limit;
        file.Expect(node, "a whole number under \"limit\"");
        return null;
    }

    private static List<string> ReadNames(YamlFile file, string section, string expected)
    {
        YamlMappingNode? mapping = file.Mapping(file.Root, section, expected);
        return mapping is null ? [] : [.. file.Pairs(mapping).Select(pair => pair.Key.Value ?? "")];
    }

    private static List<ConfigOption> ReadOptions(YamlFile file, YamlMappingNode? options)
    {
        List<ConfigOption> read = [];
        if (options is null)
            return read;

        foreach ((YamlScalarNode key, YamlNode value) in file.Pairs(options))
        {
            string name = key.Value ?? "";
            if (value is not YamlMappingNode body)
            {
                file.Expect(value, $"a mapping with \"type\" for the option \"{name}\"");
                continue;
            }

            string type = file.Text(body, "type", "the option's type") ?? "string";
            if (Array.IndexOf(s_types, type) < 0)
            {
                file.Expect(YamlFile.Find(body, "type")!, $"a type ({string.Join(", ", s_types)}) for the option \"{name}\"");
                continue;
            }

            YamlNode? given = YamlFile.Find(body, "default");
            ConfigValue? preset = given is null || YamlFile.IsNull(given) ? null : OfType(type, given);
            if (given is not null && !YamlFile.IsNull(given) && preset is null)
                file.Expect(given, $"a default of type {type} for the option \"{name}\"");
            read.Add(new ConfigOption(name, type, preset));
        }

        return read;
    }

    private static List<CharmAction> ReadActions(YamlFile file, YamlMappingNode? actions)
    {
        List<CharmAction> read = [];
        if (actions is null)
            return read;

        foreach ((YamlScalarNode key, YamlNode value) in file.Pairs(actions))
        {
            if (!MetadataName.Check(file, key, "an action"))
                continue;
            if (value is YamlMappingNode body)
            {
                _ = file.Mapping(body, "params", "a mapping from parameter to its description");
                read.Add(new CharmAction(key.Value ?? "") { Schema = ParameterYaml.Action(body) });
                continue;
            }

            if (!YamlFile.IsNull(value))
                file.Expect(value, $"a mapping for the action \"{key.Value}\"");
            read.Add(new CharmAction(key.Value ?? ""));
        }

        return read;
    }

    private static ConfigValue? OfType(string type, YamlNode node)
    {
        if (node is not YamlScalarNode scalar || Scalar(scalar) is not { } value)
            return null;

        return (type, value.Value) switch
        {
            ("string" or "secret", string) => value,
            ("int", long) => value,
            ("float", double) => value,
            ("float", long whole) => (double)whole,
            ("boolean", bool) => value,
            _ => (ConfigValue?)null,
        };
    }

    /// <summary>A scalar in the type YAML 1.1 gives it; null for YAML's null.</summary>
    internal static ConfigValue? Scalar(YamlScalarNode scalar)
    {
        string text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
            return text;
        if (YamlFile.IsNull(scalar))
            return null;
        if (text is "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON")
            return true;
        if (text is "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF")
            return false;
        if (YamlNumber.Whole(text) is { } whole)
            return whole;
        bool numeric = text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '.' or '-' or '+');
        return numeric && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : text;
    }
}
