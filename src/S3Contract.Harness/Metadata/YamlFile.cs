using S3Contract.Harness.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Harness.Metadata;

/// <summary>A YAML file that is read with a place for every complaint. Complaints are collected, so that a user sees them all at once.</summary>
internal sealed class YamlFile
{
    /// <summary>The most bytes of such a file.</summary>
    public const long Largest = 4 * 1024 * 1024;

    private readonly List<FileProblem> _problems = [];

    private YamlFile(string path) => Path = path;

    public string Path { get; }

    /// <summary>The mapping that the file is; an empty one if the file is empty or broken.</summary>
    public YamlMappingNode Root { get; private set; } = [];

    public IReadOnlyList<FileProblem> Problems => _problems;

    public static YamlFile Read(string path)
    {
        try
        {
            return Parse(path, PlainFile.Text(path, Largest));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CharmProblem.Wrong($"{path}: cannot be read: {failure.Message}");
        }
    }

    public static YamlFile Parse(string path, string text)
    {
        YamlFile file = new(path);
        try
        {
            YamlSize.Check(text);
            YamlStream stream = [];
            stream.Load(new StringReader(text));
            if (stream.Documents.Count > 0)
            {
                YamlNode root = stream.Documents[0].RootNode;
                if (root is YamlMappingNode mapping)
                    file.Root = mapping;
                else if (root is not YamlScalarNode { Value: "" or null })
                    file.Expect(root, "a mapping (key: value)");
            }
        }
        catch (YamlException malformed)
        {
            file.Add((int)malformed.Start.Line, (int)malformed.Start.Column, $"this is not YAML: {Reason(malformed)}");
        }

        return file;
    }

    public void Add(YamlNode place, string message) => Add((int)place.Start.Line, (int)place.Start.Column, message);

    public void Expect(YamlNode found, string expected) => Add(found, $"expected {expected}, found {Describe(found)}");

    /// <summary>The mapping under a key; null, with a complaint unless the value is null, if there is none.</summary>
    public YamlMappingNode? Mapping(YamlMappingNode parent, string key, string expected)
    {
        YamlNode? node = Find(parent, key);
        if (node is null || IsNull(node))
            return null;
        if (node is YamlMappingNode mapping)
            return mapping;
        Expect(node, $"{expected} under \"{key}\"");
        return null;
    }

    /// <summary>The text of a scalar under a key; null, with a complaint if it is something else, if there is none.</summary>
    public string? Text(YamlMappingNode parent, string key, string expected)
    {
        YamlNode? node = Find(parent, key);
        if (node is null || IsNull(node))
            return null;
        if (node is YamlScalarNode scalar)
            return scalar.Value ?? "";
        Expect(node, $"{expected} under \"{key}\"");
        return null;
    }

    /// <summary>The pairs of a mapping whose keys are scalars, in the order of the file.</summary>
    public IEnumerable<(YamlScalarNode Key, YamlNode Value)> Pairs(YamlMappingNode mapping)
    {
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            if (key is YamlScalarNode scalar)
                yield return (scalar, value);
            else
                Expect(key, "a name as key");
        }
    }

    public static YamlNode? Find(YamlMappingNode parent, string key) =>
        parent.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? node) ? node : null;

    /// <summary>Is this YAML 1.1's null (and not a quoted text that looks like it)?</summary>
    public static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" };

    public static string Describe(YamlNode node) => node switch
    {
        YamlScalarNode scalar when IsNull(scalar) => "nothing",
        YamlScalarNode scalar => $"\"{Shorten(scalar.Value ?? "")}\"",
        YamlSequenceNode => "a list",
        YamlMappingNode => "a mapping",
        _ => "something else",
    };

    private void Add(int line, int column, string message) => _problems.Add(new FileProblem(Path, line, column, message));

    private static string Shorten(string text)
    {
        string line = text.Split('\n')[0];
        return line.Length > 40 || line.Length < text.Length ? string.Concat(line.AsSpan(0, Math.Min(40, line.Length)), "...") : line;
    }

    // The parser puts the place in front of its message; it is said already.
    private static string Reason(YamlException malformed)
    {
        string message = (malformed.InnerException ?? malformed).Message;
        int colon = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        return colon < 0 ? message : message[(colon + 3)..];
    }
}
