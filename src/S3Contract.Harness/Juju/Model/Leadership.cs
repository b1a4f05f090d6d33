namespace S3Contract.Harness.Juju.Model;

/// <summary>Who leads (§5). Juju lets the units race for a lease; here the choice is fixed, or the caller's.</summary>
internal static class Leadership
{
    /// <summary>The unit of the same application that leadership moves to when this one loses it: the next in order of addition, around
    /// the end; null if there is no other that stays.</summary>
    public static UnitName? After(World world, UnitName leader)
    {
        int at = world.IndexOfUnit(leader);
        for (int i = 1; i < world.Units.Length; i++)
        {
            UnitRecord unit = world.Units[(at + i) % world.Units.Length];
            if (!unit.Dying && string.Equals(unit.Name.Application, leader.Application, StringComparison.Ordinal))
            {
                return unit.Name;
            }
        }

        return null;
    }

    /// <summary>The unit with the lowest number among those that stay; null if there is none.</summary>
    public static UnitName? Lowest(WorldDraft draft, string application)
    {
        UnitName? lowest = null;
        foreach (UnitRecord unit in draft.Units)
        {
            if (!unit.Dying
                && string.Equals(unit.Name.Application, application, StringComparison.Ordinal)
                && (lowest is null || unit.Name.Number < lowest.Value.Number))
            {
                lowest = unit.Name;
            }
        }

        return lowest;
    }

    /// <summary>Gives the lease to another unit. The old leader's agent resigns at once, without a hook; a leader-elected hook of it that had
    /// not succeeded is skipped, and so is one about a secret that is now the other's to look after.</summary>
    public static void Move(WorldDraft draft, int applicationAt, UnitName? to)
    {
        ApplicationRecord application = draft.Applications[applicationAt];
        UnitName? from = application.Leader;
        if (from == to)
        {
            return;
        }

        draft.Set(applicationAt, application with { Leader = to });
        if (from is { } old && draft.IndexOfUnit(old) is >= 0 and int at)
        {
            UnitRecord unit = draft.Units[at];
            bool skip = unit.Task is { Hook.Kind: HookKind.LeaderElected } || IsAboutSecretOf(draft, application.Name, unit.Task?.Hook);
            if (skip || unit.LeaderAccepted)
            {
                draft.Set(at, unit with { LeaderAccepted = false, Task = skip ? null : unit.Task });
            }
        }

        draft.Changes.Add(new LeaderMoved(application.Name, from, to));
    }

    private static bool IsAboutSecretOf(WorldDraft draft, string application, Hook? hook) =>
        hook is { Secret: { } uri, Kind: HookKind.SecretRotate or HookKind.SecretExpired or HookKind.SecretRemove }
        && Array.Exists(draft.Secrets, secret => string.Equals(secret.Uri, uri, StringComparison.Ordinal)
            && string.Equals(secret.Owner.Application, application, StringComparison.Ordinal));
}
