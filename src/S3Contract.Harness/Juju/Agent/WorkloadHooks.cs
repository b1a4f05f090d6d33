using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Pebble;

namespace S3Contract.Harness.Juju.Agent;

/// <summary>The hooks about workload containers. An agent polls each Pebble and watches its notices: what it finds it tells the charm as soon as no
/// other hook is queued, before actions and all that is about configuration and relations (§2.1). Here containers are there once the unit has run
/// <c>start</c>, and are seen in the order of the charm's metadata.</summary>
internal static class WorkloadHooks
{
    /// <summary>What the unit's charm is to be told of its containers.</summary>
    public static HookChoice Next(UnitRecord unit)
    {
        if (!unit.Started)
        {
            return default;
        }

        foreach (UnitContainer container in unit.Containers)
        {
            if (container.IsNew)
            {
                return HookChoice.OfContainer(HookKind.PebbleReady, container.Name);
            }

            if (container.Pebble.Events.Count > 0)
            {
                return HookChoice.OfContainer(container.Pebble.Events[0].Kind, container.Name);
            }
        }

        return default;
    }

    /// <summary>The hook as the charm is told of it.</summary>
    public static Hook Of(HookKind kind, UnitContainer container)
    {
        PebbleEvent? told = kind == HookKind.PebbleReady ? null : container.Pebble.Events[0];
        return new Hook(kind)
        {
            Workload = container.Name,
            Check = told?.Check,
            NoticeId = told?.NoticeId,
            NoticeType = told?.NoticeType,
            NoticeKey = told?.NoticeKey,
        };
    }
}
