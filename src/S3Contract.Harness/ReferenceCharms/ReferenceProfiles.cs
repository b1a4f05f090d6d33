using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>The profiles of the built-in reference charms: their actions are made for scripts.</summary>
internal static class ReferenceProfiles
{
    /// <summary>The reference provider: actions <c>issue</c>, <c>set</c> and <c>write</c>.</summary>
    public static CharmProfile Provider { get; } = new()
    {
        Issue =
        [
            new ProfileLine("run ${leader} issue ${fields}"),
            new ProfileLine("run ${leader} issue relation=${relation} ${fields}"),
        ],
        Set = Any("run ${unit} set ${fields}"),
        Write = [new ProfileLine("run ${leader} write ${fields}")],
    };

    /// <summary>The reference requirer: option <c>bucket</c>, actions <c>set</c> and <c>write</c>.</summary>
    public static CharmProfile Requirer { get; } = new()
    {
        Set = Any("run ${unit} set ${fields}"),
        Write = [new ProfileLine("run ${leader} write ${fields}")],
    };

    private static SortedDictionary<string, IReadOnlyList<ProfileLine>> Any(string line) =>
        new(StringComparer.Ordinal) { [ProfileLines.AnyField] = [new ProfileLine(line)] };
}
