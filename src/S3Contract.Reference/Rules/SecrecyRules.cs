using S3Contract.Reference.Secrets;
using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>Looks for access keys and secret keys where they must not show.</summary>
internal static class SecrecyRules
{
    private const int MostSecrets = 64;
    private static readonly Reason s_shown = new(
        v => $"{v.HookName} on {v.Unit} shows {Named(v.Sighting!.Key)} in {v.Sighting.Where}, {v.Sighting.Form}",
        _ => ["the text without the key", "the key masked"], v => $"{v.Sighting!.Where} holds {Named(v.Sighting.Key)}, {v.Sighting.Form}");

    /// <summary>Remembers a value to look for.</summary>
    public static void Learn(ref Draft draft, string? value, string field)
    {
        if (value is null || value.Length < SecretForm.ShortestInText || ContractFields.IsPlaceholder(value))
        {
            return;
        }

        foreach (KnownSecret known in draft.Secrets)
        {
            if (string.Equals(known.Value, value, StringComparison.Ordinal))
            {
                return;
            }
        }

        int kept = Math.Min(draft.Secrets.Length, MostSecrets - 1);
        draft.Secrets = [new KnownSecret(value, field), .. draft.Secrets[..kept]];
    }

    public static void OnHook(ref Draft draft, ref HookView view)
    {
        if (draft.Secrets.Length == 0 || draft.Applications[view.Application].Role == Roles.None)
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
                    if (previous is not null && view.Step.Sightings is not { Count: > 0 })
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
                if (MayShow(ref draft, ref view, SecrecyClauses.ActionResult, value))
                {
                    Tell(ref draft, ref view, SecrecyClauses.ActionResult, draft.Secrets, value, $"the result \"{key}\" of an action");
                }
            }

            Look(ref draft, ref view, SecrecyClauses.ActionResult, action.Message, "the failure message of an action");
        }

        Look(ref draft, ref view, SecrecyClauses.Output, view.Step.Stdout, "standard output");
        Look(ref draft, ref view, SecrecyClauses.Output, view.Step.Stderr, "standard error");
    }

    /// <summary>Notes that a clause was checked.</summary>
    /// <returns>Has somebody looked there already, before the text was masked?</returns>
    public static bool Check(ref Draft draft, ref HookView view, Clause clause)
    {
        Roles role = draft.Applications[view.Application].Role;
        if (role.HasFlag(Roles.Provider))
        {
            draft.Tally.Check(clause, Roles.Provider);
        }

        if (role.HasFlag(Roles.Requirer))
        {
            draft.Tally.Check(clause, Roles.Requirer);
        }

        return view.Step.Sightings is { Count: > 0 };
    }

    /// <summary>Breaks a clause by a text that shows a key, or both of a pair, unless the value is no secret; by what was sighted there, if
    /// somebody has looked before the text was masked.</summary>
    public static void Tell(ref Draft draft, ref HookView view, Clause clause, KnownSecret[] secrets, string text, string where)
    {
        if (view.Step.Sightings is { Count: > 0 } seen)
        {
            foreach (KeySighting sighting in seen)
            {
                if (string.Equals(sighting.Where, where, StringComparison.Ordinal))
                {
                    Violate(ref draft, ref view, clause, sighting);
                }
            }

            return;
        }

        while (SecretSearch.First(secrets, text) is var (secret, form))
        {
            bool none = IsNoSecret(ref draft, secret);
            if (!none)
            {
                Violate(ref draft, ref view, clause, new KeySighting(secret.Field, where, form) { Said = SecretSearch.LineOf(secret, text) });
            }

            secrets = Array.FindAll(secrets, other => none ? other != secret : !string.Equals(other.Field, secret.Field, StringComparison.Ordinal));
        }
    }

    private static void Look(ref Draft draft, ref HookView view, Clause clause, string text, string where)
    {
        if (MayShow(ref draft, ref view, clause, text))
        {
            Tell(ref draft, ref view, clause, draft.Secrets, text, where);
        }
    }

    private static bool MayShow(ref Draft draft, ref HookView view, Clause clause, string text)
    {
        if (text.Length == 0 || Check(ref draft, ref view, clause))
        {
            return text.Length > 0;
        }

        if (text.Length < SecretForm.ShortestInText || draft.Tally.IsKnownClean(text, draft.Secrets))
        {
            return false;
        }

        if (SecretSearch.First(draft.Secrets, text) is not null)
        {
            return true;
        }

        draft.Tally.NoteClean(text);
        return false;
    }

    // A key cut in two by two log lines.
    private static void LookAcross(ref Draft draft, ref HookView view, string first, string second)
    {
        KnownSecret[] secrets = draft.Secrets;
        while (SecretSearch.Across(secrets, first, second) is { Secret: var secret })
        {
            if (!IsNoSecret(ref draft, secret))
            {
                Violate(ref draft, ref view, SecrecyClauses.Log, new KeySighting(secret.Field, "juju-log", "split over two lines") { Said = $"{first}\n{second}" });
                return;
            }

            secrets = Array.FindAll(secrets, other => other != secret);
        }
    }

    // A value that also stands where everybody may read it (the name of an application, a bucket, an endpoint) is no secret.
    private static bool IsNoSecret(ref Draft draft, KnownSecret secret)
    {
        foreach (ApplicationState application in draft.Applications)
        {
            if (application.Name.Contains(secret.Value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        foreach (RelationState relation in draft.Relations)
        {
            if (Shows(relation.Request, secret.Value) || Shows(relation.Answer, secret.Value)
                || relation.ProviderEndpoint.Contains(secret.Value, StringComparison.Ordinal)
                || relation.RequirerEndpoint.Contains(secret.Value, StringComparison.Ordinal))
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

    private static void Violate(ref Draft draft, ref HookView view, Clause clause, KeySighting sighting)
    {
        // Twenty times the same in one hook is said once.
        foreach (Violation known in draft.Tally.Violations)
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
                draft.Tally.Violate(
                    view.Step, draft.Violation(clause, side, view.Name, view.Step.Unit, view.Hook.Relation, s_shown) with { Sighting = sighting });
            }
        }
    }
}
