using S3Contract.Charms;
using S3Contract.Observations;
using S3Contract.Reference.Clauses;

namespace S3Contract.Reference.Rules;

/// <summary>Looks for access keys and secret keys where they must not show.</summary>
internal static class SecrecyRules
{
    /// <summary>From this length on, a value is not found inside other words by chance.</summary>
    public const int SafeLength = CanarySearch.SafeLength;

    private const int ShortestCanary = 4;
    private const int MostCanaries = 64;
    private static readonly string[] _masked = ["the text without the key", "the key masked"];

    /// <summary>Remembers a value to look for.</summary>
    public static void Learn(ref Draft draft, string? value, string field)
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
        draft.Canaries = [new Canary(value, field), .. draft.Canaries[..kept]];
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

    /// <summary>Notes that a clause was checked, and breaks it where a key has been sighted in a place.</summary>
    /// <returns>Has somebody looked there already, before the text was masked?</returns>
    public static bool Sighted(ref Draft draft, ref HookView view, Clause clause, string where)
    {
        Check(ref draft, ref view, clause);
        if (view.Step.Sightings is not { Count: > 0 } seen)
        {
            return false;
        }

        foreach (KeySighting sighting in seen)
        {
            if (string.Equals(sighting.Where, where, StringComparison.Ordinal))
            {
                Violate(ref draft, ref view, clause, sighting);
            }
        }

        return true;
    }

    /// <summary>Breaks a clause by a text that shows a key, or both of a pair, unless the value is no secret.</summary>
    /// <returns>Does it show one?</returns>
    public static bool Show(ref Draft draft, ref HookView view, Clause clause, Canary[] canaries, string text, string where)
    {
        if (CanarySearch.Find(canaries, text) is not var (canary, form))
        {
            return false;
        }

        if (IsNoSecret(ref draft, canary))
        {
            return Show(ref draft, ref view, clause, Array.FindAll(canaries, other => other != canary), text, where);
        }

        Violate(ref draft, ref view, clause, new KeySighting(canary.Field, where, form) { Said = CanarySearch.LineOf(canary, text) });
        Canary[] others = Array.FindAll(canaries, other => !string.Equals(other.Field, canary.Field, StringComparison.Ordinal));
        _ = Show(ref draft, ref view, clause, others, text, where);
        return true;
    }

    private static void Look(ref Draft draft, ref HookView view, Clause clause, string text, string where)
    {
        if (text.Length == 0 || Sighted(ref draft, ref view, clause, where))
        {
            return;
        }

        if (text.Length < ShortestCanary || draft.Findings.IsKnownClean(text, draft.Canaries))
        {
            return;
        }

        if (!Show(ref draft, ref view, clause, draft.Canaries, text, where))
        {
            draft.Findings.NoteClean(text);
        }
    }

    // A key cut in two by two log lines.
    private static void LookAcross(ref Draft draft, ref HookView view, string first, string second)
    {
        if (first.Length == 0 || second.Length == 0 || view.Step.Sightings is { Count: > 0 })
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
                    Violate(ref draft, ref view, SecrecyClauses.Log, new KeySighting(canary.Field, "juju-log", "split over two lines") { Said = $"{first}\n{second}" });
                    return;
                }

                int next = value[(at + 1)..].IndexOf(seam);
                at = next < 0 ? -1 : at + 1 + next;
            }
        }
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

    private static string Named(string field) => field is ContractFields.AccessKey ? "an access key (an id)" : "a secret key";

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

    private static void Violate(ref Draft draft, ref HookView view, Clause clause, KeySighting sighting)
    {
        // Twenty times the same in one hook is said once.
        foreach (Violation known in draft.Findings.Violations)
        {
            if (known.StepIndex == view.Step.Index && ReferenceEquals(known.Clause, clause) && known.Sighting?.Bare == sighting.Bare)
            {
                return;
            }
        }

        Roles role = draft.Applications[view.Application].Role;
        foreach (Roles side in new[] { Roles.Provider, Roles.Requirer })
        {
            if (role.HasFlag(side))
            {
                draft.Findings.Violate(
                    clause, side, view.Step, view.Name, view.Step.Unit, view.Hook.Relation,
                    $"{view.Hook.Name} on {view.Step.Unit} shows {Named(sighting.Key)} in {sighting.Where}, {sighting.Form}", _masked,
                    $"{sighting.Where} holds {Named(sighting.Key)}, {sighting.Form}", sighting: sighting);
            }
        }
    }
}
