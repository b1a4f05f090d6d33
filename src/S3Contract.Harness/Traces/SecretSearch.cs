using System.Buffers;
using System.Text;

namespace S3Contract.Harness.Traces;

/// <summary>Finds secrets in texts, in all of their <see cref="SecretForms"/>, also split over lines. Built once for a set of secrets; its
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
        _any = SearchValues.Create([.. forms.Select(form => form.Text)], StringComparison.Ordinal);
        _anyLong = SearchValues.Create([.. forms.Where(IsLong).Select(form => form.Text)], StringComparison.Ordinal);
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
        return text.Contains('\n', StringComparison.Ordinal) ? FindSplit(text, hits) : hits;
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
            if (HitAt(text, at, longOnly) is { } hit)
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

    private Hit? HitAt(string text, int at, bool longOnly)
    {
        foreach ((string Text, string Secret, int Form) form in _forms)
        {
            int end = at + form.Text.Length;
            if (end <= text.Length
                && (IsLong(form) || (!longOnly && (at == 0 || !IsWordCharacter(text[at - 1])) && (end == text.Length || !IsWordCharacter(text[end]))))
                && text.AsSpan(at, form.Text.Length).SequenceEqual(form.Text))
            {
                return new Hit(at, form.Text.Length, form.Secret, form.Form);
            }
        }

        return null;
    }

    // Long output is wrapped, base64 above all: look again with the line ends, and the blanks around them, taken out, and add what only that shows.
    private List<Hit>? FindSplit(string text, List<Hit>? hits)
    {
        var joined = new StringBuilder(text.Length);
        var origin = new List<int>(text.Length);
        bool atLineStart = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '\n' or '\r')
            {
                while (joined.Length > 0 && joined[^1] is (' ' or '\t'))
                {
                    joined.Length--;
                    origin.RemoveAt(origin.Count - 1);
                }

                atLineStart = true;
            }
            else if (!atLineStart || text[i] is not (' ' or '\t'))
            {
                joined.Append(text[i]);
                origin.Add(i);
                atLineStart = false;
            }
        }

        foreach (Hit hit in Scan(joined.ToString(), longOnly: true) ?? [])
        {
            int start = origin[hit.Start];
            int length = origin[hit.Start + hit.Length - 1] + 1 - start;
            hits ??= [];
            hits.RemoveAll(other => other.Start >= start && other.Start + other.Length <= start + length);
            if (!hits.Exists(other => other.Start < start + length && start < other.Start + other.Length))
            {
                hits.Add(hit with { Start = start, Length = length });
            }
        }

        hits?.Sort((a, b) => a.Start.CompareTo(b.Start));
        return hits;
    }
}
