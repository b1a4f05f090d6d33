namespace S3Contract.Harness.Pebble;

/// <summary>Matches names against patterns such as <c>*.yaml</c>.</summary>
internal static class GoPattern
{
    /// <summary>Does the whole name fit? <c>*</c> is any text, <c>?</c> one character, <c>[a-z]</c> one of some, <c>\</c> takes the next as it is.</summary>
    public static bool Matches(string pattern, string name)
    {
        // Where the last star stands, and how much of the name it has taken.
        (int p, int n, int star, int taken) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            int next = p;
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, taken) = (p++, n);
            }
            else if (p < pattern.Length && One(pattern, ref next, name[n]))
            {
                p = next;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++taken;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    private static bool One(string pattern, ref int at, char letter)
    {
        char sign = pattern[at++];
        if (sign == '?')
            return true;
        if (sign == '\\' && at < pattern.Length)
            return pattern[at++] == letter;
        if (sign != '[')
            return sign == letter;

        bool negated = at < pattern.Length && pattern[at] == '^';
        at += negated ? 1 : 0;
        bool found = false;
        for (bool first = true; at < pattern.Length && (first || pattern[at] != ']'); first = false)
        {
            char low = pattern[at++];
            char high = low;
            if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
            {
                high = pattern[at + 1];
                at += 2;
            }

            found |= low <= letter && letter <= high;
        }

        at++;
        return found != negated;
    }
}
