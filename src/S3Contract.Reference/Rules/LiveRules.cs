using S3Contract.Reference.Charts;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What has happened once the model is quiet: duties are looked at only then.</summary>
internal static class LiveRules
{
    private static readonly string[] _asks = ["a bucket is asked for"];
    private static readonly string[] _answers = ["bucket, access-key and secret-key are there"];
    private static readonly string[] _latest = ["the keys issued last are there"];
    private static readonly string[] _seesNone = ["a hook reads that they are gone"];
    private static readonly string[] _sees = ["a hook reads them", "credentials-changed is emitted with them"];

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

        string phase = link.Phase is "outside" ? draft.Take(Chart.RequirerUnit, "outside", "enter", "waiting") : link.Phase;
        if (relation.HasKeys)
        {
            string trigger = phase is "informed" ? "see other credentials" : "see credentials";
            phase = draft.Take(Chart.RequirerUnit, phase, trigger, phase);
        }

        draft.Set(view.Unit, unit.With(link with { Seen = relation.Version, Phase = phase }));
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
            var duties = new LiveDuties(draft.Applications, draft.Relations, draft.Units);
            JudgeAsked(ref draft, relation, duties.Asked(relation));
            bool several = duties.IsOneOfSeveral(relation);
            JudgeAnswered(ref draft, relation, duties.Answered(relation), several);
            JudgeShown(ref draft, relation, duties.Shown(relation), several);
            ShownFieldRules.OnQuiet(ref draft, relation, duties);
            JudgeSeen(ref draft, relation, duties);
            JudgeMandatory(ref draft, relation);
            if (relation.IsComplete && !relation.Leaving)
            {
                draft.Findings.Check(DataClauses.StaysComplete, Roles.Provider);
            }

            Forgive(ref draft, i, duties);
        }
    }

    // A duty that was kept in spite of a change of leader is done; the next one starts afresh.
    private static void Forgive(ref Draft draft, int at, LiveDuties duties)
    {
        RelationState relation = draft.Relations[at];
        if (relation.ProviderOrdeals.HasFlag(Ordeals.LeaderMoved) && duties.Answered(relation) != Duty.Open
            && duties.Shown(relation) != Duty.Open && relation.IsComplete)
        {
            relation = relation with { ProviderOrdeals = relation.ProviderOrdeals & ~Ordeals.LeaderMoved };
            draft.Set(at, relation);
        }

        if (relation.RequirerOrdeals.HasFlag(Ordeals.LeaderMoved) && relation.Asked is not null)
        {
            draft.Set(at, relation with { RequirerOrdeals = relation.RequirerOrdeals & ~Ordeals.LeaderMoved });
        }
    }

    private static void JudgeAsked(ref Draft draft, RelationState relation, Duty duty)
    {
        if (duty == Duty.None)
        {
            return;
        }

        const string observed = "no bucket is asked for";
        if (relation.AskedFirst || (relation.AwaitsProvider && relation.RequirerWaited))
        {
            string both = $"the model is quiet, and {relation.Requirer} and {relation.Provider} wait for each other on relation {relation.Id}";
            Say(ref draft, LiveClauses.AskedUnprompted, Roles.Requirer, relation, duty, both, _asks, observed);
        }

        if (relation.AwaitsProvider)
        {
            return;
        }

        string message = duty == Duty.Kept ? "" : $"the model is quiet, and {relation.Requirer} has not asked for a bucket on relation {relation.Id}";
        if (relation.RequirerOrdeals.HasFlag(Ordeals.LeaderMoved))
        {
            Say(ref draft, LiveClauses.AskedAfterLeaderChange, Roles.Requirer, relation, duty, message + ", whose leader changed before", _asks, observed);
            return;
        }

        Say(ref draft, LiveClauses.AskedAtOnce, Roles.Requirer, relation, duty, message, _asks, observed);
        if (duty == Duty.Kept || relation.RequirerWaited)
        {
            Say(ref draft, LiveClauses.Asked, Roles.Requirer, relation, duty, message, _asks, observed);
            Ordeal(ref draft, relation.RequirerOrdeals, Roles.Requirer, relation, duty, message, _asks, observed);
        }
    }

    private static void JudgeAnswered(ref Draft draft, RelationState relation, Duty duty, bool several)
    {
        if (duty == Duty.None)
        {
            return;
        }

        string observed = relation.HasKeys ? "the bucket is missing" : "no keys are there";
        string message = duty == Duty.Kept ? "" : $"the model is quiet, and {relation.Provider} has not answered relation {relation.Id}";
        if (relation.ProviderOrdeals.HasFlag(Ordeals.LeaderMoved))
        {
            Say(
                ref draft, LiveClauses.AnsweredAfterLeaderChange, Roles.Provider, relation, duty,
                message + ", which was open when its leader changed", _answers, observed);
            return;
        }

        Say(ref draft, LiveClauses.AnsweredAtOnce, Roles.Provider, relation, duty, message, _answers, observed);
        if (duty == Duty.Kept || relation.ProviderWaited)
        {
            Say(ref draft, LiveClauses.Answered, Roles.Provider, relation, duty, message, _answers, observed);
            Ordeal(ref draft, relation.ProviderOrdeals, Roles.Provider, relation, duty, message, _answers, observed);
            if (several)
            {
                Say(
                    ref draft, IsolationClauses.EachRelation, Roles.Provider, relation, duty, message + ", one of several", _answers,
                    observed);
            }
        }
    }

    private static void JudgeShown(ref Draft draft, RelationState relation, Duty duty, bool several)
    {
        if (duty == Duty.None)
        {
            return;
        }

        const string observed = "other keys are there";
        string message = duty == Duty.Kept ? "" : $"the model is quiet, and {relation.Provider} does not show the keys issued last on relation {relation.Id}";
        if (relation.ProviderOrdeals.HasFlag(Ordeals.LeaderMoved))
        {
            Say(
                ref draft, LiveClauses.LatestAfterLeaderChange, Roles.Provider, relation, duty,
                message + ", issued before its leader changed", _latest, observed);
            return;
        }

        Say(ref draft, LiveClauses.AnsweredAtOnce, Roles.Provider, relation, duty, message, _latest, observed);
        if (duty == Duty.Kept || relation.ProviderWaited)
        {
            Say(ref draft, LiveClauses.LatestCredentials, Roles.Provider, relation, duty, message, _latest, observed);
            Ordeal(ref draft, relation.ProviderOrdeals, Roles.Provider, relation, duty, message, _latest, observed);
            if (several)
            {
                Say(
                    ref draft, IsolationClauses.EachRelation, Roles.Provider, relation, duty, message + ", one of several", _latest, observed);
            }
        }
    }

    private static void JudgeSeen(ref Draft draft, RelationState relation, LiveDuties duties)
    {
        const string observed = "nothing shows that they were seen";
        foreach (UnitState unit in draft.Units)
        {
            Duty one = duties.Seen(relation, unit);
            if (one != Duty.None)
            {
                Say(
                    ref draft, LiveClauses.EveryUnit, Roles.Requirer, relation, one,
                    one == Duty.Kept ? "" : $"the model is quiet, and {unit.Name} has not seen the keys shown on relation {relation.Id}", _sees,
                    observed);
            }
        }

        JudgeWithdrawn(ref draft, relation);
        Duty duty = duties.Seen(relation);
        if (duty == Duty.Kept || (duty == Duty.Open && relation.RequirerWaited))
        {
            string message = duty == Duty.Kept ? "" : $"the model is quiet, and no unit of {relation.Requirer} has seen the keys shown on relation {relation.Id}";
            Say(ref draft, LiveClauses.LatestCredentials, Roles.Requirer, relation, duty, message, _sees, observed);
            Ordeal(ref draft, relation.RequirerOrdeals, Roles.Requirer, relation, duty, message, _sees, observed);
        }
    }

    private static void JudgeWithdrawn(ref Draft draft, RelationState relation)
    {
        foreach (UnitState unit in draft.Units)
        {
            Duty duty = LiveDuties.SeenWithdrawn(relation, unit);
            if (duty == Duty.Kept || (duty == Duty.Open && relation.RequirerWaited))
            {
                Say(
                    ref draft, LiveClauses.WithdrawnSeen, Roles.Requirer, relation, duty,
                    $"the model is quiet, and {unit.Name} has not seen that the keys on relation {relation.Id} were taken back", _seesNone,
                    "nothing shows that it was seen");
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
            draft.Fail(
                DataClauses.MandatoryFields, Roles.Provider, relation.Provider, null, relation.Id,
                $"the model is quiet, and the answer on relation {relation.Id} lacks \"{missing}\"", _answers, $"\"{missing}\" is missing");
        }
    }

    private static void Ordeal(
        ref Draft draft, Ordeals ordeals, Roles role, RelationState relation, Duty duty, string message, string[] allowed, string observed)
    {
        if (ordeals.HasFlag(Ordeals.Retried))
        {
            Say(ref draft, LiveClauses.AfterRetry, role, relation, duty, message + ", after a hook was lost and ran again", allowed, observed);
        }

        if (ordeals.HasFlag(Ordeals.Scaled))
        {
            Say(ref draft, LiveClauses.AfterScaling, role, relation, duty, message + ", after units came or went", allowed, observed);
        }

        if (relation.Again)
        {
            Say(
                ref draft, LiveClauses.AfterRelatingAgain, role, relation, duty, message + ", which is not the first between its ends", allowed,
                observed);
        }
    }

    private static void Say(
        ref Draft draft, Clause clause, Roles role, RelationState relation, Duty duty, string message, string[] allowed, string observed)
    {
        draft.Findings.Check(clause, role);
        if (duty == Duty.Open)
        {
            draft.Findings.Violate(
                clause, role, draft.Step, role == Roles.Provider ? relation.Provider : relation.Requirer, null, relation.Id, message, allowed,
                observed);
        }
    }
}
