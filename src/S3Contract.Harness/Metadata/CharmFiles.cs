using S3Contract.Harness.Files;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Harness.Metadata;

/// <summary>
/// The files that describe a charm. A packed charm has <c>metadata.yaml</c>, <c>config.yaml</c> and <c>actions.yaml</c>; a source tree may
/// have all of it in <c>charmcraft.yaml</c>, and <c>ops</c> then needs the three written, as <c>charmcraft pack</c> does.
/// </summary>
internal sealed class CharmFiles
{
    // What is in charmcraft.yaml for charmcraft itself and not for Juju.
    private static readonly string[] s_notMetadata =
    [
        "actions", "analysis", "base", "bases", "build-base", "charm-libs", "charm-user", "charmhub", "config", "links", "parts",
        "platforms", "title", "type",
    ];

    private CharmFiles()
    {
    }

    /// <summary>What the files say.</summary>
    public required CharmMetadata Metadata { get; init; }

    /// <summary>Files that the charm will look for and that are not there, with their content.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Missing { get; init; }

    /// <summary>Reads the files of a charm.</summary>
    /// <param name="folder">The charm's folder.</param>
    /// <param name="shown">What the user calls the folder, for messages.</param>
    /// <exception cref="CharmProblem">The folder holds no charm, or a file is not what it should be.</exception>
    public static CharmFiles Read(string folder, string shown)
    {
        YamlFile? metadata = Open(folder, shown, "metadata.yaml");
        YamlFile? charmcraft = Open(folder, shown, "charmcraft.yaml");
        if (metadata is null && charmcraft is null)
        {
            throw CharmProblem.Wrong(
                $"{shown}: this is no charm: it has neither metadata.yaml nor charmcraft.yaml (expected a charm's folder or a .charm file)");
        }

        YamlFile described = metadata ?? charmcraft!;
        YamlFile? config = Open(folder, shown, "config.yaml");
        YamlFile? actions = Open(folder, shown, "actions.yaml");
        List<KeyValuePair<string, string>> missing = [];
        if (metadata is null)
            missing.Add(new("metadata.yaml", Write(Without(charmcraft!.Root, s_notMetadata))));

        YamlFile configFile = config ?? described;
        YamlMappingNode? options = Options(config, charmcraft, ref configFile);
        if (config is null && options is not null)
            missing.Add(new("config.yaml", Write(new YamlMappingNode { { "options", options } })));

        YamlFile actionsFile = actions ?? charmcraft ?? described;
        YamlMappingNode? actionSpecs = actions is not null
            ? actions.Root
            : charmcraft?.Mapping(charmcraft.Root, "actions", "a mapping from action to its description");
        if (actions is null && actionSpecs is not null)
            missing.Add(new("actions.yaml", Write(actionSpecs)));

        CharmMetadata read = MetadataReader.Read(described, configFile, options, actionsFile, actionSpecs);
        string[] wrong = new[] { metadata, charmcraft, config, actions }
            .OfType<YamlFile>().SelectMany(file => file.Problems).Select(problem => problem.ToString()).Distinct(StringComparer.Ordinal).ToArray();
        return wrong.Length > 0
            ? throw CharmProblem.Wrong(string.Join('\n', wrong))
            : new CharmFiles { Metadata = read, Missing = missing };
    }

    private static YamlMappingNode? Options(YamlFile? config, YamlFile? charmcraft, ref YamlFile file)
    {
        const string Expected = "a mapping from option to its description";
        if (config is not null)
            return config.Mapping(config.Root, "options", Expected);

        YamlMappingNode? section = charmcraft?.Mapping(charmcraft.Root, "config", "a mapping with \"options\"");
        if (section is null)
            return null;

        file = charmcraft!;
        return charmcraft!.Mapping(section, "options", Expected);
    }

    private static YamlFile? Open(string folder, string shown, string name)
    {
        string path = Path.Combine(folder, name);
        if (FileNode.At(path, follow: true) is null)
            return null;

        string text;
        try
        {
            text = PlainFile.Text(path, YamlFile.Largest);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CharmProblem.Wrong($"{Path.Combine(shown, name)}: cannot be read: {failure.Message}");
        }

        return YamlFile.Parse(Path.Combine(shown, name), text);
    }

    private static YamlMappingNode Without(YamlMappingNode mapping, string[] keys)
    {
        YamlMappingNode kept = [];
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { } name } || Array.IndexOf(keys, name) < 0)
                kept.Add(key, value);
        }

        return kept;
    }

    private static string Write(YamlMappingNode mapping)
    {
        StringWriter writer = new() { NewLine = "\n" };
        new YamlStream(new YamlDocument(mapping)).Save(writer, assignAnchors: false);
        return writer.ToString();
    }
}
