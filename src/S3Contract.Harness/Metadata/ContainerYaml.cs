using YamlDotNet.RepresentationModel;

namespace S3Contract.Harness.Metadata;

/// <summary>What a charm's metadata says of its containers, beyond their names.</summary>
internal static class ContainerYaml
{
    /// <summary>Where storage is mounted in each container. What is no mount is nobody's mistake here: charmcraft looks at that.</summary>
    public static SortedDictionary<string, IReadOnlyList<string>> Mounts(YamlFile file)
    {
        SortedDictionary<string, IReadOnlyList<string>> mounts = new(StringComparer.Ordinal);
        if (YamlFile.Find(file.Root, "containers") is not YamlMappingNode containers)
            return mounts;
        foreach ((YamlNode key, YamlNode value) in containers.Children)
        {
            if (key is YamlScalarNode { Value: { } name } && value is YamlMappingNode body && YamlFile.Find(body, "mounts") is YamlSequenceNode list)
            {
                mounts[name] =
                [
                    .. list.Children.OfType<YamlMappingNode>()
                        .Select(mount => (YamlFile.Find(mount, "location") as YamlScalarNode)?.Value ?? "")
                        .Where(location => location.StartsWith('/')),
                ];
            }
        }

        return mounts;
    }
}
