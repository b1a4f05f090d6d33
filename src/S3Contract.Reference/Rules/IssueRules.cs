using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What an operator, or the scenario in that place, gives an application to work with, and which keys are due for that.</summary>
internal static class IssueRules
{
    /// <summary>The scenario wants an application to hand out these fields from now on.</summary>
    public static void Issue(ref Draft draft, CredentialsIssued issued)
    {
        int at = ModelRules.Deploy(ref draft, issued.Application);
        ApplicationState application = draft.Applications[at];
        string? requirer = issued.Requirer;
        Databag fields = issued.Fields;
        string? accessKey = fields.Get(ContractFields.AccessKey) ?? application.Issued.Get(ContractFields.AccessKey);
        string? secretKey = fields.Get(ContractFields.SecretKey) ?? application.Issued.Get(ContractFields.SecretKey);
        bool keys = fields.ContainsKey(ContractFields.AccessKey) || fields.ContainsKey(ContractFields.SecretKey);
        bool both = accessKey is not null && secretKey is not null;
        application = application with
        {
            Issued = requirer is null ? application.Issued.With(fields) : application.Issued,
            Pairs = keys && both ? KeyPair.Add(application.Pairs, accessKey!, secretKey!, declared: true, requirer) : application.Pairs,
            Delivered = keys ? GivenValues.HasValue(application.Given, accessKey ?? "") || GivenValues.HasValue(application.Given, secretKey ?? "") : application.Delivered,
            Given = new GivenValues([.. fields], null, application.Given) { IsIntention = true, Requirer = requirer },
        };
        draft.Set(at, application);
        SecrecyRules.Learn(ref draft, fields.Get(ContractFields.AccessKey), ContractFields.AccessKey);
        SecrecyRules.Learn(ref draft, fields.Get(ContractFields.SecretKey), ContractFields.SecretKey);
        if (!keys || !both)
        {
            return;
        }

        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationState relation = draft.Relations[i];
            if (string.Equals(relation.Provider, issued.Application, StringComparison.Ordinal)
                && (requirer is null || string.Equals(relation.Requirer, requirer, StringComparison.Ordinal)))
            {
                // What was issued for one relation alone may stay there when something else is issued to all; it need not.
                relation = requirer is null && relation.DueIsOwn
                    ? relation with { AlsoAccessKey = accessKey, AlsoSecretKey = secretKey, ProviderWaited = false }
                    : relation with
                    {
                        DueAccessKey = accessKey,
                        DueSecretKey = secretKey,
                        DueIsOwn = requirer is not null,
                        AlsoAccessKey = null,
                        AlsoSecretKey = null,
                        ProviderWaited = false,
                    };
                if (relation.IsOutdated)
                {
                    draft.Take(draft.Relations[i], Roles.Provider, "issue");
                }

                draft.Set(i, relation);
            }
        }
    }

    /// <summary>An operator gives an application options, action parameters or what is in a secret.</summary>
    /// <param name="draft">The state.</param>
    /// <param name="name">The application.</param>
    /// <param name="pairs">The options, the parameters, the content.</param>
    /// <param name="handover">What they carry out for the scenario; null if the operator gave them by himself.</param>
    /// <param name="onUnit">The unit that is to run the action; below 0 for options.</param>
    /// <param name="secret">The name of the operator's secret that holds them; null for options and parameters.</param>
    public static void Give(
        ref Draft draft, string name, IReadOnlyList<KeyValuePair<string, string>> pairs, Handover? handover, int onUnit, string? secret = null)
    {
        if (draft.FindApplication(name) is not (var at and >= 0))
        {
            return;
        }

        bool byHand = handover is { Kind: HandoverKind.Write };
        ApplicationState application = draft.Applications[at] with { Given = new GivenValues(pairs, handover, draft.Applications[at].Given) };
        string? accessKey = Value(pairs, ContractFields.AccessKey);
        string? secretKey = Value(pairs, ContractFields.SecretKey);
        // What hands over a pair that was issued for one requirer alone does not make it everybody's.
        if (accessKey is not null && secretKey is not null && !byHand && !KeyPair.IsDeclared(application.Pairs, accessKey, secretKey))
        {
            application = application with { Pairs = KeyPair.Add(application.Pairs, accessKey, secretKey, declared: true, requirer: null) };
        }

        string? due = byHand ? null : DueAccessKeyIn(ref draft, application, pairs);
        bool delivers = due is not null;
        bool meddles = !delivers && (Names(pairs, ContractFields.AccessKey) || Names(pairs, ContractFields.SecretKey));
        if (delivers || meddles)
        {
            // Keys other than those last issued: what is due then is no longer known.
            application = application with { Delivered = delivers, KeysIn = secret };
            ResetProviderPatience(ref draft, name);
        }

        draft.Set(at, application);
        if (onUnit < 0)
        {
            ShownFieldRules.Remember(ref draft, at, handover, reached: true);
        }
        else
        {
            var queued = new QueuedAction(pairs, due, meddles, handover);
            draft.Set(onUnit, draft.Units[onUnit] with { Queue = [.. draft.Units[onUnit].Queue, queued] });
        }
    }

    /// <summary>An action begins to run: what it sets is the latest that was given, whatever was given while it waited.</summary>
    public static void Begin(ref Draft draft, int at, QueuedAction action)
    {
        if (action.Handover is { Kind: HandoverKind.Set } handover)
        {
            ApplicationState application = draft.Applications[at];
            draft.Set(at, application with { Given = new GivenValues(action.Parameters, handover, application.Given) });
        }
    }

    /// <summary>An action has run, or was lost on the way: what it was to hand over has reached the charm, or has not.</summary>
    /// <param name="draft">The state.</param>
    /// <param name="at">The application.</param>
    /// <param name="action">The action.</param>
    /// <param name="reached">Did it succeed, on a unit that led?</param>
    public static void Run(ref Draft draft, int at, QueuedAction action, bool reached)
    {
        if (!reached && action.AccessKey is { } accessKey)
        {
            Undo(ref draft, at, accessKey);
        }

        ShownFieldRules.Remember(ref draft, at, action.Handover, reached);
        if (action is { Handover.Kind: HandoverKind.Set, Meddles: true })
        {
            Forget(ref draft, at);
        }
    }

    // With keys set one by one it is not known which are due; what is issued next is.
    private static void Forget(ref Draft draft, int at)
    {
        ApplicationState application = draft.Applications[at];
        draft.Set(at, application with { Issued = application.Issued.With(ContractFields.AccessKey, "").With(ContractFields.SecretKey, "") });
        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationState relation = draft.Relations[i];
            if (string.Equals(relation.Provider, application.Name, StringComparison.Ordinal) && relation.DueAccessKey is not null)
            {
                draft.Set(i, relation with { DueAccessKey = null, DueSecretKey = null, AlsoAccessKey = null, AlsoSecretKey = null });
            }
        }
    }

    /// <summary>Keys that never reached a leader (the action that hands them over failed, or ran on a unit that led no longer) are not
    /// due.</summary>
    private static void Undo(ref Draft draft, int at, string accessKey)
    {
        ApplicationState application = draft.Applications[at];
        if (string.Equals(application.Issued.Get(ContractFields.AccessKey), accessKey, StringComparison.Ordinal))
        {
            draft.Set(at, application with { Issued = application.Issued.With(ContractFields.AccessKey, "").With(ContractFields.SecretKey, "") });
        }

        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationState relation = draft.Relations[i];
            if (string.Equals(relation.Provider, application.Name, StringComparison.Ordinal)
                && (string.Equals(relation.DueAccessKey, accessKey, StringComparison.Ordinal)
                    || string.Equals(relation.AlsoAccessKey, accessKey, StringComparison.Ordinal)))
            {
                draft.Set(i, relation with { DueAccessKey = null, DueSecretKey = null, AlsoAccessKey = null, AlsoSecretKey = null });
            }
        }
    }

    /// <summary>A unit is gone, and with it the actions that it was to run.</summary>
    public static void RemoveQueued(ref Draft draft, UnitState unit)
    {
        if (draft.FindApplication(unit.Name.Application) is not (var at and >= 0))
        {
            return;
        }

        foreach (QueuedAction action in unit.Queue)
        {
            Run(ref draft, at, action, reached: false);
        }
    }

    // Which of the keys that are due are in these parameters.
    private static string? DueAccessKeyIn(
        ref Draft draft, ApplicationState application, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (application.Issued.Get(ContractFields.AccessKey) is { } issued
            && (GivenValues.Holds(pairs, issued) || GivenValues.Holds(pairs, application.Issued.Get(ContractFields.SecretKey))))
        {
            return issued;
        }

        foreach (RelationState relation in draft.Relations)
        {
            if (string.Equals(relation.Provider, application.Name, StringComparison.Ordinal)
                && (GivenValues.Holds(pairs, relation.DueAccessKey) || GivenValues.Holds(pairs, relation.DueSecretKey)))
            {
                return relation.DueAccessKey;
            }
        }

        return null;
    }

    /// <summary>What an application is to do has changed: it is given time anew.</summary>
    public static void ResetProviderPatience(ref Draft draft, string application)
    {
        for (int i = 0; i < draft.Relations.Length; i++)
        {
            if (draft.Relations[i].ProviderWaited && string.Equals(draft.Relations[i].Provider, application, StringComparison.Ordinal))
            {
                draft.Set(i, draft.Relations[i] with { ProviderWaited = false });
            }
        }
    }

    private static bool Names(IReadOnlyList<KeyValuePair<string, string>> pairs, string key)
    {
        for (int i = 0; i < pairs.Count; i++)
        {
            if (string.Equals(pairs[i].Key, key, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Value(IReadOnlyList<KeyValuePair<string, string>> pairs, string key)
    {
        for (int i = 0; i < pairs.Count; i++)
        {
            if (string.Equals(pairs[i].Key, key, StringComparison.Ordinal) && pairs[i].Value.Length > 0)
            {
                return pairs[i].Value;
            }
        }

        return null;
    }
}
