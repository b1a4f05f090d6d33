using S3Contract.Charms;
using static S3Contract.Tests.Property.Mutants.Mutant;
using static S3Contract.Tests.Property.Mutants.SoundCharm;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Faults in when the custom events come.</summary>
internal static class EventMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        Provider("never-tells-of-a-request", "events.requested-on-ask", "Answers, but never emits credentials-requested.", new()
        {
            Announce = (_, _) => { },
        }),
        Provider("tells-only-if-it-cannot-answer", "events.requested-on-ask", "Emits credentials-requested only if nothing is issued yet.", new()
        {
            Announce = (charm, relation) => EmitIf(!HasBothKeys(charm.IssuedFor(relation)), charm, Requested, relation),
        }),
        Provider("tells-twice-of-a-request", "events.requested-once", "Emits credentials-requested twice in a hook.", new()
        {
            Announce = (charm, relation) =>
            {
                charm.Emit(Requested, relation);
                charm.Emit(Requested, relation);
            },
        }),
        Provider("tells-of-a-request-in-every-hook", "events.requested-once", "Does not remember which request it has handled.", new()
        {
            Announce = (_, _) => { },
            Also = charm => OnLeader(charm, relation => EmitIf(charm.Heard(relation).ContainsKey(Bucket), charm, Requested, relation)),
        }),
        Provider("follower-tells-of-a-request", "events.requested-leader-only", "Followers emit credentials-requested too.", new()
        {
            Also = charm => OnFollower(charm, relation => EmitIf(charm.Heard(relation).ContainsKey(Bucket), charm, Requested, relation)),
        }),
        Provider("tells-of-a-request-for-nothing", "events.requested-only-when-asked", "Emits credentials-requested when a unit joins.", new()
        {
            Also = charm => EmitIf(
                charm.InHook(HookKind.RelationJoined) && charm.Juju.IsLeader() && !charm.Heard(charm.Hook.Relation!.Value).ContainsKey(Bucket),
                charm, Requested, charm.Hook.Relation),
        }),
        Requirer("one-key-is-enough", "events.changed-needs-both-keys", "Emits credentials-changed when the access key is there.", new()
        {
            OnChanged = (charm, relation) => EmitIf(charm.Heard(relation).ContainsKey(AccessKey), charm, Changed, relation),
        }),
        Requirer("any-change-is-enough", "events.changed-needs-both-keys", "Emits credentials-changed in every relation-changed.", new()
        {
            OnChanged = (charm, relation) => EmitIf(charm.Heard(relation) is not null, charm, Changed, relation),
        }),
        Requirer("only-the-leader-tells", "events.changed-on-every-unit", "Never emits credentials-changed on followers.", new()
        {
            OnChanged = (charm, relation) => EmitIf(HasBothKeys(charm.Heard(relation)) && charm.Juju.IsLeader(), charm, Changed, relation),
        }),
        Requirer("tells-only-the-first-time", "events.changed-on-every-change", "Emits for the first credentials, not for a rotation.", new()
        {
            OnChanged = (charm, relation) =>
            {
                if (HasBothKeys(charm.Heard(relation)) && charm.Recall(Key("told", relation)) is null)
                {
                    charm.Emit(Changed, relation);
                    charm.Juju.StateSet(Key("told", relation), "yes");
                }
            },
        }),
        Requirer("tells-twice", "events.changed-once-per-change", "Emits credentials-changed twice in a hook.", new()
        {
            OnChanged = (charm, relation) =>
            {
                bool complete = HasBothKeys(charm.Heard(relation));
                EmitIf(complete, charm, Changed, relation);
                EmitIf(complete, charm, Changed, relation);
            },
        }),
        Requirer("tells-again-when-configured", "events.changed-once-per-change", "Emits credentials-changed in config-changed as well.", new()
        {
            Also = charm =>
            {
                foreach (RelationId relation in charm.InHook(HookKind.ConfigChanged) ? charm.LiveRelations() : [])
                {
                    EmitIf(HasBothKeys(charm.Heard(relation)), charm, Changed, relation);
                }
            },
        }),
        Requirer("never-tells-the-end", "events.gone-on-broken", "Never emits credentials-gone.", new()
        {
            OnBroken = (_, _) => { },
        }),
        Requirer("only-the-leader-tells-the-end", "events.gone-on-broken", "Emits credentials-gone on the leader only.", new()
        {
            OnBroken = (charm, relation) => EmitIf(charm.Juju.IsLeader(), charm, Gone, relation),
        }),
        Requirer("tells-the-end-only-of-what-began", "events.gone-on-broken", "Emits credentials-gone only if there were credentials.", new()
        {
            OnBroken = (charm, relation) => EmitIf(HasBothKeys(charm.Heard(relation)), charm, Gone, relation),
        }),
        Requirer("tells-the-end-twice", "events.gone-once", "Emits credentials-gone twice in relation-broken.", new()
        {
            OnBroken = (charm, relation) =>
            {
                charm.Emit(Gone, relation);
                charm.Emit(Gone, relation);
            },
        }),
        Requirer("tells-the-end-too-early", "events.gone-only-on-broken", "Emits credentials-gone whenever a unit of the provider departs.", new()
        {
            Also = charm => EmitIf(charm.InHook(HookKind.RelationDeparted), charm, Gone, charm.Hook.Relation),
        }),
        Requirer("goes-on-after-the-end", "events.nothing-after-gone", "Emits credentials-changed once more after credentials-gone.", new()
        {
            OnBroken = (charm, relation) =>
            {
                charm.Emit(Gone, relation);
                EmitIf(HasBothKeys(charm.Heard(relation)), charm, Changed, relation);
            },
        }),
        Requirer("keeps-withdrawn-keys", "events.changed-needs-both-keys", "Goes by the keys it saw once, also when they were taken back.", new()
        {
            OnChanged = (charm, relation) =>
            {
                if (HasBothKeys(charm.Heard(relation)))
                {
                    charm.Juju.StateSet(Key("had", relation), "yes");
                }

                if (charm.Recall(Key("had", relation)) is not null)
                {
                    charm.Emit(Changed, relation);
                }
            },
        }),
    ];

    private static void EmitIf(bool condition, SoundCharm charm, string name, RelationId? relation)
    {
        if (condition)
        {
            charm.Emit(name, relation!.Value);
        }
    }

    private static void OnLeader(SoundCharm charm, Action<RelationId> act) => OnChanged(charm, charm.Juju.IsLeader(), act);

    private static void OnFollower(SoundCharm charm, Action<RelationId> act) => OnChanged(charm, !charm.Juju.IsLeader(), act);

    private static void OnChanged(SoundCharm charm, bool condition, Action<RelationId> act)
    {
        if (condition && charm.InHook(HookKind.RelationChanged))
        {
            act(charm.Hook.Relation!.Value);
        }
    }
}
