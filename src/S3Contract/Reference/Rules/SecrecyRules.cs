using System.Text;
using S3Contract.Charms;
using S3Contract.Observations;
using S3Contract.Reference.Clauses;

namespace S3Contract.Reference.Rules;

/// <summary>Looks for access keys and secret keys where they must not show.</summary>
internal static class SecrecyRules
{
    /// <summary>From this length on, a value is not found inside other words by chance.</summary>
    public const int SafeLength = 8;

    private const int ShortestCanary = 4;
    private const int MostCanaries = 64;
    private static readonly string[] _masked = ["the text without the key", "the key masked"];

    /// <summary>Remembers a value to look for.</summary>
    public static void Learn(ref Draft draft, string? value)
    {
        if (value is null || value.Length < ShortestCanary || ContractFields.IsPlaceholder(value))
        {
            return;
        }

        foreach (Canary known in draft.Canaries)
        {
            if (string.Equals(known.Value, value, StringComparison.Ordinal))
            {
                return;
            }
        }

        int kept = Math.Min(draft.Canaries.Length, MostCanaries - 1);
        draft.Canaries = [new Canary(value), .. draft.Canaries[..kept]];
    }

    public static void OnHook(ref Draft draft, ref HookView view)
    {
        if (draft.Canaries.Length == 0 || draft.Applications[view.Application].Role == Roles.None)
        {
            return;
        }

        IReadOnlyList<HookEntry> entries = view.Step.Entries;
        string? previous = null;
        for (int i = 0; i < entries.Count; i++)
        {
            switch (entries[i])
            {
                case Logged logged:
                    Look(ref draft, ref view, SecrecyClauses.Log, logged.Text, "juju-log");
                    if (previous is not null)
                    {
                        LookAcross(ref draft, ref view, previous, logged.Text);
                    }

                    previous = logged.Text;
                    break;
                case StatusChanged status:
                    Look(ref draft, ref view, SecrecyClauses.Status, status.Message, "a status message");
                    break;
            }
        }

        if (view.Step.Action is { } action)
        {
            foreach ((string key, string value) in action.Results)
            {
                Look(ref draft, ref view, SecrecyClauses.ActionResult, value, $"the result \"{key}\" of an action");
            }

            Look(ref draft, ref view, SecrecyClauses.ActionResult, action.Message, "the failure message of an action");
        }

        Look(ref draft, ref view, SecrecyClauses.Output, view.Step.Stdout, "standard output");
        Look(ref draft, ref view, SecrecyClauses.Output, view.Step.Stderr, "standard error");
    }

    private static void Look(ref Draft draft, ref HookView view, Clause clause, string text, string where)
    {
        if (text.Length == 0)
        {
            return;
        }

        Check(ref draft, ref view, clause);
        if (text.Length < ShortestCanary || draft.Findings.IsKnownClean(text, draft.Canaries))
        {
            return;
        }

        if (Find(draft.Canaries, text) is var (canary, form) && !IsNoSecret(ref draft, canary))
        {
            Violate(ref draft, ref view, clause, where, form);
            return;
        }

        draft.Findings.NoteClean(text);
    }

    // A key cut in two by two log lines.
    private static void LookAcross(ref Draft draft, ref HookView view, string first, string second)
    {
        if (first.Length == 0 || second.Length == 0)
        {
            return;
        }

        ReadOnlySpan<char> seam = [first[^1], second[0]];
        foreach (Canary canary in draft.Canaries)
        {
            ReadOnlySpan<char> value = canary.Value;
            for (int at = value.IndexOf(seam); at >= 0;)
            {
                if (value.Length >= SafeLength && first.AsSpan().EndsWith(value[..(at + 1)]) && second.AsSpan().StartsWith(value[(at + 1)..])
                    && !IsNoSecret(ref draft, canary))
                {
                    Violate(ref draft, ref view, SecrecyClauses.Log, "juju-log", "split over two lines");
                    return;
                }

                int next = value[(at + 1)..].IndexOf(seam);
                at = next < 0 ? -1 : at + 1 + next;
            }
        }
    }

    private static (Canary Canary, string Form)? Find(Canary[] canaries, string text)
    {
        if (FindPlain(canaries, text) is { } plain)
        {
            return (plain, "plain");
        }

        foreach (Canary canary in canaries)
        {
            foreach (string form in canary.Base64)
            {
                if (text.Contains(form, StringComparison.Ordinal))
                {
                    return (canary, "in base64");
                }
            }
        }

        if (text.Contains('%', StringComparison.Ordinal) && FindPlain(canaries, Uri.UnescapeDataString(text.Replace('+', ' '))) is { } percent)
        {
            return (percent, "percent-encoded");
        }

        if (text.Contains('\\', StringComparison.Ordinal) && FindPlain(canaries, Unescape(text)) is { } escaped)
        {
            return (escaped, "escaped as in JSON");
        }

        return text.AsSpan().ContainsAny('\n', '\r') ? FindSplit(canaries, text) : null;
    }

    private static (Canary Canary, string Form)? FindSplit(Canary[] canaries, string text)
    {
        string joined = JoinLines(text);
        if (FindPlain(canaries, joined) is { } split)
        {
            return (split, "split over lines");
        }

        foreach (Canary canary in canaries)
        {
            foreach (string form in canary.Base64)
            {
                if (joined.Contains(form, StringComparison.Ordinal))
                {
                    return (canary, "in base64, split over lines");
                }
            }
        }

        return null;
    }

    // Without line breaks and the blanks around them.
    private static string JoinLines(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            result.Append(line.Trim());
        }

        return result.ToString();
    }

    private static Canary? FindPlain(Canary[] canaries, string text)
    {
        foreach (Canary canary in canaries)
        {
            int at = text.IndexOf(canary.Value, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            int end = at + canary.Value.Length;
            bool inside = (at > 0 && char.IsLetterOrDigit(text[at - 1])) || (end < text.Length && char.IsLetterOrDigit(text[end]));
            if (canary.Value.Length >= SafeLength || !inside)
            {
                return canary;
            }
        }

        return null;
    }

    // A value that also stands where everybody may read it (the name of an application, a bucket, an endpoint) is no secret.
    private static bool IsNoSecret(ref Draft draft, Canary canary)
    {
        foreach (ApplicationState application in draft.Applications)
        {
            if (application.Name.Contains(canary.Value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        foreach (RelationState relation in draft.Relations)
        {
            if (Shows(relation.Request, canary.Value) || Shows(relation.Answer, canary.Value)
                || relation.ProviderEndpoint.Contains(canary.Value, StringComparison.Ordinal)
                || relation.RequirerEndpoint.Contains(canary.Value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Shows(Databag databag, string value)
    {
        foreach (ref readonly KeyValuePair<string, string> item in databag.Items)
        {
            if (ContractFields.IsKnown(item.Key)
                && item.Key is not (ContractFields.AccessKey or ContractFields.SecretKey or ContractFields.Bookkeeping)
                && item.Value.Contains(value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            char next = text[++i];
            if (next == 'u' && i + 4 < text.Length
                && ushort.TryParse(text.AsSpan(i + 1, 4), System.Globalization.NumberStyles.HexNumber, null, out ushort code))
            {
                result.Append((char)code);
                i += 4;
            }
            else
            {
                result.Append(next switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => next });
            }
        }

        return result.ToString();
    }

    private static void Check(ref Draft draft, ref HookView view, Clause clause)
    {
        Roles role = draft.Applications[view.Application].Role;
        if (role.HasFlag(Roles.Provider))
        {
            draft.Findings.Check(clause, Roles.Provider);
        }

        if (role.HasFlag(Roles.Requirer))
        {
            draft.Findings.Check(clause, Roles.Requirer);
        }
    }

    private static void Violate(ref Draft draft, ref HookView view, Clause clause, string where, string form)
    {
        Roles role = draft.Applications[view.Application].Role;
        foreach (Roles side in new[] { Roles.Provider, Roles.Requirer })
        {
            if (role.HasFlag(side))
            {
                draft.Findings.Violate(
                    clause, side, view.Step, view.Name, view.Step.Unit, view.Hook.Relation,
                    $"{view.Hook.Name} on {view.Step.Unit} shows an access key or secret key in {where}, {form}", _masked,
                    $"{where} holds a key, {form}");
            }
        }
    }
}
