using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What a provider leaves behind: secrets that nobody is shown any more.</summary>
internal static class LeftoverRules
{
    /// <summary>A relation is no more: what it showed is to go, and its grants are gone.</summary>
    public static void OnEnd(ref Draft draft, RelationState relation)
    {
        for (int i = 0; i < draft.CharmSecrets.Length; i++)
        {
            CharmSecret secret = draft.CharmSecrets[i];
            bool shown = string.Equals(secret.Id, relation.Secret, StringComparison.Ordinal) && !IsShownBeside(ref draft, relation);
            ReadGrant[] grants = Array.FindAll(secret.Grants, grant => grant.Relation != relation.Id);
            if (shown || grants.Length < secret.Grants.Length)
            {
                draft.Set(i, secret with
                {
                    Grants = grants,
                    Ended = secret.Ended || shown,
                    MayBeGone = secret.MayBeGone || (shown && relation.LeaderBroke),
                });
            }
        }
    }

    /// <summary>A leader has run update-status: it had an occasion to tidy up.</summary>
    public static void OnTimer(ref Draft draft, string application)
    {
        for (int i = 0; i < draft.CharmSecrets.Length; i++)
        {
            CharmSecret secret = draft.CharmSecrets[i];
            if ((secret.Ended || secret.Replaced) && !secret.MayBeGone && string.Equals(secret.Application, application, StringComparison.Ordinal))
            {
                draft.Set(i, secret with { MayBeGone = true });
            }
        }
    }

    /// <summary>A secret was removed: one that had served its time, as it should be.</summary>
    public static void OnRemoved(ref Draft draft, CharmSecret secret)
    {
        bool ends = secret.Ended;
        foreach (RelationState relation in draft.Relations)
        {
            ends |= relation.Leaving && string.Equals(relation.Secret, secret.Id, StringComparison.Ordinal);
        }

        if (ends || secret.Replaced)
        {
            draft.Tally.Check(ends ? LeftoverClauses.SecretRemoved : LeftoverClauses.ReplacedSecretRemoved, Roles.Provider);
        }
    }

    public static void OnQuiet(ref Draft draft)
    {
        for (int i = 0; i < draft.CharmSecrets.Length; i++)
        {
            CharmSecret secret = draft.CharmSecrets[i];
            if (secret is { MayBeGone: true, Removed: false } && IsReady(ref draft, secret.Application))
            {
                Clause clause = secret.Ended ? LeftoverClauses.SecretRemoved : LeftoverClauses.ReplacedSecretRemoved;
                draft.Tally.Check(clause, Roles.Provider);
                draft.Violate(
                    clause, Roles.Provider, secret.Application, null, null, secret.Ended ? SecretReasons.NotRemoved : SecretReasons.ReplacedNotRemoved);

                // Said once is enough.
                draft.Set(i, secret with { Removed = true });
            }
        }
    }

    private static bool IsReady(ref Draft draft, string application) =>
        new Duties(draft.Applications, draft.Relations, draft.Units).Ready(application) is not null;

    private static bool IsShownBeside(ref Draft draft, RelationState relation)
    {
        foreach (RelationState other in draft.Relations)
        {
            if (other.Id != relation.Id && string.Equals(other.Secret, relation.Secret, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
