using S3Contract.Reference.Charts;
using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What a change of the model means for the state. Only the end of a settle is judged here.</summary>
internal static class ModelRules
{
    public static void Apply(ref Draft draft, ModelChange change)
    {
        switch (change)
        {
            case ModelQuiet:
                LiveRules.OnQuiet(ref draft);
                CalmRules.OnQuiet(ref draft);
                return;
            case ModelRestless restless:
                CalmRules.OnRestless(ref draft, restless.Hooks);
                return;
            case FaultArmed armed:
                if (draft.FindUnit(armed.Unit) is var target and >= 0)
                {
                    draft.Set(target, draft.Units[target] with { Fault = armed.Fault });
                }

                return;
            case OperationRefused:
                return;
        }

        draft.Changes++;
        CalmRules.OnChange(ref draft);
        switch (change)
        {
            case ApplicationDeployed deployed:
                int fresh = Deploy(ref draft, deployed.Application);
                draft.Set(fresh, draft.Applications[fresh] with { MakesOwnKeys = deployed.MakesOwnKeys is true });
                Name(ref draft, fresh, deployed.Role);
                break;
            case CharmRefreshed refreshed:
                SpokenRules.OnRefresh(ref draft, refreshed.Application);
                break;
            case ApplicationRemoved removed:
                RemoveApplication(ref draft, removed.Application);
                break;
            case UnitAdded added:
                AddUnit(ref draft, added.Unit);
                break;
            case UnitRemoved removed:
                RemoveUnit(ref draft, removed.Unit);
                break;
            case UnitGone gone:
                if (draft.FindUnit(gone.Unit) is var at and >= 0)
                {
                    IssueRules.RemoveQueued(ref draft, draft.Units[at]);
                    draft.RemoveUnitAt(at);
                }

                break;
            case RelationAdded added:
                Relate(ref draft, added);
                break;
            case RelationRemoved removed:
                Part(ref draft, removed.Relation);
                break;
            case RelationGone gone:
                End(ref draft, gone.Relation);
                break;
            case S3Changed changed:
                UseRules.OnChange(ref draft, changed);
                break;
            case LeaderMoved moved:
                MoveLeader(ref draft, moved);
                break;
            case ConfigChanged config:
                IssueRules.Give(ref draft, config.Application, Given(config), config.Handover, onUnit: -1);
                break;
            case ActionQueued action:
                IssueRules.Give(
                    ref draft, action.Unit.Application, action.Parameters, action.Handover, onUnit: draft.FindUnit(action.Unit));
                break;
            case UserSecretSet set:
                UserSecretRules.OnSet(ref draft, set);
                break;
            case UserSecretAccess access:
                UserSecretRules.OnAccess(ref draft, access);
                break;
            case UserSecretRemoved removed:
                UserSecretRules.OnRemoved(ref draft, removed);
                break;
            case CredentialsIssued issued:
                IssueRules.Issue(ref draft, issued);
                break;
            case HookResolved resolved:
                Resolve(ref draft, resolved);
                break;
        }
    }

    /// <summary>The application of this name, which comes into being if it is new or was removed.</summary>
    public static int Deploy(ref Draft draft, string name)
    {
        int at = draft.FindApplication(name);
        if (at < 0)
        {
            draft.Add(new ApplicationState(name));
            return draft.Applications.Length - 1;
        }

        if (draft.Applications[at].Removed)
        {
            draft.Set(at, draft.Applications[at] with { Removed = false, Leader = null, Delivered = false, KeysIn = null, MayRead = [], Issued = Databag.Empty, Wishes = [], Ended = [], HadMishap = false, Given = null, Lacks = null });
        }

        return at;
    }

    private static void RemoveApplication(ref Draft draft, string name)
    {
        if (draft.FindApplication(name) is var at and >= 0)
        {
            draft.Set(at, draft.Applications[at] with { Removed = true });
        }

        for (int i = 0; i < draft.Relations.Length; i++)
        {
            if (draft.Relations[i].RoleOf(name) != Roles.None)
            {
                Part(ref draft, draft.Relations[i].Id);
            }
        }

        for (int i = 0; i < draft.Units.Length; i++)
        {
            if (string.Equals(draft.Units[i].Name.Application, name, StringComparison.Ordinal))
            {
                draft.Set(i, draft.Units[i] with { Removed = true });
            }
        }
    }

    private static void AddUnit(ref Draft draft, UnitName unit)
    {
        Deploy(ref draft, unit.Application);
        if (draft.FindUnit(unit) < 0)
        {
            draft.Add(new UnitState(unit));
        }

        Scale(ref draft, unit.Application);
    }

    private static void RemoveUnit(ref Draft draft, UnitName unit)
    {
        if (draft.FindUnit(unit) is var at and >= 0)
        {
            draft.Set(at, draft.Units[at] with { Removed = true });
        }

        Scale(ref draft, unit.Application);
    }

    private static void Scale(ref Draft draft, string application)
    {
        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationState relation = draft.Relations[i];
            if (relation.RoleOf(application) == Roles.None)
            {
                continue;
            }

            draft.Take(relation, "units change");
            draft.Set(i, relation with
            {
                ProviderOrdeals = relation.ProviderOrdeals | Ordeals.Scaled,
                RequirerOrdeals = relation.RequirerOrdeals | Ordeals.Scaled,
            });
        }
    }

    private static void Relate(ref Draft draft, RelationAdded added)
    {
        if (!added.IsPeer && !string.Equals(added.Interface, "s3", StringComparison.Ordinal))
        {
            draft.OtherRelations = [.. draft.OtherRelations, added.Relation];
            return;
        }

        if (!string.Equals(added.Interface, "s3", StringComparison.Ordinal)
            || string.Equals(added.Provider, added.Requirer, StringComparison.Ordinal)
            || draft.FindRelation(added.Relation) >= 0)
        {
            return;
        }

        int provider = Deploy(ref draft, added.Provider);
        int requirer = Deploy(ref draft, added.Requirer);
        Name(ref draft, provider, Roles.Provider);
        Name(ref draft, requirer, Roles.Requirer);
        string ends = $"{added.Provider}:{added.ProviderEndpoint} {added.Requirer}:{added.RequirerEndpoint}";
        bool again = Array.IndexOf(draft.RelatedBefore, ends) >= 0;
        if (!again)
        {
            draft.RelatedBefore = [.. draft.RelatedBefore, ends];
        }

        Databag issued = draft.Applications[provider].Issued;
        bool both = issued.Get(ContractFields.AccessKey) is not null && issued.Get(ContractFields.SecretKey) is not null;
        draft.Add(new RelationState(added.Relation, added.Provider, added.ProviderEndpoint, added.Requirer, added.RequirerEndpoint)
        {
            Again = again,
            ProviderSpeaks = draft.Pins.Provider,
            RequirerSpeaks = draft.Pins.Requirer,
            Pinned = (draft.Pins.Provider == ContractVersion.Any ? Roles.None : Roles.Provider)
                | (draft.Pins.Requirer == ContractVersion.Any ? Roles.None : Roles.Requirer),
            DueAccessKey = both ? issued.Get(ContractFields.AccessKey) : null,
            DueSecretKey = both ? issued.Get(ContractFields.SecretKey) : null,
        });
        foreach (Chart chart in (Chart[])[Chart.Provider, Chart.Requirer, Chart.ProviderV1, Chart.RequirerV1])
        {
            draft.Take(chart, "unrelated", "relate");
        }
    }

    private static void Name(ref Draft draft, int application, Roles role)
    {
        if (!draft.Applications[application].Role.HasFlag(role))
        {
            draft.Set(application, draft.Applications[application] with { Role = draft.Applications[application].Role | role });
        }
    }

    private static void Part(ref Draft draft, RelationId id)
    {
        if (draft.FindRelation(id) is var at and >= 0 && !draft.Relations[at].Leaving)
        {
            draft.Take(draft.Relations[at], "remove");
            draft.Set(at, draft.Relations[at] with { Leaving = true });
        }
    }

    private static void End(ref Draft draft, RelationId id)
    {
        if (draft.FindRelation(id) is var at and >= 0)
        {
            draft.Take(draft.Relations[at], "end");
            IsolationRules.OnEnd(ref draft, draft.Relations[at]);
            LeftoverRules.OnEnd(ref draft, draft.Relations[at]);
            draft.RemoveRelationAt(at);
        }
    }

    private static void MoveLeader(ref Draft draft, LeaderMoved moved)
    {
        int application = Deploy(ref draft, moved.Application);
        draft.Set(application, draft.Applications[application] with
        {
            Leader = moved.To,
            HadMishap = draft.Applications[application].HadMishap || moved.From is not null,
        });
        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationState relation = draft.Relations[i];
            if (string.Equals(relation.Provider, moved.Application, StringComparison.Ordinal))
            {
                bool open = (relation.HasAsked && !relation.IsComplete) || relation.IsOutdated;
                draft.Set(i, relation with
                {
                    ProviderOrdeals = relation.ProviderOrdeals | (open && moved.From is not null ? Ordeals.LeaderMoved : Ordeals.None),
                    ProviderWaited = false,
                });
                TakeMove(ref draft, relation, Roles.Provider, moved);
            }
            else if (string.Equals(relation.Requirer, moved.Application, StringComparison.Ordinal))
            {
                draft.Set(i, relation with
                {
                    RequirerOrdeals = relation.RequirerOrdeals
                        | (!relation.HasAsked && moved.From is not null ? Ordeals.LeaderMoved : Ordeals.None),
                    RequirerWaited = false,
                });
                TakeMove(ref draft, relation, Roles.Requirer, moved);
            }
        }
    }

    private static void TakeMove(ref Draft draft, RelationState relation, Roles side, LeaderMoved moved)
    {
        if (moved.From is not null)
        {
            draft.Take(relation, side, "leader moves");
        }
    }

    // What is reset is taken back, as by an empty value.
    private static IReadOnlyList<KeyValuePair<string, string>> Given(ConfigChanged config) => config.Reset is { } reset
        ? [.. config.Options, .. reset.Select(name => new KeyValuePair<string, string>(name, ""))]
        : config.Options;

    private static void Resolve(ref Draft draft, HookResolved resolved)
    {
        if (draft.FindUnit(resolved.Unit) is not (var unit and >= 0))
        {
            return;
        }

        if (!resolved.Retry)
        {
            draft.Set(unit, draft.Units[unit] with { InError = false });
            if (draft.FindApplication(resolved.Unit.Application) is var at and >= 0)
            {
                draft.Set(at, draft.Applications[at] with { Skipped = true });
            }
        }
    }
}
