using System.Buffers;

namespace S3Contract.Harness.Traces;

/// <summary>Finds secrets in texts, in all of their <see cref="SecretForms"/>, also split over lines, escaped in part, and in other letters. Built once for a set of secrets; its
/// cost for a text without any is one vectorised pass.</summary>
internal sealed class SecretSearch
{
    private readonly (string Text, string Secret, int Form)[] _forms;
    private readonly SearchValues<string> _any;
    private readonly SearchValues<string> _anyLong;

    /// <summary>A search for these secrets.</summary>
    public SecretSearch(IEnumerable<string> secrets)
    {
        var forms = new List<(string Text, string Secret, int Form)>();
        foreach (string secret in secrets)
        {
            if (secret.Length >= SecretForms.ShortestInText)
            {
                string?[] texts = SecretForms.Of(secret);
                for (int form = 0; form < texts.Length; form++)
                {
                    if (texts[form] is { } text)
                    {
                        forms.Add((text, secret, form));
                    }
                }
            }
        }

        // Longest first, so that of two secrets one of which begins with the other the right one is found; then by form, plain first.
        forms.Sort((a, b) => a.Text.Length != b.Text.Length ? b.Text.Length.CompareTo(a.Text.Length)
            : a.Form != b.Form ? a.Form.CompareTo(b.Form) : string.CompareOrdinal(a.Secret, b.Secret));
        _forms = [.. forms];
        _any = SearchValues.Create([.. forms.Select(form => form.Text)], StringComparison.OrdinalIgnoreCase);
        _anyLong = SearchValues.Create([.. forms.Where(IsLong).Select(form => form.Text)], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A secret found in a text.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="Length">How many characters it takes there.</param>
    /// <param name="Secret">The secret.</param>
    /// <param name="Form">In which of the <see cref="SecretForms"/>.</param>
    internal readonly record struct Hit(int Start, int Length, string Secret, int Form);

    /// <summary>The secrets in a text, in order, none overlapping another.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longOnly">Look only for forms long enough to be told inside a word.</param>
    public List<Hit>? Find(string text, bool longOnly = false)
    {
        List<Hit>? hits = Scan(text, longOnly);
        FindIn(DecodedText.WithoutLineEnds(text), SecretForms.Plain, ref hits);
        FindIn(DecodedText.FromPercent(text), SecretForms.Percent, ref hits);
        FindIn(DecodedText.FromJson(text), SecretForms.Plain, ref hits);
        return hits;
    }

    /// <summary>The secret that begins in one text and ends in the next one: where, in the two texts put together.</summary>
    public Hit? FindAcross(string first, string second)
    {
        foreach (Hit hit in Scan(first + second, longOnly: true) ?? [])
        {
            if (hit.Start < first.Length && hit.Start + hit.Length > first.Length)
            {
                return hit;
            }
        }

        return null;
    }

    private static bool IsLong((string Text, string Secret, int Form) form) => form.Text.Length >= SecretForms.ShortestInsideWord;

    // In base64 another letter is another byte; a short value in other letters is a word like any other.
    private static bool HasOwnLetters((string Text, string Secret, int Form) form) => SecretForms.IsBase64(form.Form) || !IsLong(form);

    private static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c);

    private List<Hit>? Scan(string text, bool longOnly)
    {
        List<Hit>? hits = null;
        int at = 0;
        while (at < text.Length)
        {
            int next = text.AsSpan(at).IndexOfAny(longOnly ? _anyLong : _any);
            if (next < 0)
            {
                break;
            }

            at += next;
            if ((HitAt(text, at, longOnly, StringComparison.Ordinal) ?? HitAt(text, at, longOnly, StringComparison.OrdinalIgnoreCase)) is { } hit)
            {
                (hits ??= []).Add(hit);
                at += hit.Length;
            }
            else
            {
                at++;
            }
        }

        return hits;
    }

    private Hit? HitAt(string text, int at, bool longOnly, StringComparison letters)
    {
        foreach ((string Text, string Secret, int Form) form in _forms)
        {
            int end = at + form.Text.Length;
            if (end <= text.Length
                && (IsLong(form) || (!longOnly && (at == 0 || !IsWordCharacter(text[at - 1])) && (end == text.Length || !IsWordCharacter(text[end]))))
                && text.AsSpan(at, form.Text.Length).Equals(form.Text, HasOwnLetters(form) ? StringComparison.Ordinal : letters))
            {
                return new Hit(at, form.Text.Length, form.Secret, form.Form);
            }
        }

        return null;
    }

    // What only shows once the text is read as its reader would: adds that, and takes out what was found inside of it.
    private void FindIn(DecodedText? decoded, int form, ref List<Hit>? hits)
    {
        foreach (Hit hit in decoded is null ? [] : Scan(decoded.Text, longOnly: true) ?? [])
        {
            int start = decoded!.Origin[hit.Start].Start;
            int end = decoded.Origin[hit.Start + hit.Length - 1].End;
            hits ??= [];
            hits.RemoveAll(other => other.Start >= start && other.Start + other.Length <= end && other.Length < end - start);
            if (!hits.Exists(other => other.Start < end && start < other.Start + other.Length))
            {
                hits.Add(hit with { Start = start, Length = end - start, Form = hit.Form == SecretForms.Plain ? form : hit.Form });
            }
        }

        hits?.Sort((a, b) => a.Start.CompareTo(b.Start));
    }
}
