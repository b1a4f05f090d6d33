using S3Contract.Charms;
using static S3Contract.Tests.Property.Mutants.Mutant;
using static S3Contract.Tests.Property.Mutants.SoundCharm;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Faults in who writes which databag, and when.</summary>
internal static class WriteMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        Provider("never-asks-who-leads", "write.no-attempt", "Writes without asking who leads.", new()
        {
            Leads = _ => true,
        }),
        Provider("takes-unit-0-for-leader", "write.no-attempt", "Takes the unit with the number 0 for the leader.", new()
        {
            Leads = charm => charm.Unit.Number == 0,
        }),
        Provider("once-leader-always-leader", "write.no-attempt", "Remembers from leader-elected that it leads, for ever.", new()
        {
            Leads = WasElected,
        }),
        Provider("tries-and-takes-no-for-an-answer", "write.no-attempt", "A follower tries to write and swallows the refusal.", new()
        {
            Also = TryAsFollower,
        }),
        Provider("follower-reads-own-databag", "write.no-attempt", "A follower reads its application's databag, which fails the hook.", new()
        {
            Also = charm => charm.LiveRelations().Select(charm.Said).Count(),
        }),
        Provider("writes-on-the-word-of-the-last-hook", "write.leader-only", "Asks who leads at the end of a hook, for the next one.", new()
        {
            Leads = charm => charm.Recall("leads") is "yes",
            Publish = (charm, relation, answer) => charm.Say(relation, [.. answer]),
            Also = charm => charm.Juju.StateSet("leads", charm.Juju.IsLeader() ? "yes" : "no"),
        }),
        Provider("says-goodbye", "write.nothing-after-broken", "Leaves a last word in the databag of the broken relation.", new()
        {
            Also = SayGoodbye,
        }),
        Provider("setter-fails-on-follower", "write.setter-no-op", "A setter called on a follower fails instead of doing nothing.", new()
        {
            FollowerSet = _ => throw new InvalidOperationException("not the leader"),
        }),
        Provider("answers-in-unit-databag", "write.application-databag", "Puts the answer into its unit's databag too.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                charm.Show(relation, answer);
                charm.Juju.RelationSet(relation, false, [.. answer]);
            },
        }),
        Requirer("never-asks-who-leads", "write.no-attempt", "Asks for a bucket without asking who leads.", new()
        {
            Leads = _ => true,
        }),
        Requirer("takes-unit-0-for-leader", "write.no-attempt", "Takes the unit with the number 0 for the leader.", new()
        {
            Leads = charm => charm.Unit.Number == 0,
        }),
        Requirer("once-leader-always-leader", "write.no-attempt", "Remembers from leader-elected that it leads, for ever.", new()
        {
            Leads = WasElected,
        }),
        Requirer("tries-and-takes-no-for-an-answer", "write.no-attempt", "A follower tries to write and swallows the refusal.", new()
        {
            Also = TryAsFollower,
        }),
        Requirer("says-goodbye", "write.nothing-after-broken", "Leaves a last word in the databag of the broken relation.", new()
        {
            Also = SayGoodbye,
        }),
        Requirer("setter-fails-on-follower", "write.setter-no-op", "A setter called on a follower fails instead of doing nothing.", new()
        {
            FollowerSet = _ => throw new InvalidOperationException("not the leader"),
        }),
        Requirer("asks-in-unit-databag", "write.application-databag", "Each unit asks in its own databag too.", new()
        {
            Also = charm =>
            {
                foreach (RelationId relation in charm.LiveRelations())
                {
                    charm.Juju.RelationSet(relation, false, [Pair(Bucket, charm.WantedBucket(relation))]);
                }
            },
        }),
    ];

    private static bool WasElected(SoundCharm charm)
    {
        if (charm.InHook(HookKind.LeaderElected))
        {
            charm.Juju.StateSet("leads", "yes");
        }

        return charm.Recall("leads") is "yes";
    }

    private static void TryAsFollower(SoundCharm charm)
    {
        if (!charm.Juju.IsLeader())
        {
            foreach (RelationId relation in charm.LiveRelations())
            {
                try
                {
                    charm.Say(relation, "seen-by", charm.Unit.ToString());
                }
                catch (HookCommandException)
                {
                    // This is the fault.
                }
            }
        }
    }

    private static void SayGoodbye(SoundCharm charm)
    {
        if (charm.InHook(HookKind.RelationBroken) && charm.Juju.IsLeader())
        {
            charm.Say(charm.Hook.Relation!.Value, "state", "gone");
        }
    }
}
