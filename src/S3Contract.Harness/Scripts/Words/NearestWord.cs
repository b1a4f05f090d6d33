namespace S3Contract.Harness.Scripts.Words;

/// <summary>Did you mean: the known word that takes the fewest slips of the fingers from what was typed.</summary>
internal static class NearestWord
{
    // Longer words than any that is known need no measuring.
    private const int Longest = 64;

    /// <summary>The nearest of the known words, or null if none is near: at most one slip per three letters. Of equally near ones the
    /// first.</summary>
    public static string? Of(string typed, IEnumerable<string> known)
    {
        if (typed.Length is 0 or > Longest)
        {
            return null;
        }

        string? best = null;
        int fewest = Math.Max(1, (typed.Length + 1) / 3) + 1;
        foreach (string word in known)
        {
            int slips = Slips(typed, word);
            if (slips > 0 && slips < fewest)
            {
                (best, fewest) = (word, slips);
            }
        }

        return best;
    }

    // Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    private static int Slips(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                int best = Math.Min(replace, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    best = Math.Min(best, rows[i - 2, j - 2] + 1);
                }

                rows[i, j] = best;
            }
        }

        return rows[a.Length, b.Length];
    }
}
