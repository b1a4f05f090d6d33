using System.Buffers;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Harness.Metadata;

/// <summary>Parameters of actions in YAML: given ones (<c>juju run app/0 do list='[1, 2]'</c>), and what a charm says of them.</summary>
internal static class ParameterYaml
{
    // Letters, digits and these make a scalar, whichever way they are put together, if a letter begins them and no colon ends them: a key
    // ends with one that a space or nothing follows.
    private static readonly SearchValues<char> s_word = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./+=:");

    /// <summary>The value that a text is in YAML 1.1; null if it is no YAML.</summary>
    public static ActionParameter? Read(string text)
    {
        if (text.Length > 0 && char.IsAsciiLetter(text[0]) && text[^1] != ':' && !text.AsSpan().ContainsAnyExcept(s_word))
            return Of(new YamlScalarNode(text) { Style = ScalarStyle.Plain });
        try
        {
            YamlSize.Check(text);
            YamlStream stream = [];
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 0 ? ActionParameter.Null : Of(stream.Documents[0].RootNode);
        }
        catch (YamlException)
        {
            return null;
        }
    }

    /// <summary>The value of a node.</summary>
    public static ActionParameter Of(YamlNode node)
    {
        switch (node)
        {
            case YamlScalarNode scalar:
                return MetadataReader.Scalar(scalar) is { } plain ? plain : ActionParameter.Null;
            case YamlSequenceNode list:
                return new ActionParameter { Items = [.. list.Children.Select(Of)] };
            case YamlMappingNode map:
                var entries = new SortedDictionary<string, ActionParameter>(StringComparer.Ordinal);
                foreach ((YamlNode key, YamlNode value) in map.Children)
                {
                    entries[(key as YamlScalarNode)?.Value ?? ""] = Of(value);
                }

                return new ActionParameter { Entries = [.. entries] };
            default:
                return ActionParameter.Null;
        }
    }

    /// <summary>What <c>actions.yaml</c> says of an action: <c>params:</c> are the properties, <c>required:</c> and
    /// <c>additionalProperties:</c> stand beside them.</summary>
    public static ParameterSchema Action(YamlMappingNode action) => new()
    {
        Types = ["object"],
        Properties = Properties(action, "params"),
        Required = Texts(YamlFile.Find(action, "required")),
        AdditionalProperties = Flag(YamlFile.Find(action, "additionalProperties")),
    };

    private static ParameterSchema Schema(YamlNode node) => node is not YamlMappingNode body ? new ParameterSchema() : new()
    {
        Types = Texts(YamlFile.Find(body, "type")),
        Enumeration = YamlFile.Find(body, "enum") is YamlSequenceNode values ? [.. values.Children.Select(Of)] : [],
        Default = YamlFile.Find(body, "default") is { } preset ? Of(preset) : null,
        Properties = Properties(body, "properties"),
        Required = Texts(YamlFile.Find(body, "required")),
        AdditionalProperties = Flag(YamlFile.Find(body, "additionalProperties")) ?? true,
        Items = YamlFile.Find(body, "items") is YamlMappingNode items ? Schema(items) : null,
    };

    private static List<KeyValuePair<string, ParameterSchema>> Properties(YamlMappingNode body, string key)
    {
        List<KeyValuePair<string, ParameterSchema>> properties = [];
        if (YamlFile.Find(body, key) is YamlMappingNode mapping)
        {
            foreach ((YamlNode name, YamlNode value) in mapping.Children)
            {
                if (name is YamlScalarNode { Value: { } text })
                    properties.Add(new(text, Schema(value)));
            }
        }

        return properties;
    }

    private static List<string> Texts(YamlNode? node) => node switch
    {
        YamlScalarNode { Value: { Length: > 0 } text } => [text],
        YamlSequenceNode list => [.. list.Children.OfType<YamlScalarNode>().Select(item => item.Value ?? "")],
        _ => [],
    };

    private static bool? Flag(YamlNode? node) =>
        node is YamlScalarNode scalar && MetadataReader.Scalar(scalar) is { Value: bool flag } ? flag : null;
}
