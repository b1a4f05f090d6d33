using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Harness.Metadata;

/// <summary>What charms, endpoints, storages and actions may be called. Juju is as strict or stricter; names become those of files, variables
/// and words of commands.</summary>
internal static partial class MetadataName
{
    private const int Longest = 200;

    /// <summary>Notes a name that Juju would not take.</summary>
    /// <param name="file">Where it stands.</param>
    /// <param name="node">The name.</param>
    /// <param name="what">What is called by it, with its article.</param>
    /// <returns>Is it one?</returns>
    public static bool Check(YamlFile file, YamlScalarNode node, string what)
    {
        if (node.Value is { Length: <= Longest } name && Pattern().IsMatch(name))
            return true;
        file.Expect(node, $"a name for {what} (letters, digits, \"-\", \"_\" and \".\", a letter first)");
        return false;
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_.-]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
