using S3Contract.Reference.Secrets;
using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>Looks for keys in databags, where only a provider's answer may hold them.</summary>
internal static class DatabagSecrecyRules
{
    public static void OnHook(ref Draft draft, ref HookView view)
    {
        // What the operator writes by hand is the operator's.
        if (view.Step.Commits.Count == 0 || draft.Secrets.Length == 0 || draft.Applications[view.Application].Role == Roles.None
            || view.Handover is { Kind: HandoverKind.Write })
        {
            return;
        }

        foreach (DatabagCommit commit in view.Step.Commits)
        {
            int at = draft.FindRelation(commit.Relation);
            bool peers = at < 0 && Array.IndexOf(draft.OtherRelations, commit.Relation) < 0;
            bool secret = at >= 0 ? IsSecret(draft.Relations[at], view.Name) : KeepsSecrets(ref draft, view.Name);
            if (peers && !secret)
            {
                continue;
            }

            Clause clause = peers ? SecrecyClauses.PeerDatabag : secret ? SecrecyClauses.NoDatabag : SecrecyClauses.Databag;
            if (secret)
            {
                SecrecyRules.Check(ref draft, ref view, clause);
            }

            bool answer = !secret && at >= 0 && commit.Application && draft.Relations[at].RoleOf(view.Name) == Roles.Provider;
            KnownSecret[] secrets = Misplaced(ref draft, answer ? draft.Relations[at] : null);
            foreach (ref readonly KeyValuePair<string, string> item in commit.After.Items)
            {
                if (!IsOpen(item.Key, at >= 0, answer) && !(secret && at >= 0 && ContractFields.IsOfVersion1(item.Key)) && !string.Equals(commit.Before.Get(item.Key), item.Value, StringComparison.Ordinal)
                    && (SecrecyRules.Check(ref draft, ref view, clause) || SecretSearch.First(secrets, item.Value) is not null))
                {
                    string owner = commit.Application ? view.Name : view.Step.Unit.ToString();
                    SecrecyRules.Tell(
                        ref draft, ref view, clause, secrets, item.Value,
                        $"\"{item.Key}\" in the databag of {owner} on relation {commit.Relation}");
                }
            }
        }
    }

    // An application that has a relation of version 1 has a place for keys other than databags.
    private static bool KeepsSecrets(ref Draft draft, string application)
    {
        foreach (RelationState relation in draft.Relations)
        {
            if (IsSecret(relation, application))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSecret(RelationState relation, string application) => relation.AsksForSecrets
        && relation.RoleOf(application) is var role and not Roles.None && relation.SpeaksFor(role) == ContractVersion.V1;

    // Short ones turn up by chance: `true` is a word of many databags. An answer shows its own keys by right.
    private static KnownSecret[] Misplaced(ref Draft draft, RelationState? answer)
    {
        KeyPair? pairs = answer is null ? null : draft.Applications[draft.FindApplication(answer.Provider)].Pairs;
        return Array.FindAll(draft.Secrets, secret => secret.Value.Length >= SecretForm.ShortestInsideWord
            && (answer is null || IsolationRules.OwnerElsewhere(pairs, secret.Value, answer.Requirer) is not null));
    }

    // Whose keys an answer shows as keys, isolation.no-leak judges.
    private static bool IsOpen(string key, bool underContract, bool answer) => underContract && ContractFields.IsKnown(key)
        && (answer || !ContractFields.IsKey(key))
        && key is not ContractFields.Bookkeeping;
}
