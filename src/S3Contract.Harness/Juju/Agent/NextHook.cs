using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Agent;

/// <summary>Decides what a unit's agent runs next: the priorities of §2.1. A pure function of the world.</summary>
internal static class NextHook
{
    /// <summary>What the unit runs next.</summary>
    /// <param name="world">The world.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="rotation">From which of its relations on the agent looks first: Juju's own order is random.</param>
    public static HookChoice Of(World world, UnitRecord unit, int rotation = 0)
    {
        if (unit.Task is { } task)
        {
            return task.Failed && unit.Actions.Length > 0 ? HookChoice.Action : HookChoice.Task;
        }

        if (!unit.Installed)
        {
            HookChoice first = Storage(world, unit);
            return first.IsNothing ? HookChoice.Of(HookKind.Install) : first;
        }

        if (!unit.Dying)
        {
            HookChoice created = NextRelationHook.Created(world, unit, rotation);
            if (!created.IsNothing)
            {
                return created;
            }

            HookChoice leadership = Leading(unit, world.Application(unit.Name.Application));
            if (!leadership.IsNothing)
            {
                return leadership;
            }

            HookChoice secret = NextSecretHook.Of(world, unit);
            if (!secret.IsNothing)
            {
                return secret;
            }
        }

        HookChoice workload = WorkloadHooks.Next(unit);
        if (!workload.IsNothing && !unit.Dying)
        {
            return workload;
        }

        if (unit.Actions.Length > 0)
        {
            return HookChoice.Action;
        }

        HookChoice storage = Storage(world, unit);
        return !storage.IsNothing ? storage : unit.Dying ? Leaving(world, unit, rotation) : Living(world, unit, rotation);
    }

    // A leader is told of no settings; once it follows, it is told if they are not those that it was told of last.
    private static HookChoice Leading(UnitRecord unit, ApplicationRecord application)
    {
        bool leads = application.Leader == unit.Name;
        return leads && !unit.LeaderAccepted ? HookChoice.Of(HookKind.LeaderElected)
            : !leads && unit.LeaderSettingsSeen != application.LeaderSettingsVersion
                ? HookChoice.Of(HookKind.LeaderSettingsChanged, application.LeaderSettingsVersion)
            : default;
    }

    // On a machine storage is there before the charm is installed; in Kubernetes its hooks come behind start. What is attached is taken away
    // before anything else ends.
    private static HookChoice Storage(World world, UnitRecord unit)
    {
        foreach (UnitStorage storage in unit.Storage)
        {
            if (unit.Dying ? storage.Attached : !storage.Attached && (unit.Started || !IsInPod(world, unit)))
            {
                return HookChoice.Of(unit.Dying ? HookKind.StorageDetaching : HookKind.StorageAttached, storage.Id);
            }
        }

        return default;
    }

    private static bool IsInPod(World world, UnitRecord unit) => world.Application(unit.Name.Application).Charm.Metadata.Containers.Count > 0;

    private static HookChoice Leaving(World world, UnitRecord unit, int rotation)
    {
        HookChoice relation = NextRelationHook.Of(world, unit, rotation);
        return !relation.IsNothing ? relation : HookChoice.Of(unit.Stopped ? HookKind.Remove : HookKind.Stop);
    }

    private static HookChoice Living(World world, UnitRecord unit, int rotation)
    {
        ApplicationRecord application = world.Application(unit.Name.Application);
        if (unit.CharmVersion != application.CharmVersion)
        {
            return HookChoice.Of(HookKind.UpgradeCharm);
        }

        if (!application.Config.SameAs(unit.ConfigSeen))
        {
            return HookChoice.Of(HookKind.ConfigChanged);
        }

        HookChoice relation = NextRelationHook.Of(world, unit, rotation);
        return !relation.IsNothing ? relation
            : unit.UpdateStatusDue ? HookChoice.Of(HookKind.UpdateStatus)
            : default;
    }
}
