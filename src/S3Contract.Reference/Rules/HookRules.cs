using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>A hook as the rules look at it.</summary>
internal ref struct HookView
{
    public required HookStep Step { get; init; }

    /// <summary>The index of the unit.</summary>
    public required int Unit { get; init; }

    /// <summary>The index of its application.</summary>
    public required int Application { get; init; }

    /// <summary>The index of the hook's relation; below 0 if the hook is about no relation of the interface.</summary>
    public required int Relation { get; init; }

    /// <summary>Did what it changed take effect?</summary>
    public required bool Committed { get; init; }

    /// <summary>Was a fault injected into it, so that its failure is not the charm's?</summary>
    public required bool Faulted { get; init; }

    /// <summary>Did the unit lead when it began, or was it told so later, and not told otherwise since?</summary>
    public bool Leads { get; set; }

    /// <summary>Was it refused what only a leader may do, without having lost leadership on the way?</summary>
    public bool RefusedAsFollower { get; set; }

    /// <summary>Was it refused what only a leader may do, although it was told that it leads?</summary>
    public bool LostLeadership { get; set; }

    /// <summary>How many credentials-requested about its own relation it has emitted.</summary>
    public int Requested { get; set; }

    /// <summary>How many credentials-changed about its own relation it has emitted.</summary>
    public int Changed { get; set; }

    /// <summary>How many credentials-gone about its own relation it has emitted.</summary>
    public int Gone { get; set; }

    /// <summary>Did it do anything to secrets of Juju, other than to read them?</summary>
    public bool TouchesSecrets { get; set; }

    /// <summary>What the action carries out for the scenario; null for hooks, and for what the operator runs by himself.</summary>
    public Handover? Handover { get; init; }

    public readonly string Name => Step.Unit.Application;

    public readonly Hook Hook => Step.Hook;

    /// <summary>Notes that the hook broke a clause.</summary>
    public readonly void Violate(ref Draft draft, Clause clause, Roles role, RelationId? relation, Reason reason, params string[] references) =>
        draft.Violate(clause, role, Name, Step.Unit, relation, reason, references);

    /// <summary>Notes that a clause was checked, and broken by the hook unless it holds.</summary>
    public readonly void Require(ref Draft draft, Clause clause, Roles role, RelationId? relation, bool holds, Reason reason, params string[] references)
    {
        draft.Tally.Check(clause, role);
        if (!holds)
        {
            Violate(ref draft, clause, role, relation, reason, references);
        }
    }

    /// <summary>Notes that a clause was checked, and broken by the hook.</summary>
    public readonly void Fail(ref Draft draft, Clause clause, Roles role, RelationId? relation, Reason reason, params string[] references)
    {
        draft.Tally.Check(clause, role);
        Violate(ref draft, clause, role, relation, reason, references);
    }
}

/// <summary>What a hook means for the state; each family of clauses looks at its part.</summary>
internal static class HookRules
{
    public static void Apply(ref Draft draft, HookStep step)
    {
        int unit = draft.FindUnit(step.Unit);
        int application = draft.FindApplication(step.Unit.Application);
        if (unit < 0 || application < 0)
        {
            return;
        }

        var view = new HookView
        {
            Step = step,
            Unit = unit,
            Application = application,
            Relation = step.Hook is { IsRelationHook: true, Relation: { } id } ? draft.FindRelation(id) : -1,
            Committed = step.Outcome is HookOutcome.Committed or HookOutcome.Missing,
            Faulted = draft.Units[unit].Fault is not null,
            Leads = step.Leader,
            Handover = step.Hook.Kind == HookKind.Action && draft.Units[unit].Queue is [var next, ..] ? next.Handover : null,
        };
        if (view.Relation >= 0 && draft.Relations[view.Relation].RoleOf(view.Name) == Roles.None)
        {
            return;
        }

        if (step.Hook.Kind == HookKind.Action && draft.Units[unit].Queue is [var action, ..])
        {
            IssueRules.Begin(ref draft, application, action);
        }

        LookAtEntries(ref draft, ref view);
        WriteRules.OnHook(ref draft, ref view);
        EventRules.OnHook(ref draft, ref view);
        ToleranceRules.OnHook(ref draft, ref view);
        SecrecyRules.OnHook(ref draft, ref view);
        UseRules.OnHook(ref draft, ref view);
        int before = draft.Changes;
        bool secrets = view.TouchesSecrets && (view.Committed || step.Outcome is HookOutcome.CommitRefused);
        if (secrets)
        {
            SharedSecretRules.Take(ref draft, ref view);
        }

        DatabagSecrecyRules.OnHook(ref draft, ref view);
        bool changed = view.Committed && CommitRules.Apply(ref draft, ref view);
        if (secrets)
        {
            SharedSecretRules.Settle(ref draft, ref view);
        }

        CalmRules.OnHook(ref draft, ref view, before, changed);
        Follow(ref draft, ref view);
    }

    private static void LookAtEntries(ref Draft draft, ref HookView view)
    {
        IReadOnlyList<HookEntry> entries = view.Step.Entries;
        int count = entries.Count;
        for (int i = 0; i < count; i++)
        {
            switch (entries[i])
            {
                case DatabagRead read:
                    LiveRules.OnRead(ref draft, ref view, read);
                    UseRules.OnRead(ref draft, ref view, read);
                    break;
                case SecretRead read:
                    LiveRules.OnRead(ref draft, ref view, read);
                    UseRules.OnRead(ref draft, ref view, read);
                    break;
                case SecretWrite or SecretAccess or SecretRemoval:
                    view.TouchesSecrets = true;
                    break;
                case S3Asked asked:
                    UseRules.OnRequest(ref draft, ref view, asked);
                    break;
                case LeaderAsked asked:
                    view.Leads = asked.Answer;
                    break;
                case DatabagWrite write:
                    WriteRules.OnWrite(ref draft, ref view, write);
                    break;
                case Refusal refusal:
                    WriteRules.OnRefusal(ref draft, ref view, refusal);
                    break;
                case EventEmitted emitted:
                    EventRules.OnEvent(ref draft, ref view, emitted, i);
                    break;
            }
        }
    }

    // What the hook says of the unit, its application and the relation, beside what it wrote.
    private static void Follow(ref Draft draft, ref HookView view)
    {
        if (view.Relation >= 0)
        {
            FollowRelation(ref draft, ref view);
        }

        if (!view.Committed)
        {
            NoteLost(ref draft, ref view);
        }
        else if (view.Hook.Kind == HookKind.UpdateStatus && view.Step.Leader)
        {
            NoteWaited(ref draft, view.Name);
            LeftoverRules.OnTimer(ref draft, view.Name);
        }

        if (view.Committed && !draft.Applications[view.Application].Runs)
        {
            draft.Set(view.Application, draft.Applications[view.Application] with { Runs = true });
        }

        UnitState unit = draft.Units[view.Unit];
        bool action = view.Hook.Kind == HookKind.Action;
        bool killed = view.Step.Outcome == HookOutcome.Killed;
        bool inError = action || killed ? unit.InError : !view.Committed;

        // Juju does not run a killed action again: whatever became of it, it is on its way no more.
        QueuedAction[] queue = action && unit.Queue.Length > 0 ? unit.Queue[1..] : unit.Queue;
        if (!ReferenceEquals(queue, unit.Queue))
        {
            bool reached = view.Leads && view.Committed && view.Step.Action is not { Failed: true };
            IssueRules.Run(ref draft, view.Application, unit.Queue[0], reached);
        }

        bool repeatable = view.Committed && CalmRules.CanRepeat(view.Hook.Kind)
            && !(unit.LastChanges == draft.Changes && unit.LastHook is { } last && CalmRules.IsSame(last, view.Hook));
        int timer = view.Committed && view.Hook.Kind == HookKind.UpdateStatus ? draft.Changes : unit.LastTimer;
        if (timer != unit.LastTimer || unit.Fault is not null || inError != unit.InError || !ReferenceEquals(queue, unit.Queue) || repeatable)
        {
            draft.Set(view.Unit, unit with
            {
                Fault = null,
                InError = inError,
                Queue = queue,
                LastHook = repeatable ? view.Hook : unit.LastHook,
                LastChanges = repeatable ? draft.Changes : unit.LastChanges,
                LastTimer = timer,
            });
        }
    }

    private static void FollowRelation(ref Draft draft, ref HookView view)
    {
        RelationState relation = draft.Relations[view.Relation];
        bool requirer = relation.RoleOf(view.Name) == Roles.Requirer;
        UnitState unit = draft.Units[view.Unit];
        UnitLink link = unit.Link(relation.Id) ?? new UnitLink(relation.Id);
        link = requirer ? link.Entered(ref draft, relation) : link;
        if (view.Hook is { Kind: HookKind.RelationDeparted, DepartingUnit: { } departing } && departing == view.Step.Unit && !link.ToldToGo)
        {
            link = link with { ToldToGo = true };
        }

        if (view.Committed)
        {
            if (view.Changed > 0 && !link.Changed)
            {
                link = link with { Changed = true };
            }

            if (view.Gone > 0 && !link.Gone)
            {
                link = link with { Gone = true };
            }

            if (view.Hook.Kind == HookKind.RelationBroken && !link.Broken)
            {
                if (requirer)
                {
                    draft.TakeUnit(relation, link.Phase, "break");
                }

                link = link with { Broken = true, Phase = requirer ? "gone" : link.Phase };
            }
        }
        else if (requirer)
        {
            draft.TakeUnit(relation, link.Phase, "hook lost");
        }

        if (!requirer && view is { Committed: true, Hook.Kind: HookKind.RelationBroken, Step.Leader: true } && !relation.LeaderBroke)
        {
            draft.Set(view.Relation, relation with { LeaderBroke = true });
        }

        UnitState after = unit.With(link);
        if (!ReferenceEquals(after, unit))
        {
            draft.Set(view.Unit, after);
        }
    }

    private static void NoteLost(ref Draft draft, ref HookView view)
    {
        draft.Set(view.Application, draft.Applications[view.Application] with { HadMishap = true });
        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationState relation = draft.Relations[i];
            if (view.Relation >= 0 && view.Relation != i)
            {
                continue;
            }

            switch (relation.RoleOf(view.Name))
            {
                case Roles.Provider:
                    draft.Take(relation, Roles.Provider, "hook lost");
                    draft.Set(i, relation with { ProviderOrdeals = relation.ProviderOrdeals | Ordeals.Retried });
                    break;
                case Roles.Requirer:
                    draft.Take(relation, Roles.Requirer, "hook lost");
                    draft.Set(i, relation with { RequirerOrdeals = relation.RequirerOrdeals | Ordeals.Retried });
                    break;
            }
        }
    }

    private static void NoteWaited(ref Draft draft, string application)
    {
        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationState relation = draft.Relations[i];
            Roles role = relation.RoleOf(application);
            if (role == Roles.Provider && !relation.ProviderWaited)
            {
                draft.Set(i, relation with { ProviderWaited = true });
            }
            else if (role == Roles.Requirer && !relation.RequirerWaited)
            {
                draft.Set(i, relation with { RequirerWaited = true });
            }
        }
    }
}
