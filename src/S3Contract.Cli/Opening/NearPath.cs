using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Cli.Opening;

/// <summary>What was probably meant by a path at which there is nothing.</summary>
internal static class NearPath
{
    /// <summary>A charm: what stands beside, or a built-in charm; null if nothing is near.</summary>
    public static string? OfCharm(string typed)
    {
        string plain = Path.TrimEndingDirectorySeparator(typed);
        return (plain.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? null : NearestWord.Of(plain, ReferencePlayers.Names)) ?? Of(plain);
    }

    /// <summary>What stands beside it: of the first part of the path that is not there; null if nothing is near.</summary>
    public static string? Of(string typed)
    {
        string[] parts = Path.TrimEndingDirectorySeparator(typed).Split(Path.DirectorySeparatorChar);
        for (int i = 0; i < parts.Length; i++)
        {
            string above = string.Join(Path.DirectorySeparatorChar, parts[..i]);
            string folder = i == 0 ? "." : above.Length == 0 ? "/" : above;
            if (parts[i].Length > 0 && !Path.Exists(Path.Combine(folder, parts[i])))
            {
                string? near = NearestWord.Of(parts[i], Names(folder));
                string? meant = near is null ? null : string.Join(Path.DirectorySeparatorChar, [.. parts[..i], near, .. parts[(i + 1)..]]);
                return meant is not null && Path.Exists(meant) ? meant : null;
            }
        }

        return null;
    }

    private static string[] Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
