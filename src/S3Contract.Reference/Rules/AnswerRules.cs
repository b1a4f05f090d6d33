using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What a provider's application databag holds after a hook, compared to before.</summary>
internal static class AnswerRules
{
    public static void Apply(ref Draft draft, ref HookView view, DatabagCommit commit, int at)
    {
        RelationState before = draft.Relations[at];
        RelationState told = SpokenRules.OfProvider(before, commit.After);
        SpokenRules.OnAnswer(ref draft, ref view, before, told, commit);
        FieldRules.Judge(ref draft, ref view, commit, Roles.Provider, told);
        RelationState after = Remember(ref draft, told, commit.After);
        if (IsRearmed(ref view, before, commit))
        {
            after = after with { HandledIsKnown = false };
        }

        if (after.Speaks == ContractVersion.V1)
        {
            SharedSecretRules.OnClear(ref draft, ref view, after, commit);
        }

        Judge(ref draft, ref view, at, before, after);
    }

    /// <summary>A hook has changed the secret that a relation shows: so has its answer.</summary>
    public static void OnSecret(ref Draft draft, ref HookView view, int at)
    {
        RelationState before = draft.Relations[at];
        RelationState after = Remember(ref draft, before, before.Answer);
        if (after.Version != before.Version)
        {
            Judge(ref draft, ref view, at, before, after);
        }
    }

    /// <summary>The requirer speaks another version now: where its keys stand may be another place.</summary>
    public static RelationState Reread(ref Draft draft, RelationState relation) => Remember(ref draft, relation, relation.Answer);

    private static void Judge(ref Draft draft, ref HookView view, int at, RelationState before, RelationState after)
    {
        bool keys = after.Version != before.Version;
        bool bucket = !string.Equals(after.Bucket, before.Bucket, StringComparison.Ordinal);
        if (keys || bucket || !string.Equals(after.Secret, before.Secret, StringComparison.Ordinal))
        {
            switch (after.Speaks)
            {
                case ContractVersion.V1:
                    SharedSecretRules.OnAnswer(ref draft, ref view, before, after);
                    break;
                case ContractVersion.Mixed:
                    MixedRules.OnAnswer(ref draft, ref view, before, after);
                    break;
                default:
                    JudgeWhole(ref draft, ref view, before, after);
                    JudgeLoss(ref draft, ref view, before, after);
                    break;
            }

            if (keys)
            {
                after = JudgePair(ref draft, ref view, before, after);
                IsolationRules.OnKeys(ref draft, ref view, after);
            }

            IsolationRules.OnBucket(ref draft, ref view, before, after);
        }

        draft.Set(at, after);
        ChartRules.OnAnswer(ref draft, before, after);
    }

    // The keys are those in the secret that the answer names, if the requirer can read them; else those in clear.
    private static RelationState Remember(ref Draft draft, RelationState before, Databag answer)
    {
        string? accessKey = answer.Get(ContractFields.AccessKey);
        string? secretKey = answer.Get(ContractFields.SecretKey);
        bool inClear = accessKey is not null || secretKey is not null;
        string? secret = answer.Get(ContractFields.SecretExtra) is { } uri ? CharmSecret.IdIn(uri) : null;
        bool inSecret = false;
        if (secret is not null && before.RequirerSpeaks == ContractVersion.V1
            && draft.FindSecret(secret) is var at and >= 0 && draft.CharmSecrets[at].IsReadableBy(before.Requirer))
        {
            Databag content = draft.CharmSecrets[at].Content;
            inSecret = true;
            (accessKey, secretKey) = (content.Get(ContractFields.AccessKey), content.Get(ContractFields.SecretKey));
        }

        bool changed = !string.Equals(accessKey, before.AccessKey, StringComparison.Ordinal)
            || !string.Equals(secretKey, before.SecretKey, StringComparison.Ordinal);
        RelationState after = before with
        {
            Answer = answer,
            Bucket = answer.Get(ContractFields.Bucket),
            Secret = secret,
            InSecret = inSecret,
            EverInClear = before.EverInClear || (inClear && !before.AsksForSecrets),
            AccessKey = accessKey,
            SecretKey = secretKey,
            Version = changed ? before.Version + 1 : before.Version,
            RequirerWaited = before.RequirerWaited && !changed,
            AnswerOdds = ToleranceRules.OddsOf(answer, Roles.Provider, before.Speaks),
        };
        return after.IsComplete && !after.EverAnswered ? after with { EverAnswered = true } : after;
    }

    // The library remembers what it has handled in the databag itself; who writes there by hand arms the event again.
    private static bool IsRearmed(ref HookView view, RelationState before, DatabagCommit commit) =>
        !(view.Hook.Kind == HookKind.RelationChanged && view.Hook.Relation == before.Id)
        && !string.Equals(
            commit.Before.Get(ContractFields.Bookkeeping), commit.After.Get(ContractFields.Bookkeeping), StringComparison.Ordinal);

    private static void JudgeWhole(ref Draft draft, ref HookView view, RelationState before, RelationState after)
    {
        if (after.HasKeys)
        {
            draft.Tally.Check(DataClauses.MandatoryFields, Roles.Provider);
            if (after.Bucket is null && !IsLeftSo(draft.Applications[view.Application].Given, after))
            {
                view.Violate(ref draft, DataClauses.MandatoryFields, Roles.Provider, after.Id, DataReasons.NoBucket, Describe(after));
            }
        }

        if (after.AccessKey is null && after.SecretKey is null)
        {
            return;
        }

        draft.Tally.Check(AtomicityClauses.NoPartialAnswer, Roles.Provider);
        if (!after.IsComplete && !IsLeftSo(draft.Applications[view.Application].Given, after))
        {
            view.Violate(
                ref draft, AtomicityClauses.NoPartialAnswer, Roles.Provider, after.Id, DataReasons.Partial,
                Describe(after), before.IsComplete ? "lost a part of" : "shows a part of");
        }
    }

    private static void JudgeLoss(ref Draft draft, ref HookView view, RelationState before, RelationState after)
    {
        if (!before.IsComplete)
        {
            return;
        }

        draft.Tally.Check(DataClauses.StaysComplete, Roles.Provider);
        bool byOperator = view.Hook.Kind is HookKind.Action or HookKind.ConfigChanged && after.AccessKey is null && after.SecretKey is null;

        // Where only a unit goes its relation-broken comes too, and the relation goes on.
        if (!after.IsComplete && !byOperator && !after.Leaving && !IsLeftSo(draft.Applications[view.Application].Given, after))
        {
            view.Violate(ref draft, DataClauses.StaysComplete, Roles.Provider, after.Id, DataReasons.TakenAway, Describe(after));
        }
    }

    /// <summary>Did the operator ask for just this: deleted the field that is missing, or set by hand what is there?</summary>
    public static bool IsLeftSo(GivenValues? given, RelationState relation) =>
        (relation.Bucket is null && GivenValues.Deletes(given, ContractFields.Bucket, relation.Requirer))
        || (relation.AccessKey is null
            && (GivenValues.Deletes(given, ContractFields.AccessKey, relation.Requirer) || IsAlone(given, relation.SecretKey, ContractFields.AccessKey)))
        || (relation.SecretKey is null
            && (GivenValues.Deletes(given, ContractFields.SecretKey, relation.Requirer) || IsAlone(given, relation.AccessKey, ContractFields.SecretKey)))
        || GivenValues.IsByHand(given, relation.AccessKey) || GivenValues.IsByHand(given, relation.SecretKey);

    private static bool IsAlone(GivenValues? given, string? value, string otherKey) =>
        value is not null && GivenValues.IsAlone(given, value, otherKey, null);

    private static RelationState JudgePair(ref Draft draft, ref HookView view, RelationState before, RelationState after)
    {
        if (!after.HasKeys)
        {
            return after;
        }

        SecrecyRules.Learn(ref draft, after.AccessKey, ContractFields.AccessKey);
        SecrecyRules.Learn(ref draft, after.SecretKey, ContractFields.SecretKey);
        ApplicationState application = draft.Applications[view.Application];
        Clause together = after.Speaks switch
        {
            ContractVersion.V1 => AtomicityClauses.OneRevisionOnePair,
            ContractVersion.Mixed => MixedClauses.PairTogether,
            _ => AtomicityClauses.PairIssuedTogether,
        };
        draft.Tally.Check(together, Roles.Provider);
        if (FindMixture(application.Pairs, after.AccessKey!, after.SecretKey!) is var (one, other)
            && !GivenValues.IsAlone(application.Given, after.AccessKey!, ContractFields.SecretKey, one?.SecretKey)
            && !GivenValues.IsAlone(application.Given, after.SecretKey!, ContractFields.AccessKey, other?.AccessKey)
            && !GivenValues.IsByHand(application.Given, after.AccessKey) && !GivenValues.IsByHand(application.Given, after.SecretKey))
        {
            view.Violate(ref draft, together, Roles.Provider, after.Id, DataReasons.Mixture, Name(one), Name(other));
            return after;
        }

        KeyPair pairs = KeyPair.Add(application.Pairs, after.AccessKey!, after.SecretKey!, declared: false, requirer: null);
        if (!ReferenceEquals(pairs, application.Pairs))
        {
            draft.Set(view.Application, application with { Pairs = pairs });
        }

        return after;
    }

    // Mixed is what is known to belong elsewhere: a key that the scenario issued with another partner, or two keys both of which have shown
    // with another partner. A key never seen before may be new.
    private static (KeyPair? One, KeyPair? Other)? FindMixture(KeyPair? pairs, string accessKey, string secretKey)
    {
        KeyPair? one = null;
        KeyPair? other = null;
        for (KeyPair? pair = pairs; pair is not null; pair = pair.Earlier)
        {
            if (pair.Is(accessKey, secretKey))
            {
                return null;
            }

            one ??= string.Equals(pair.AccessKey, accessKey, StringComparison.Ordinal) ? pair : null;
            other ??= string.Equals(pair.SecretKey, secretKey, StringComparison.Ordinal) ? pair : null;
        }

        return (one is not null && other is not null) || one is { Declared: true } || other is { Declared: true } ? (one, other) : null;
    }

    private static string Name(KeyPair? pair) => pair is null ? "none" : $"pair {pair.Number}";

    private static string Describe(RelationState relation)
    {
        string[] there =
        [
            .. new[]
            {
                relation.Bucket is null ? null : ContractFields.Bucket,
                relation.AccessKey is null ? null : ContractFields.AccessKey,
                relation.SecretKey is null ? null : ContractFields.SecretKey,
            }.OfType<string>(),
        ];
        return there.Length == 0 ? "none of the three mandatory fields" : $"only {string.Join(" and ", there)}";
    }
}
