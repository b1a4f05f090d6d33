using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What has happened once the model is quiet: duties are looked at only then.</summary>
internal static class LiveRules
{
    /// <summary>A hook has read a databag: the provider's keys, or that they were taken back, are seen if it succeeds.</summary>
    public static void OnRead(ref Draft draft, ref HookView view, DatabagRead read)
    {
        if (!view.Committed || draft.FindRelation(read.Relation) is not (var at and >= 0))
        {
            return;
        }

        RelationState relation = draft.Relations[at];
        bool keys = read.Content.ContainsKey(ContractFields.AccessKey) || read.Content.ContainsKey(ContractFields.SecretKey);
        if (relation.Version > 0 && keys != relation.IsWithdrawn && relation.RoleOf(view.Name) == Roles.Requirer
            && string.Equals(read.Owner, relation.Provider, StringComparison.Ordinal))
        {
            See(ref draft, ref view, at);
        }
    }

    /// <summary>A hook has read a secret: the keys that a relation shows in it are seen, if these are they and the hook succeeds.</summary>
    public static void OnRead(ref Draft draft, ref HookView view, SecretRead read)
    {
        if (!view.Committed)
        {
            return;
        }

        string id = CharmSecret.IdIn(read.Secret);
        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationState relation = draft.Relations[i];
            if (relation.InSecret && string.Equals(relation.Secret, id, StringComparison.Ordinal) && relation.RoleOf(view.Name) == Roles.Requirer
                && Holds(read, ContractFields.AccessKey, relation.AccessKey) && Holds(read, ContractFields.SecretKey, relation.SecretKey))
            {
                See(ref draft, ref view, i);
            }
        }
    }

    private static bool Holds(SecretRead read, string key, string? value)
    {
        foreach ((string name, string content) in read.Content)
        {
            if (string.Equals(name, key, StringComparison.Ordinal))
            {
                return string.Equals(content, value, StringComparison.Ordinal);
            }
        }

        return false;
    }

    /// <summary>The unit has seen the keys that a relation shows, or that they were taken back.</summary>
    public static void See(ref Draft draft, ref HookView view, int at)
    {
        RelationState relation = draft.Relations[at];
        UnitState unit = draft.Units[view.Unit];
        UnitLink link = unit.Link(relation.Id) ?? new UnitLink(relation.Id);
        if (link.Seen == relation.Version)
        {
            return;
        }

        link = link.Entered(ref draft, relation);
        if (relation.HasKeys)
        {
            draft.TakeUnit(relation, link.Phase, link.Phase is "informed" ? "see other credentials" : "see credentials");
            link = link.Phase is "waiting" ? link with { Phase = "informed" } : link;
        }

        draft.Set(view.Unit, unit.With(link with { Seen = relation.Version }));
        if (!draft.Applications[view.Application].ShowsSeeing && !relation.IsWithdrawn)
        {
            draft.Set(view.Application, draft.Applications[view.Application] with { ShowsSeeing = true });
        }
    }

    public static void OnQuiet(ref Draft draft)
    {
        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationState relation = draft.Relations[i];
            var duties = new Duties(draft.Applications, draft.Relations, draft.Units);
            var asking = LiveSet.Of(relation.SpeaksFor(Roles.Requirer));
            var clauses = LiveSet.Of(relation.SpeaksFor(Roles.Provider));
            JudgeAsked(ref draft, asking, relation, duties.Asked(relation));
            bool several = duties.IsOneOfSeveral(relation);
            JudgeAnswered(ref draft, clauses, relation, duties.Answered(relation), several);
            JudgeShown(ref draft, clauses, relation, duties.Shown(relation), several);
            ShownFieldRules.OnQuiet(ref draft, relation, duties);
            JudgeSeen(ref draft, asking, relation, duties);
            if (relation.Speaks == ContractVersion.V0)
            {
                JudgeMandatory(ref draft, relation);
            }
            else
            {
                SpokenRules.OnQuiet(ref draft, relation, duties);
            }

            if (relation.IsComplete && !relation.Leaving && relation.Speaks != ContractVersion.Mixed)
            {
                draft.Tally.Check(relation.Speaks == ContractVersion.V1 ? SecretDataClauses.StaysAnswered : DataClauses.StaysComplete, Roles.Provider);
            }

            Forgive(ref draft, i, duties);
        }

        LeftoverRules.OnQuiet(ref draft);
    }

    // A duty that was kept in spite of a change of leader is done; the next one starts afresh.
    private static void Forgive(ref Draft draft, int at, Duties duties)
    {
        RelationState relation = draft.Relations[at];
        if (relation.ProviderOrdeals.HasFlag(Ordeals.LeaderMoved) && duties.Answered(relation) != Duty.Open
            && duties.Shown(relation) != Duty.Open && relation.IsComplete)
        {
            relation = relation with { ProviderOrdeals = relation.ProviderOrdeals & ~Ordeals.LeaderMoved };
            draft.Set(at, relation);
        }

        if (relation.RequirerOrdeals.HasFlag(Ordeals.LeaderMoved) && relation.HasAsked)
        {
            draft.Set(at, relation with { RequirerOrdeals = relation.RequirerOrdeals & ~Ordeals.LeaderMoved });
        }
    }

    private static void JudgeAsked(ref Draft draft, LiveSet clauses, RelationState relation, Duty duty)
    {
        if (duty == Duty.None)
        {
            return;
        }

        if (relation.AskedFirst || (relation.AwaitsProvider && relation.RequirerWaited))
        {
            Duty unprompted = relation.AwaitsProvider ? Duty.Open : duty;
            Say(ref draft, LiveClauses.AskedUnprompted, Roles.Requirer, relation, unprompted, LiveReasons.BothWait, "", relation.Provider);
        }

        if (relation.AwaitsProvider)
        {
            return;
        }

        Reason reason = relation.Speaks == ContractVersion.V1 ? LiveReasons.NotAnnounced : LiveReasons.NotAsked;

        if (relation.RequirerOrdeals.HasFlag(Ordeals.LeaderMoved))
        {
            Say(ref draft, clauses.AskedAfterLeaderChange, Roles.Requirer, relation, duty, reason, ", whose leader changed before");
            return;
        }

        Say(ref draft, clauses.AskedAtOnce, Roles.Requirer, relation, duty, reason);
        if (duty == Duty.Kept || relation.RequirerWaited)
        {
            Say(ref draft, clauses.Asked, Roles.Requirer, relation, duty, reason);
            Ordeal(ref draft, clauses, relation.RequirerOrdeals, Roles.Requirer, relation, duty, reason);
        }
    }

    private static void JudgeAnswered(ref Draft draft, LiveSet clauses, RelationState relation, Duty duty, bool several) => JudgeProvider(
        ref draft, clauses, relation, duty, several, clauses.AnsweredAfterLeaderChange, clauses.Answered,
        relation.HasKeys ? LiveReasons.NoBucket : LiveReasons.NoKeys, ", which was open when its leader changed");

    private static void JudgeShown(ref Draft draft, LiveSet clauses, RelationState relation, Duty duty, bool several) => JudgeProvider(
        ref draft, clauses, relation, duty, several, clauses.LatestAfterLeaderChange, clauses.LatestCredentials,
        LiveReasons.NotLatest, ", issued before its leader changed");

    private static void JudgeProvider(
        ref Draft draft, LiveSet clauses, RelationState relation, Duty duty, bool several, Clause? afterLeaderChange, Clause inTime, Reason reason,
        string leaderChanged)
    {
        if (duty == Duty.None)
        {
            return;
        }

        if (relation.ProviderOrdeals.HasFlag(Ordeals.LeaderMoved))
        {
            Say(ref draft, afterLeaderChange, Roles.Provider, relation, duty, reason, leaderChanged);
            return;
        }

        Say(ref draft, clauses.AnsweredAtOnce, Roles.Provider, relation, duty, reason);
        if (duty == Duty.Kept || relation.ProviderWaited)
        {
            Say(ref draft, inTime, Roles.Provider, relation, duty, reason);
            Ordeal(ref draft, clauses, relation.ProviderOrdeals, Roles.Provider, relation, duty, reason);
            if (several)
            {
                Say(ref draft, clauses.EachRelation, Roles.Provider, relation, duty, reason, ", one of several");
            }
        }
    }

    private static void JudgeSeen(ref Draft draft, LiveSet clauses, RelationState relation, Duties duties)
    {
        foreach (UnitState unit in draft.Units)
        {
            Duty one = duties.Seen(relation, unit);
            if (one != Duty.None)
            {
                Say(ref draft, clauses.EveryUnit, Roles.Requirer, relation, one, LiveReasons.NotSeenByUnit, unit: unit);
            }
        }

        JudgeWithdrawn(ref draft, clauses, relation);
        Duty duty = duties.Seen(relation);
        if (duty == Duty.Kept || (duty == Duty.Open && relation.RequirerWaited))
        {
            Say(ref draft, clauses.LatestCredentials, Roles.Requirer, relation, duty, LiveReasons.NotSeen);
            Ordeal(ref draft, clauses, relation.RequirerOrdeals, Roles.Requirer, relation, duty, LiveReasons.NotSeen);
        }
    }

    private static void JudgeWithdrawn(ref Draft draft, LiveSet clauses, RelationState relation)
    {
        foreach (UnitState unit in draft.Units)
        {
            Duty duty = Duties.SeenWithdrawn(relation, unit);
            if (duty == Duty.Kept || (duty == Duty.Open && relation.RequirerWaited))
            {
                Say(ref draft, clauses.WithdrawnSeen, Roles.Requirer, relation, duty, LiveReasons.WithdrawalNotSeen, unit: unit);
            }
        }
    }

    // While hooks run, a single key is a partial answer; one that stays is an answer without the other.
    private static void JudgeMandatory(ref Draft draft, RelationState relation)
    {
        if (relation.Leaving || relation.HasKeys || (relation.AccessKey is null && relation.SecretKey is null))
        {
            return;
        }

        if (draft.FindApplication(relation.Provider) is var at and >= 0 && !AnswerRules.IsLeftSo(draft.Applications[at].Given, relation))
        {
            string missing = relation.AccessKey is null ? ContractFields.AccessKey : ContractFields.SecretKey;
            draft.Tally.Check(DataClauses.MandatoryFields, Roles.Provider);
            draft.Violate(DataClauses.MandatoryFields, Roles.Provider, relation.Provider, null, relation.Id, LiveReasons.LacksKey, missing);
        }
    }

    private static void Ordeal(ref Draft draft, LiveSet clauses, Ordeals ordeals, Roles role, RelationState relation, Duty duty, Reason reason)
    {
        if (ordeals.HasFlag(Ordeals.Retried))
        {
            Say(ref draft, clauses.AfterRetry, role, relation, duty, reason, ", after a hook was lost and ran again");
        }

        if (ordeals.HasFlag(Ordeals.Scaled))
        {
            Say(ref draft, clauses.AfterScaling, role, relation, duty, reason, ", after units came or went");
        }

        if (relation.Again)
        {
            Say(ref draft, clauses.AfterRelatingAgain, role, relation, duty, reason, ", which is not the first between its ends");
        }
    }

    private static void Say(
        ref Draft draft, Clause? clause, Roles role, RelationState relation, Duty duty, Reason reason, string added = "", string other = "",
        UnitState? unit = null)
    {
        if (clause is null)
        {
            return;
        }

        draft.Tally.Check(clause, role);
        if (duty == Duty.Open)
        {
            string application = role == Roles.Provider ? relation.Provider : relation.Requirer;
            draft.Violate(clause, role, application, null, relation.Id, reason, added, unit is null ? other : unit.Name.ToString());
        }
    }
}
