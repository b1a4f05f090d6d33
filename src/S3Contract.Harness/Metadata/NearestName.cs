namespace S3Contract.Harness.Metadata;

/// <summary>Finds the name that a user probably meant.</summary>
internal static class NearestName
{
    /// <summary>What was found, the name that was probably meant, if one is near, and then all that there are.</summary>
    /// <param name="found">What was found: <c>unknown key "ndpoint"</c>.</param>
    /// <param name="given">The name that was given.</param>
    /// <param name="known">The names that there are.</param>
    public static string Message(string found, string given, IReadOnlyCollection<string> known) =>
        $"{found}{(Of(given, known) is { } meant ? $". Did you mean \"{meant}\"? Expected" : ": expected")} one of {string.Join(", ", known)}";

    private static string? Of(string given, IEnumerable<string> known)
    {
        string? nearest = null;
        int least = Math.Max(2, given.Length / 3) + 1;
        foreach (string name in known)
        {
            int distance = Distance(given, name);
            if (distance < least)
                (nearest, least) = (name, distance);
        }

        return nearest;
    }

    private static int Distance(string a, string b)
    {
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
