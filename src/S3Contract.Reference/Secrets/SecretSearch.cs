namespace S3Contract.Reference.Secrets;

/// <summary>A secret found in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many characters it takes there.</param>
/// <param name="Secret">The secret.</param>
/// <param name="Form">The number of its <see cref="SecretForm"/>.</param>
internal readonly record struct SecretHit(int Start, int Length, Secret Secret, int Form);

/// <summary>Finds secrets in texts, whatever was done to them before: in all of their forms, also split over lines, escaped in part, and in
/// other letters. Who judges asks for the plainest, who masks for every place.</summary>
internal static class SecretSearch
{
    private static readonly string[] s_plainestFirst =
        ["plain", "in base64", "in hexadecimal", "in other letters", "percent-encoded", "escaped as in JSON"];

    /// <summary>The secret that a text shows most plainly, and in which form, for people; null if it shows none.</summary>
    public static (Secret Secret, string Form)? First(Secret[] secrets, string text) =>
        FirstIn(secrets, text, null)
        ?? FirstIn(secrets, DecodedText.FromPercent(text)?.Text, "percent-encoded")
        ?? FirstIn(secrets, DecodedText.FromJson(text)?.Text, "escaped as in JSON")
        ?? FirstIn(secrets, DecodedText.WithoutLineEnds(text)?.Text, "split over lines");

    /// <summary>The line of a text that shows a secret; all of the text if no single line does.</summary>
    public static string LineOf(Secret secret, string text)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (line.Length < text.Length && First([secret], line.ToString()) is not null)
            {
                return line.Trim().ToString();
            }
        }

        return text.Trim();
    }

    /// <summary>Every place where a text shows a secret, in order, none overlapping another; null if there is none.</summary>
    /// <param name="secrets">The secrets to look for.</param>
    /// <param name="text">The text.</param>
    /// <param name="longOnly">Look only for forms long enough to be told inside a word.</param>
    public static List<SecretHit>? All(Secret[] secrets, string text, bool longOnly = false)
    {
        List<SecretHit>? hits = Scan(secrets, text, longOnly);
        AddFrom(DecodedText.WithoutLineEnds(text), SecretForm.Plain, secrets, longOnly, ref hits);
        AddFrom(DecodedText.FromPercent(text), SecretForm.Percent, secrets, longOnly, ref hits);
        AddFrom(DecodedText.FromJson(text), SecretForm.Plain, secrets, longOnly, ref hits);
        return hits;
    }

    /// <summary>The secret that begins at the end of one text and ends at the start of the next one: where, in the two texts put together;
    /// null if there is none.</summary>
    public static SecretHit? Across(Secret[] secrets, string first, string second)
    {
        if (first.Length == 0 || second.Length == 0)
        {
            return null;
        }

        SecretHit? longest = null;
        bool escaped = SecretForm.MayEscape(first) || SecretForm.MayEscape(second);
        ReadOnlySpan<char> seam = [first[^1], second[0]];
        foreach (Secret secret in secrets)
        {
            foreach (SecretForm form in secret.Forms(escaped))
            {
                ReadOnlySpan<char> text = form.Text;
                int from = 0;
                for (int at = form.IsLong ? text.IndexOf(seam, form.Letters) : -1; at >= 0; at = text[from..].IndexOf(seam, form.Letters))
                {
                    from += at + 1;
                    if (first.AsSpan().EndsWith(text[..from], form.Letters) && second.AsSpan().StartsWith(text[from..], form.Letters)
                        && !(longest?.Length >= text.Length))
                    {
                        longest = new SecretHit(first.Length - from, text.Length, secret, form.Number);
                    }
                }
            }
        }

        return longest;
    }

    private static (Secret Secret, string Form)? FirstIn(Secret[] secrets, string? text, string? reading)
    {
        if (text is null)
        {
            return null;
        }

        bool escaped = SecretForm.MayEscape(text);
        (Secret Secret, string Form)? first = null;
        foreach (Secret secret in secrets)
        {
            foreach (SecretForm form in secret.Forms(escaped))
            {
                if (IndexOf(form, text, 0, longOnly: false) >= 0)
                {
                    string name = form.Number == SecretForm.Plain && !text.Contains(form.Text, StringComparison.Ordinal) ? "in other letters" : form.Name;
                    first = first is null || Array.IndexOf(s_plainestFirst, name) < Array.IndexOf(s_plainestFirst, first.Value.Form) ? (secret, name) : first;
                }
            }
        }

        return first is not var (found, shown) || reading is null ? first : (found, shown is "plain" ? reading : $"{shown}, {reading}");
    }

    // Where several begin, what is written just so comes before what is in other letters, and the longer before the shorter: of two secrets one
    // of which begins with the other the right one is found.
    private static List<SecretHit>? Scan(Secret[] secrets, string text, bool longOnly)
    {
        bool escaped = SecretForm.MayEscape(text);
        List<(SecretHit Hit, bool Exact)>? found = null;
        foreach (Secret secret in secrets)
        {
            foreach (SecretForm form in secret.Forms(escaped))
            {
                for (int at = IndexOf(form, text, 0, longOnly); at >= 0; at = IndexOf(form, text, at + 1, longOnly))
                {
                    (int number, int length, bool exact) = form.At(text, at);
                    (found ??= []).Add((new SecretHit(at, length, secret, number), exact));
                }
            }
        }

        if (found is null)
        {
            return null;
        }

        List<SecretHit> hits = [];
        foreach ((SecretHit hit, _) in found.OrderBy(one => one.Hit.Start).ThenBy(one => !one.Exact).ThenByDescending(one => one.Hit.Length).ThenBy(one => one.Hit.Form))
        {
            if (hits.Count == 0 || hit.Start >= hits[^1].Start + hits[^1].Length)
            {
                hits.Add(hit);
            }
        }

        return hits;
    }

    private static int IndexOf(in SecretForm form, string text, int from, bool longOnly)
    {
        if (form.Text.Length > text.Length || (longOnly && !form.IsLong))
        {
            return -1;
        }

        int at = text.IndexOf(form.Text, from, form.Letters);
        while (at >= 0 && !form.IsLong && !IsWord(text, at, at + form.Text.Length))
        {
            at = text.IndexOf(form.Text, at + 1, form.Letters);
        }

        return at;
    }

    private static bool IsWord(string text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));

    // What only shows once the text is read as its reader would: adds that, and takes out what was found inside of it.
    private static void AddFrom(DecodedText? decoded, int form, Secret[] secrets, bool longOnly, ref List<SecretHit>? hits)
    {
        foreach (SecretHit hit in decoded is null ? [] : Scan(secrets, decoded.Text, longOnly) ?? [])
        {
            int start = decoded!.Origin[hit.Start].Start;
            int end = decoded.Origin[hit.Start + hit.Length - 1].End;
            hits ??= [];
            hits.RemoveAll(other => other.Start >= start && other.Start + other.Length <= end && other.Length < end - start);
            if (!hits.Exists(other => other.Start < end && start < other.Start + other.Length))
            {
                hits.Add(hit with { Start = start, Length = end - start, Form = hit.Form == SecretForm.Plain ? form : hit.Form });
            }
        }

        hits?.Sort((a, b) => a.Start.CompareTo(b.Start));
    }
}
