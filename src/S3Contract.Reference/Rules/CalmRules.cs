using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>That charms come to rest.</summary>
internal static class CalmRules
{
    private const int LongSettle = 200;
    private const int ManyCommits = 20;

    /// <summary>The operator changed something: whatever the charms write from now on may be due to that.</summary>
    public static void OnChange(ref Draft draft)
    {
        for (int i = 0; i < draft.Applications.Length; i++)
        {
            if (draft.Applications[i].Commits > 0)
            {
                draft.Set(i, draft.Applications[i] with { Commits = 0 });
            }
        }
    }

    public static void OnQuiet(ref Draft draft)
    {
        foreach (RelationState relation in draft.Relations)
        {
            if (!relation.Leaving)
            {
                draft.Tally.Check(CalmClauses.BecomesQuiet, Roles.Provider);
                draft.Tally.Check(CalmClauses.BecomesQuiet, Roles.Requirer);
            }
        }

        OnChange(ref draft);
    }

    public static void OnRestless(ref Draft draft, int hooks)
    {
        if (hooks < LongSettle)
        {
            return;
        }

        foreach (ApplicationState application in draft.Applications)
        {
            if (application.Commits < ManyCommits)
            {
                continue;
            }

            foreach (Roles role in new[] { Roles.Provider, Roles.Requirer })
            {
                if (application.Role.HasFlag(role))
                {
                    draft.Tally.Check(CalmClauses.BecomesQuiet, role);
                    draft.Violate(
                        CalmClauses.BecomesQuiet, role, application.Name, null, null, CalmReasons.Restless, $"{hooks}", $"{application.Commits}");
                }
            }
        }
    }

    /// <summary>A hook has run: does it do again what nothing new asks for?</summary>
    /// <param name="draft">The state, with what the hook committed.</param>
    /// <param name="view">The hook.</param>
    /// <param name="before">The state's <see cref="MachineState.Changes"/> before the hook.</param>
    /// <param name="changed">Did it change a databag of the interface?</param>
    public static void OnHook(ref Draft draft, ref HookView view, int before, bool changed)
    {
        UnitState unit = draft.Units[view.Unit];
        bool again = view.Hook.Kind == HookKind.UpdateStatus
            ? unit.LastTimer == before
            : CanRepeat(view.Hook.Kind) && unit.LastHook is { } last && IsSame(last, view.Hook) && unit.LastChanges == before;
        if (!view.Committed || !again)
        {
            return;
        }

        Roles role = draft.Applications[view.Application].Role;
        role = role == Roles.Both ? Roles.Provider : role;
        if (role == Roles.None)
        {
            return;
        }

        draft.Tally.Check(CalmClauses.RepeatWritesNothing, role);
        if (changed)
        {
            view.Violate(ref draft, CalmClauses.RepeatWritesNothing, role, view.Hook.Relation, CalmReasons.ChangedAgain);
        }
    }

    /// <summary>Can Juju run a hook of this kind again with nothing changed in between?</summary>
    public static bool CanRepeat(HookKind kind) => kind is HookKind.UpdateStatus or HookKind.ConfigChanged or HookKind.RelationChanged;

    /// <summary>Are these runs of the same hook?</summary>
    public static bool IsSame(Hook a, Hook b) =>
        a.Kind == b.Kind && a.Relation == b.Relation && a.RemoteUnit == b.RemoteUnit
        && string.Equals(a.Endpoint, b.Endpoint, StringComparison.Ordinal);
}
