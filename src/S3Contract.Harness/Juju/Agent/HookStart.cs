using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Agent;

/// <summary>What an agent does between choosing a hook and running the charm. It stays done when the hook fails.</summary>
internal static class HookStart
{
    public static World Begin(World world, int unitAt, in HookChoice choice, Hook hook, WorldDraft draft)
    {
        UnitRecord unit = world.Units[unitAt];
        switch (hook.Kind)
        {
            case HookKind.Install:
                return unit.StatusIsCharms ? world : WithStatus(world, unitAt, "installing charm software", draft);
            case HookKind.Stop:
                return WithStatus(world, unitAt, "stopping charm software", draft);
            case HookKind.Remove:
                return WithStatus(world, unitAt, "cleaning up prior to charm deletion", draft);
            case HookKind.UpgradeCharm when choice.Source == ChoiceSource.Fresh:
                draft.Begin(world);
                ApplicationRecord application = world.Application(unit.Name.Application);
                draft.Set(unitAt, unit with
                {
                    CharmVersion = application.CharmVersion,

                    // In Kubernetes another revision comes in another pod.
                    Containers = UnitContainer.Of(application.Charm.Metadata, unit.Containers),
                });
                return draft.Finish();
            case HookKind.RelationCreated when choice.Source == ChoiceSource.Fresh:
                return EnterScopes(world, unitAt, draft);
            case HookKind.RelationJoined or HookKind.RelationChanged or HookKind.RelationDeparted when hook.RemoteUnit is { } remote:
                return ForgetCached(world, unitAt, hook.Relation!.Value, remote, draft);
            default:
                return world;
        }
    }

    /// <summary>The first content of a unit's databag (§2.4).</summary>
    public static Databag Addresses(string address) => Databag.Empty
        .With("egress-subnets", address + "/32")
        .With("ingress-address", address)
        .With("private-address", address);

    // §2.4: the agent enters the scope of every relation it notices, and so is seen by the other side, before the first created hook runs.
    private static World EnterScopes(World world, int unitAt, WorldDraft draft)
    {
        draft.Begin(world);
        UnitRecord unit = world.Units[unitAt];
        string application = unit.Name.Application;
        UnitRelation[] entered = unit.Relations;
        for (int i = 0; i < world.RelationStates.Length; i++)
        {
            RelationRecord relation = world.RelationStates[i];
            if (relation.Dying || !relation.Involves(application) || unit.IndexOf(relation.Id) >= 0)
            {
                continue;
            }

            RelationSide side = relation.Own(application).Enter(unit.Name, new Bag(Addresses(unit.Address), 0));
            draft.Set(i, relation.WithOwn(application, side));
            int at = 0;
            while (at < entered.Length && entered[at].Id.Number < relation.Id.Number)
            {
                at++;
            }

            entered = entered.Inserted(at, new UnitRelation(relation.Id));
        }

        if (ReferenceEquals(entered, unit.Relations))
        {
            return world;
        }

        draft.Set(unitAt, unit with { Relations = entered });
        return draft.Finish();
    }

    // §3.2: only a joined or changed hook of that unit makes the agent ask the controller again; departed drops what it kept.
    private static World ForgetCached(World world, int unitAt, RelationId relation, UnitName remote, WorldDraft draft)
    {
        UnitRecord unit = world.Units[unitAt];
        int relationAt = unit.IndexOf(relation);
        if (relationAt < 0)
        {
            return world;
        }

        UnitRelation seen = unit.Relations[relationAt];
        int memberAt = seen.IndexOf(remote);
        if (memberAt < 0 || seen.Members[memberAt].Cached is null)
        {
            return world;
        }

        draft.Begin(world);
        seen = seen with { Members = seen.Members.Replaced(memberAt, seen.Members[memberAt] with { Cached = null }) };
        draft.Set(unitAt, unit with { Relations = unit.Relations.Replaced(relationAt, seen) });
        return draft.Finish();
    }

    // §2.2: the statuses that Juju itself sets around a unit's first and last hooks.
    private static World WithStatus(World world, int unitAt, string message, WorldDraft draft)
    {
        draft.Begin(world);
        draft.Set(unitAt, world.Units[unitAt] with { Workload = new StatusView("maintenance", message) });
        return draft.Finish();
    }
}
