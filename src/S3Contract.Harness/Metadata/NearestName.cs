namespace S3Contract.Harness.Metadata;

/// <summary>Finds the name that a user probably meant.</summary>
internal static class NearestName
{
    /// <summary><c>; did you mean "…"?</c>, or nothing if no name is near.</summary>
    public static string Hint(string given, IEnumerable<string> known)
    {
        string? nearest = null;
        int least = Math.Max(2, given.Length / 3) + 1;
        foreach (string name in known)
        {
            int distance = Distance(given, name);
            if (distance < least)
                (nearest, least) = (name, distance);
        }

        return nearest is null ? "" : $"; did you mean \"{nearest}\"?";
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
