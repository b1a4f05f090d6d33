namespace S3Contract.Reference.Secrets;

/// <summary>A secret found in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many characters it takes there.</param>
/// <param name="Secret">The secret.</param>
/// <param name="Form">The number of its <see cref="SecretForm"/>.</param>
internal readonly record struct SecretHit(int Start, int Length, KnownSecret Secret, int Form);

/// <summary>Finds secrets in texts, whatever was done to them before: in all of their forms, also split over lines, escaped in part, and in
/// other letters. Who judges asks for the plainest, who masks for every place.</summary>
internal static class SecretSearch
{
    /// <summary>More secrets than this are not looked for in a text: it takes too long, and only a charm that makes them up has so many.</summary>
    public const int MostSecrets = 2_000;

    private static readonly string[] s_plainestFirst =
        ["plain", "in base64", "in hexadecimal", "in other letters", "percent-encoded", "escaped as in JSON"];

    /// <summary>The secret that a text shows most plainly, and in which form, for people; null if it shows none.</summary>
    public static (KnownSecret Secret, string Form)? First(KnownSecret[] secrets, string text) =>
        FirstIn(secrets, text, null)
        ?? FirstIn(secrets, DecodedText.FromPercent(text, places: false)?.Text, "percent-encoded")
        ?? FirstIn(secrets, DecodedText.FromJson(text, places: false)?.Text, "escaped as in JSON")
        ?? FirstIn(secrets, DecodedText.WithoutLineEnds(text, places: false)?.Text, "split over lines");

    /// <summary>The line of a text that shows a secret; all of the text if no single line does.</summary>
    public static string LineOf(KnownSecret secret, string text)
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
    public static List<SecretHit>? All(KnownSecret[] secrets, string text, bool longOnly = false)
    {
        List<SecretHit>? hits = Scan(secrets, text, longOnly);
        AddFrom(DecodedText.WithoutLineEnds(text), SecretForm.Plain, secrets, longOnly, ref hits);
        AddFrom(DecodedText.FromPercent(text), SecretForm.Percent, secrets, longOnly, ref hits);
        AddFrom(DecodedText.FromJson(text), SecretForm.Plain, secrets, longOnly, ref hits);
        return hits;
    }

    /// <summary>The secret that begins at the end of one text and ends at the start of the next one: where, in the two texts put together;
    /// null if there is none.</summary>
    public static SecretHit? Across(KnownSecret[] secrets, string first, string second)
    {
        if (first.Length == 0 || second.Length == 0)
        {
            return null;
        }

        SecretHit? longest = null;
        bool escaped = SecretForm.MayEscape(first) || SecretForm.MayEscape(second);
        ReadOnlySpan<char> seam = [first[^1], second[0]];
        foreach (KnownSecret secret in secrets.AsSpan(0, Math.Min(secrets.Length, MostSecrets)))
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

    private static (KnownSecret Secret, string Form)? FirstIn(KnownSecret[] secrets, string? text, string? reading)
    {
        if (text is null)
        {
            return null;
        }

        bool escaped = SecretForm.MayEscape(text);
        (KnownSecret Secret, string Form)? first = null;
        foreach (KnownSecret secret in secrets.AsSpan(0, Math.Min(secrets.Length, MostSecrets)))
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
    // of which begins with the other the right one is found. Of each form only the next place is known: a text may be full of them.
    private static List<SecretHit>? Scan(KnownSecret[] secrets, string text, bool longOnly)
    {
        bool escaped = SecretForm.MayEscape(text);
        List<Place> places = [];
        foreach (KnownSecret secret in secrets)
        {
            foreach (SecretForm form in secret.Forms(escaped))
            {
                if (IndexOf(form, text, 0, longOnly) is >= 0 and int at)
                    places.Add(new Place(secret, form, at));
            }
        }

        List<SecretHit>? hits = null;
        while (places.Count > 0)
        {
            (SecretHit Hit, bool Exact) best = places[0].Read(text);
            for (int i = 1; i < places.Count; i++)
            {
                if (places[i].At <= best.Hit.Start && places[i].Read(text) is var other && IsBetter(other, best))
                    best = other;
            }

            (hits ??= []).Add(best.Hit);
            int end = best.Hit.Start + best.Hit.Length;
            for (int i = places.Count - 1; i >= 0; i--)
            {
                Place place = places[i];
                int at = place.At >= end ? place.At : end > text.Length ? -1 : IndexOf(place.Form, text, end, longOnly);
                if (at < 0)
                    places.RemoveAt(i);
                else
                    places[i] = place with { At = at };
            }
        }

        return hits;
    }

    private static bool IsBetter((SecretHit Hit, bool Exact) one, (SecretHit Hit, bool Exact) other) =>
        one.Hit.Start != other.Hit.Start ? one.Hit.Start < other.Hit.Start
        : one.Exact != other.Exact ? one.Exact
        : one.Hit.Length != other.Hit.Length ? one.Hit.Length > other.Hit.Length
        : one.Hit.Form < other.Hit.Form;

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

    // What only shows once the text is read as its reader would: adds that, and takes out what was found inside of it. Both lists are in the
    // order of the text, and nothing in one overlaps another of the same list.
    private static void AddFrom(DecodedText? decoded, int form, KnownSecret[] secrets, bool longOnly, ref List<SecretHit>? hits)
    {
        if (decoded is null || Scan(secrets, decoded.Text, longOnly) is not { } read)
        {
            return;
        }

        List<SecretHit> known = hits ?? [];
        var gone = new HashSet<int>();
        List<SecretHit> added = [];
        int first = 0;
        foreach (SecretHit hit in read)
        {
            int start = decoded.Origin[hit.Start].Start;
            int end = decoded.Origin[hit.Start + hit.Length - 1].End;
            while (first < known.Count && known[first].Start + known[first].Length <= start)
            {
                first++;
            }

            bool free = true;
            for (int i = first; i < known.Count && known[i].Start < end; i++)
            {
                bool inside = known[i].Start >= start && known[i].Start + known[i].Length <= end && known[i].Length < end - start;
                if (inside)
                    gone.Add(i);
                free &= inside || gone.Contains(i);
            }

            if (free)
                added.Add(hit with { Start = start, Length = end - start, Form = hit.Form == SecretForm.Plain ? form : hit.Form });
        }

        hits = [.. known.Where((_, i) => !gone.Contains(i)), .. added];
        hits.Sort((a, b) => a.Start.CompareTo(b.Start));
    }

    /// <summary>Where a form of a secret stands next.</summary>
    private readonly record struct Place(KnownSecret Secret, SecretForm Form, int At)
    {
        /// <summary>What stands there.</summary>
        public (SecretHit Hit, bool Exact) Read(string text)
        {
            (int number, int length, bool exact) = Form.At(text, At);
            return (new SecretHit(At, length, Secret, number), exact);
        }
    }
}
