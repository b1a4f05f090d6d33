using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>Which version of the interface each side of a relation speaks, and in which order two sides of version 1 say what they say.</summary>
internal static class SpokenRules
{
    /// <summary>The relation with what a provider's databag tells of its version. One that has written anything without a version speaks version 0; who has
    /// announced version 1 goes on speaking it.</summary>
    public static RelationState OfProvider(RelationState relation, Databag answer) =>
        relation.Pinned.HasFlag(Roles.Provider) || relation.ProviderSpeaks == ContractVersion.V1 ? relation
        : IsAnnounced(answer) || answer.ContainsKey(ContractFields.SecretExtra) ? relation with { ProviderSpeaks = ContractVersion.V1 }
        : relation.ProviderSpeaks == ContractVersion.Any && !SaysNothing(answer) ? relation with { ProviderSpeaks = ContractVersion.V0 }
        : relation;

    /// <summary>The relation with what a requirer's databag tells of its version. One that has asked for a bucket without a version speaks version 0.</summary>
    public static RelationState OfRequirer(RelationState relation, Databag request) =>
        relation.Pinned.HasFlag(Roles.Requirer) || relation.RequirerSpeaks == ContractVersion.V1 ? relation
        : IsAnnounced(request) ? relation with { RequirerSpeaks = ContractVersion.V1 }
        : relation.RequirerSpeaks == ContractVersion.Any && request.ContainsKey(ContractFields.Bucket) ? relation with { RequirerSpeaks = ContractVersion.V0 }
        : relation;

    /// <summary>The charm of an application was replaced: what it spoke before says nothing of what it will speak.</summary>
    public static void OnRefresh(ref Draft draft, string application)
    {
        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationState relation = draft.Relations[i];
            if (relation.RoleOf(application) is var role and not Roles.None)
            {
                draft.Set(i, relation with { Refreshed = relation.Refreshed | role, Pinned = relation.Pinned & ~role });
            }
        }
    }

    /// <summary>Judges what a provider has written, by the order in which that is to come.</summary>
    /// <param name="draft">The state.</param>
    /// <param name="view">The hook.</param>
    /// <param name="before">The relation before.</param>
    /// <param name="told">The same, with the version that the provider has shown to speak by now.</param>
    /// <param name="commit">What was written.</param>
    public static void OnAnswer(ref Draft draft, ref HookView view, RelationState before, RelationState told, DatabagCommit commit)
    {
        if (told.ProviderSpeaks != ContractVersion.V1 || view.Handover is { Kind: HandoverKind.Write })
        {
            return;
        }

        JudgeAnnounced(ref draft, ref view, Roles.Provider, before, commit);
        string? announced = ContractFields.Announced(commit.After);
        if (SaysNothing(before.Answer) && !SaysNothing(commit.After))
        {
            draft.Tally.Check(OrderClauses.VersionFirst, Roles.Provider);
            if (announced is null)
            {
                view.Violate(ref draft, OrderClauses.VersionFirst, Roles.Provider, before.Id, SpokenReasons.FirstWithoutVersion, FirstKey(commit.After));
            }
        }
        else if (announced is not null && before.ProviderSpeaks == ContractVersion.V0 && !before.Refreshed.HasFlag(Roles.Provider))
        {
            view.Fail(ref draft, OrderClauses.VersionFirst, Roles.Provider, before.Id, SpokenReasons.VersionLate);
        }

        if (before.RequirerSpeaks == ContractVersion.Any && before.Asked is null && ContractFields.Announced(before.Request) is null && !before.Leaving)
        {
            draft.Tally.Check(OrderClauses.NothingBefore, Roles.Provider);
            if (FirstOther(commit.Before, commit.After) is { } other)
            {
                view.Violate(ref draft, OrderClauses.NothingBefore, Roles.Provider, before.Id, SpokenReasons.BeforeTheRequirer, other);
            }
        }
    }

    /// <summary>Judges what a side has written, by the version that it announces.</summary>
    public static void JudgeAnnounced(ref Draft draft, ref HookView view, Roles role, RelationState relation, DatabagCommit commit)
    {
        string? before = ContractFields.Announced(commit.Before);
        string? after = ContractFields.Announced(commit.After);
        if (before is not null)
        {
            draft.Tally.Check(OrderClauses.VersionStays, role);
            if (after is null && !relation.Leaving)
            {
                view.Violate(ref draft, OrderClauses.VersionStays, role, relation.Id, SpokenReasons.VersionGone);
            }
        }

        if (after is not null && !string.Equals(before, after, StringComparison.Ordinal))
        {
            draft.Tally.Check(SecretDataClauses.Version, role);
            if (!ContractFields.IsVersion1(after))
            {
                view.Violate(ref draft, SecretDataClauses.Version, role, relation.Id, SpokenReasons.NoVersion, after);
            }
        }
    }

    /// <summary>Judges a relation that speaks version 1, or two, once the model is quiet.</summary>
    public static void OnQuiet(ref Draft draft, RelationState relation, Duties duties)
    {
        if (relation.Leaving || relation.Speaks != ContractVersion.V1)
        {
            return;
        }

        if (duties.Ready(relation.Requirer) is not null && ContractFields.Announced(relation.Request) is not null)
        {
            Say(ref draft, SecretDataClauses.RequestedSecrets, Roles.Requirer, relation, relation.AsksForSecrets, SpokenReasons.AsksForNoSecrets);
        }

        if (duties.Ready(relation.Provider) is not { } provider)
        {
            return;
        }

        if (relation.ProviderSpeaks == ContractVersion.V1 && !provider.HadMishap && relation.Refreshed == Roles.None)
        {
            Say(
                ref draft, OrderClauses.Unprompted, Roles.Provider, relation, ContractFields.Announced(relation.Answer) is not null,
                LiveReasons.NotAnnounced, "");
        }

        SharedSecretRules.OnQuiet(ref draft, relation);
        if (relation.EverInClear && relation.AsksForSecrets && relation.ProviderSpeaks == ContractVersion.V1 && relation.HasKeys && relation.ProviderWaited)
        {
            bool clear = relation.Answer.ContainsKey(ContractFields.AccessKey) || relation.Answer.ContainsKey(ContractFields.SecretKey);
            Say(ref draft, UpgradeClauses.KeysLeave, Roles.Provider, relation, !clear, SpokenReasons.StillInClear);
            Say(ref draft, UpgradeClauses.SecretTakesOver, Roles.Provider, relation, relation.InSecret, SpokenReasons.NoSecretYet);
        }
    }

    private static void Say(ref Draft draft, Clause clause, Roles role, RelationState relation, bool kept, Reason reason, params string[] references)
    {
        draft.Tally.Check(clause, role);
        if (!kept)
        {
            string application = role == Roles.Provider ? relation.Provider : relation.Requirer;
            draft.Violate(clause, role, application, null, relation.Id, reason, references);
        }
    }

    // Version 0 may have a key of that name that means something else.
    private static bool IsAnnounced(Databag databag) => ContractFields.Announced(databag) is { } version && ContractFields.IsVersion1(version);

    private static bool SaysNothing(Databag databag) => databag.Count == (databag.ContainsKey(ContractFields.Bookkeeping) ? 1 : 0);

    private static string FirstKey(Databag databag)
    {
        foreach (ref readonly KeyValuePair<string, string> item in databag.Items)
        {
            if (item.Key is not ContractFields.Bookkeeping)
            {
                return item.Key;
            }
        }

        return "";
    }

    private static string? FirstOther(Databag before, Databag after)
    {
        foreach (ref readonly KeyValuePair<string, string> item in after.Items)
        {
            if (item.Key is not (ContractFields.Version or ContractFields.LibVersion or ContractFields.Bookkeeping)
                && !string.Equals(before.Get(item.Key), item.Value, StringComparison.Ordinal))
            {
                return item.Key;
            }
        }

        return null;
    }
}
