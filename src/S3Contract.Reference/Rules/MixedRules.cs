using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What a provider answers a requirer of the other version.</summary>
internal static class MixedRules
{
    public static void OnAnswer(ref Draft draft, ref HookView view, RelationState before, RelationState after)
    {
        GivenValues? given = draft.Applications[view.Application].Given;
        if (after.AccessKey is not null || after.SecretKey is not null)
        {
            draft.Tally.Check(MixedClauses.PairTogether, Roles.Provider);
            if (!after.HasKeys && !AnswerRules.IsLeftSo(given, after))
            {
                string key = after.AccessKey is null ? ContractFields.SecretKey : ContractFields.AccessKey;
                view.Violate(ref draft, MixedClauses.PairTogether, Roles.Provider, after.Id, SpokenReasons.OneKey, key);
            }
        }

        if (after.RequirerSpeaks != ContractVersion.V0)
        {
            return;
        }

        if (after.HasKeys)
        {
            draft.Tally.Check(MixedClauses.Bucket, Roles.Provider);
            if (after.Bucket is null && !AnswerRules.IsLeftSo(given, after))
            {
                view.Violate(ref draft, MixedClauses.Bucket, Roles.Provider, after.Id, SpokenReasons.AnswerWithoutBucket);
            }
        }

        bool secret = after.Secret is not null && !string.Equals(before.Secret, after.Secret, StringComparison.Ordinal);
        if (secret || after.HasKeys)
        {
            draft.Tally.Check(MixedClauses.KeysInClear, Roles.Provider);
            if (secret && !after.Answer.ContainsKey(ContractFields.AccessKey))
            {
                view.Violate(ref draft, MixedClauses.KeysInClear, Roles.Provider, after.Id, SpokenReasons.SecretToOldRequirer);
            }
        }
    }
}
