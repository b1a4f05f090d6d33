using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>The secrets of Juju in which providers hand over keys: what hooks make of them, and what a relation that shows one needs of it.</summary>
internal static class SharedSecretRules
{
    // In this order Juju changes secrets when a hook has succeeded; where it refuses a change, it keeps what it has done by then.
    private static readonly string[] s_flush = ["removing secrets", "creating secrets", "updating secrets", "granting secrets access", "revoking secrets access"];

    /// <summary>Takes in what a hook did to secrets: one that succeeded, before what it wrote into databags, or one whose other changes were refused.</summary>
    public static void Take(ref Draft draft, ref HookView view)
    {
        CharmSecret[] before = draft.CharmSecrets;
        int kept = KeptBy(view.Step);
        foreach (HookEntry entry in view.Step.Entries)
        {
            switch (entry)
            {
                case { } refused when kept < s_flush.Length && StepOf(ref draft, refused) > kept:
                    break;
                case SecretWrite write:
                    Write(ref draft, ref view, write);
                    break;
                case SecretAccess access when draft.FindSecret(CharmSecret.IdIn(access.Secret)) is var at and >= 0:
                    CharmSecret known = draft.CharmSecrets[at];
                    ReadGrant[] others = Array.FindAll(known.Grants, grant => !string.Equals(grant.Subject, access.Subject, StringComparison.Ordinal));
                    draft.Set(at, known with { Grants = access.Granted ? [.. others, new ReadGrant(access.Subject, access.Relation)] : others });
                    break;
                case SecretRemoval { Revision: null } removal when draft.FindSecret(CharmSecret.IdIn(removal.Secret)) is var at and >= 0:
                    LeftoverRules.OnRemoved(ref draft, draft.CharmSecrets[at]);
                    draft.Set(at, draft.CharmSecrets[at] with { Removed = true });
                    break;
            }
        }

        if (view.Committed)
        {
            JudgeNeed(ref draft, ref view, before);
        }
    }

    // The last of the steps of which something took effect. What was refused within it is not told from what was not: a charm is not blamed for that.
    private static int KeptBy(HookStep step) => step.Outcome is not HookOutcome.CommitRefused ? s_flush.Length
        : Array.FindIndex(s_flush, kind => step.Failure?.Contains(kind, StringComparison.Ordinal) == true) is >= 0 and var at ? at
        : s_flush.Length;

    private static int StepOf(ref Draft draft, HookEntry entry) => entry switch
    {
        SecretRemoval => 0,
        SecretWrite write => draft.FindSecret(CharmSecret.IdIn(write.Secret)) < 0 ? 1 : 2,
        SecretAccess access => access.Granted ? 3 : 4,
        _ => -1,
    };

    /// <summary>A hook has changed secrets: judges what that means for each relation that shows one.</summary>
    public static void Settle(ref Draft draft, ref HookView view)
    {
        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationState relation = draft.Relations[i];
            if (relation.Secret is { } id && string.Equals(relation.Provider, view.Name, StringComparison.Ordinal)
                && draft.FindSecret(id) is var at and >= 0)
            {
                AnswerRules.OnSecret(ref draft, ref view, i);
                JudgeContent(ref draft, ref view, draft.Relations[i], draft.CharmSecrets[at]);
            }
        }
    }

    /// <summary>Judges an answer between two sides of version 1.</summary>
    public static void OnAnswer(ref Draft draft, ref HookView view, RelationState before, RelationState after)
    {
        if (!string.Equals(before.Secret, after.Secret, StringComparison.Ordinal))
        {
            if (after.Secret is not null)
            {
                JudgeShown(ref draft, ref view, after);
            }

            if (before.Secret is { } old && after.Secret is not null && draft.FindSecret(old) is var at and >= 0 && !IsShownElsewhere(ref draft, old, after.Id))
            {
                draft.Set(at, draft.CharmSecrets[at] with { Replaced = true, MayBeGone = false });
            }
        }

        if (before is { HasKeys: true, InSecret: true })
        {
            draft.Tally.Check(SecretDataClauses.StaysAnswered, Roles.Provider);
            bool byOperator = view.Hook.Kind is HookKind.Action or HookKind.ConfigChanged;

            // Where only a unit goes its relation-broken comes too, and the relation goes on; a unit that was not told so cannot know.
            bool told = view.Hook.Kind != HookKind.RelationBroken || view.Hook.Relation != after.Id || draft.Units[view.Unit].Link(after.Id) is { ToldToGo: true };
            if (after.AccessKey is null && after.SecretKey is null && !byOperator && !after.Leaving && told)
            {
                view.Violate(ref draft, SecretDataClauses.StaysAnswered, Roles.Provider, after.Id, SecretReasons.TakenBack);
            }
        }
    }

    /// <summary>Judges what a hook has put in clear into the databag of a relation between two sides of version 1.</summary>
    public static void OnClear(ref Draft draft, ref HookView view, RelationState relation, DatabagCommit commit)
    {
        if (!relation.AsksForSecrets || view.Handover is { Kind: HandoverKind.Write })
        {
            return;
        }

        draft.Tally.Check(SecretDataClauses.KeysOnlyInSecret, Roles.Provider);
        foreach (string key in new[] { ContractFields.AccessKey, ContractFields.SecretKey })
        {
            if (commit.After.Get(key) is { } value && !string.Equals(value, commit.Before.Get(key), StringComparison.Ordinal))
            {
                view.Violate(ref draft, SecretDataClauses.KeysOnlyInSecret, Roles.Provider, relation.Id, SpokenReasons.KeyInClear, key);
            }
        }
    }

    /// <summary>Judges, once the model is quiet, who may read the secret that a relation shows.</summary>
    public static void OnQuiet(ref Draft draft, RelationState relation)
    {
        if (relation.Secret is not { } id || draft.FindSecret(id) is not (var at and >= 0) || draft.CharmSecrets[at].Removed)
        {
            return;
        }

        CharmSecret secret = draft.CharmSecrets[at];
        foreach (UnitState unit in draft.Units)
        {
            if (Duties.IsHealthy(unit, relation.Requirer))
            {
                draft.Tally.Check(SecretDataClauses.EveryUnitReads, Roles.Provider);
                if (!secret.IsReadableBy(unit.Name))
                {
                    draft.Violate(
                        SecretDataClauses.EveryUnitReads, Roles.Provider, relation.Provider, null, relation.Id, SecretReasons.UnitMayNotRead, unit.Name.ToString());
                }
            }
        }
    }

    private static void Write(ref Draft draft, ref HookView view, SecretWrite write)
    {
        string id = CharmSecret.IdIn(write.Secret);
        int at = draft.FindSecret(id);
        CharmSecret secret = at >= 0 ? draft.CharmSecrets[at] : new CharmSecret(id, view.Name, string.Equals(write.Owner, "unit", StringComparison.Ordinal));
        if (write.Content.Count > 0)
        {
            secret = secret with { Content = Databag.From(write.Content) };
            SecrecyRules.Learn(ref draft, secret.Content.Get(ContractFields.AccessKey), ContractFields.AccessKey);
            SecrecyRules.Learn(ref draft, secret.Content.Get(ContractFields.SecretKey), ContractFields.SecretKey);
        }

        secret = write.Label is { } label ? secret with { Label = label } : secret;
        if (at >= 0)
        {
            draft.Set(at, secret);
        }
        else
        {
            draft.Add(secret);
        }
    }

    // A secret that was set to what it held; the first write of each secret tells that it was set at all.
    private static void JudgeNeed(ref Draft draft, ref HookView view, CharmSecret[] before)
    {
        foreach (CharmSecret old in before)
        {
            if (!HoldsKeys(old) || !Array.Exists([.. view.Step.Entries], entry => entry is SecretWrite { Content.Count: > 0 } write
                && string.Equals(CharmSecret.IdIn(write.Secret), old.Id, StringComparison.Ordinal)))
            {
                continue;
            }

            draft.Tally.Check(CalmClauses.NoNeedlessRevision, Roles.Provider);
            if (draft.CharmSecrets[draft.FindSecret(old.Id)].Content.Equals(old.Content))
            {
                view.Violate(ref draft, CalmClauses.NoNeedlessRevision, Roles.Provider, RelationOf(ref draft, old.Id), SecretReasons.SetToTheSame);
            }
            else
            {
                draft.Changes++;
            }
        }
    }

    private static void JudgeShown(ref Draft draft, ref HookView view, RelationState relation)
    {
        string uri = relation.Answer.Get(ContractFields.SecretExtra)!;
        int at = draft.FindSecret(relation.Secret!);
        CharmSecret? secret = at < 0 ? null : draft.CharmSecrets[at];
        draft.Tally.Check(SecretDataClauses.SecretExtra, Roles.Provider);
        if (!CharmSecret.IsUri(uri) || secret is null or { Removed: true } || !string.Equals(secret.Application, relation.Provider, StringComparison.Ordinal))
        {
            view.Violate(ref draft, SecretDataClauses.SecretExtra, Roles.Provider, relation.Id, SecretReasons.NoSecret, DataReasons.Shorten(uri));
            return;
        }

        view.Require(
            ref draft, SecretDataClauses.OwnedByApplication, Roles.Provider, relation.Id, !secret.OfUnit, SecretReasons.OfUnit);
        string label = $"{relation.ProviderEndpoint}.{relation.Id}.extra.secret";
        view.Require(
            ref draft, SecretDataClauses.Label, Roles.Provider, relation.Id, string.Equals(secret.Label, label, StringComparison.Ordinal), SecretReasons.OtherLabel,
            label, secret.Label ?? "");
        view.Require(
            ref draft, AtomicityClauses.ReadableWhenShown, Roles.Provider, relation.Id, secret.IsReadableBy(relation.Requirer), SecretReasons.NotReadable);
        view.Require(
            ref draft, IsolationClauses.OwnSecret, Roles.Provider, relation.Id, !IsShownElsewhere(ref draft, secret.Id, relation.Id), SecretReasons.SharedSecret);
        JudgeContent(ref draft, ref view, relation, secret);
    }

    private static void JudgeContent(ref Draft draft, ref HookView view, RelationState relation, CharmSecret secret)
    {
        if (secret.Removed || relation.Speaks != ContractVersion.V1)
        {
            return;
        }

        draft.Tally.Check(AtomicityClauses.SecretHoldsBoth, Roles.Provider);
        string? lacking = !secret.Content.ContainsKey(ContractFields.AccessKey) ? ContractFields.AccessKey
            : !secret.Content.ContainsKey(ContractFields.SecretKey) ? ContractFields.SecretKey
            : null;
        if (lacking is not null)
        {
            view.Violate(ref draft, AtomicityClauses.SecretHoldsBoth, Roles.Provider, relation.Id, SecretReasons.LacksKey, lacking);
        }

        draft.Tally.Check(IsolationClauses.SecretForItsRelationAlone, Roles.Provider);
        foreach (ReadGrant grant in secret.Grants)
        {
            if (!grant.IsTo(relation.Requirer) && !IsShownTo(ref draft, secret.Id, grant))
            {
                view.Violate(ref draft, IsolationClauses.SecretForItsRelationAlone, Roles.Provider, relation.Id, SecretReasons.GrantedElsewhere, grant.Subject);
            }
        }
    }

    private static bool HoldsKeys(CharmSecret secret) =>
        secret.Content.ContainsKey(ContractFields.AccessKey) || secret.Content.ContainsKey(ContractFields.SecretKey);

    private static RelationId? RelationOf(ref Draft draft, string id)
    {
        foreach (RelationState relation in draft.Relations)
        {
            if (string.Equals(relation.Secret, id, StringComparison.Ordinal))
            {
                return relation.Id;
            }
        }

        return null;
    }

    private static bool IsShownElsewhere(ref Draft draft, string id, RelationId here)
    {
        foreach (RelationState relation in draft.Relations)
        {
            if (relation.Id != here && string.Equals(relation.Secret, id, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsShownTo(ref Draft draft, string id, ReadGrant grant)
    {
        foreach (RelationState relation in draft.Relations)
        {
            if (string.Equals(relation.Secret, id, StringComparison.Ordinal) && grant.IsTo(relation.Requirer))
            {
                return true;
            }
        }

        return false;
    }
}
