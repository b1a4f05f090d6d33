using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Harness.Metadata;

/// <summary>Reads what a charm says under <c>storage:</c>.</summary>
internal static partial class StorageYaml
{
    // Juju gives them all to a unit at deployment, and each has hooks.
    private const int MostAtDeployment = 100;

    public static List<CharmStorage> Read(YamlFile file)
    {
        List<CharmStorage> read = [];
        int left = MostAtDeployment;
        if (file.Mapping(file.Root, "storage", "a mapping from storage to its description") is not { } mapping)
            return read;

        foreach ((YamlScalarNode key, YamlNode value) in file.Pairs(mapping))
        {
            string name = key.Value ?? "";
            if (!MetadataName.Check(file, key, "a storage"))
                continue;
            if (value is not YamlMappingNode body)
            {
                file.Expect(value, $"a mapping with \"type\" for the storage \"{name}\"");
                continue;
            }

            YamlNode? type = YamlFile.Find(body, "type");
            if (type is not YamlScalarNode { Value: "filesystem" or "block" })
                file.Expect(type ?? body, $"a type (filesystem, block) for the storage \"{name}\"");
            int count = Count(file, name, body);
            if (count > left)
            {
                file.Add(key, FormattableString.Invariant($"the storage \"{name}\" begins with {count}: at deployment, of all storage, at most {MostAtDeployment} can be made"));
                break;
            }

            left -= count;
            read.Add(new CharmStorage(name, count, type is YamlScalarNode { Value: "block" }));
        }

        return read;
    }

    // Without "multiple", one; else the least of its range: 2, 1-3, 0-, 1+.
    private static int Count(YamlFile file, string name, YamlMappingNode body)
    {
        if (file.Mapping(body, "multiple", "a mapping with \"range\"") is not { } multiple || YamlFile.Find(multiple, "range") is not { } range)
            return 1;

        if (range is YamlScalarNode { Value: { } text } && Range().Match(text) is { Success: true } match
            && int.TryParse(match.Groups["least"].Value, CultureInfo.InvariantCulture, out int least))
        {
            return least;
        }

        file.Expect(range, $"a range such as 1, 1-3, 0- or 1+ for the storage \"{name}\"");
        return 1;
    }

    [GeneratedRegex("^(?<least>[0-9]+)([-+]|-[0-9]+)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Range();
}
