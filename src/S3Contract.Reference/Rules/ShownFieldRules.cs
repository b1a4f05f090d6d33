using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What a field of an answer says, once the model is quiet: what the operator issued or set last.</summary>
internal static class ShownFieldRules
{
    /// <summary>Options took effect, or an action has run or was lost: remembers what the answers are to show.</summary>
    public static void Remember(ref Draft draft, int at, Handover? handover, bool reached)
    {
        if (handover is null or { Kind: HandoverKind.Write })
        {
            return;
        }

        ApplicationState application = draft.Applications[at];
        if (handover.Requirer is null)
        {
            draft.Set(at, application with { Wishes = FieldWish.With(application.Wishes, handover, reached) });
        }

        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationState relation = draft.Relations[i];
            if (!string.Equals(relation.Provider, application.Name, StringComparison.Ordinal))
            {
                continue;
            }

            // What was issued for one relation alone may stay there when something else is issued to all; it need not.
            bool own = string.Equals(handover.Requirer, relation.Requirer, StringComparison.Ordinal);
            if (own || handover.Requirer is null)
            {
                FieldWish[] wishes = own ? FieldWish.With(relation.Wishes, handover, reached)
                    : relation.Wishes.Length == 0 ? []
                    : FieldWish.With(relation.Wishes, handover, reached: false);
                draft.Set(i, relation with { Wishes = wishes, ProviderWaited = false });
            }
        }
    }

    public static void OnQuiet(ref Draft draft, RelationState relation, Duties duties)
    {
        if (draft.FindApplication(relation.Provider) is not (var at and >= 0))
        {
            return;
        }

        foreach (FieldWish wish in duties.WishesFor(relation))
        {
            Judge(ref draft, relation, draft.Applications[at], wish, duties);
        }
    }

    private static void Judge(ref Draft draft, RelationState relation, ApplicationState provider, FieldWish wish, Duties duties)
    {
        Duty duty = duties.Shows(relation, wish);
        if (duty == Duty.None || (duty == Duty.Open && !relation.ProviderWaited))
        {
            return;
        }

        bool bucket = wish.Field is ContractFields.Bucket;
        Clause clause = provider.HadMishap ? LiveClauses.FieldsAfterMishap : bucket ? LiveClauses.OperatorsBucket : LiveClauses.EveryField;
        draft.Tally.Check(clause, Roles.Provider);
        if (duty == Duty.Kept)
        {
            return;
        }

        draft.Violate(
            clause, Roles.Provider, relation.Provider, null, relation.Id, LiveReasons.OtherField,
            wish.Field, wish.Value!, relation.Answer.Get(wish.Field) ?? "", relation.Asked ?? "");
    }
}
