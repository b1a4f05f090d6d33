using S3Contract.Charms;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Subjects.Profile;
using static S3Contract.Tests.Property.Mutants.Mutant;
using static S3Contract.Tests.Property.Mutants.SoundCharm;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Faults by which a request, an answer or a rotation is lost.</summary>
internal static class LiveMutants
{
    /// <summary>A requirer that takes a provider which has written nothing for one that is not ready yet.</summary>
    public static RequirerParts SpeaksVersion1 { get; } = new()
    {
        Ask = (charm, relation, bucket) => charm.Show(
            relation,
            charm.Heard(relation).Count == 0 && !charm.Said(relation).ContainsKey(Bucket)
                ? charm.Said(relation).With("requested-secrets", "[\"access-key\", \"secret-key\"]")
                : charm.Said(relation).With("requested-secrets", "[\"access-key\", \"secret-key\"]").With(Bucket, bucket)),
    };

    public static IReadOnlyList<Mutant> All { get; } =
    [
        Provider("never-answers", "live.answered", "Takes credentials and requests, and answers none.", new()
        {
            Publish = (_, _, _) => { },
        }),
        Issuing("set", "never-answers-though-set", "Never answers; its action that issues is called `set`."),
        Issuing("write", "never-answers-though-written", "Never answers; its action that issues is called `write`."),
        Provider("answers-only-when-issued", "live.answered", "Publishes when credentials are issued; a later request finds nobody.", new()
        {
            Looks = charm => charm.InHook(HookKind.Action),
        }),
        Provider("reacts-to-changed-but-not-added", "live.answered", "Answers a bucket that changed, not one that is new.", new()
        {
            Asked = (charm, relation) =>
            {
                string? bucket = charm.Heard(relation).Get(Bucket);
                string? first = charm.Notes.Get(Key("first", relation));
                charm.Note(Key("first", relation), first ?? bucket ?? "");
                return first is null || string.Equals(first, bucket, StringComparison.Ordinal) ? null : bucket;
            },
        }),
        Provider("answers-when-the-timer-fires", "live.answered-at-once", "Answers in update-status only.", new()
        {
            Looks = charm => charm.InHook(HookKind.UpdateStatus),
        }),
        Provider("loses-a-request-on-a-leader-change", "live.answered-after-leader-change",
            "Answers in relation-changed on the leader only: who leads later does not look back.", new()
            {
                Looks = charm => charm.InHook(HookKind.RelationChanged) || charm.InHook(HookKind.Action),
            }),
        Provider("keeps-the-old-pair", "live.latest-credentials", "Does not touch an answer once given, whatever is issued.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                if (!HasBothKeys(charm.Said(relation)))
                {
                    charm.Show(relation, answer);
                }
            },
        }),
        Provider("loses-a-rotation-on-a-leader-change", "live.latest-after-leader-change",
            "Keeps what is issued in the unit's own state until the next hook.", new()
            {
                Issue = charm =>
                {
                    foreach ((string field, string value) in charm.Juju.ActionGet())
                    {
                        charm.Juju.StateSet("next." + field, value);
                    }

                    charm.Note("next", charm.Juju.ActionGet().GetValueOrDefault(AccessKey, "none"));
                },
                Looks = charm =>
                {
                    if (!charm.InHook(HookKind.Action))
                    {
                        charm.RememberIssued(charm.Juju.StateGet()
                            .Where(entry => entry.Key.StartsWith("next.", StringComparison.Ordinal))
                            .ToDictionary(entry => entry.Key["next.".Length..], entry => entry.Value, StringComparer.Ordinal));
                    }

                    return true;
                },
            }),
        Provider("ticks-off-before-it-is-done", "live.after-retry",
            "Marks a request as answered with leader-set, which outlives a hook that dies before it commits.", new()
            {
                Publish = (charm, relation, answer) =>
                {
                    if (TickOff(charm, Key("answered", relation), answer[AccessKey]))
                    {
                        charm.Show(relation, answer);
                    }
                },
            }),
        Provider("waits-for-unit-0", "live.after-scaling", "Answers as long as the requirer's unit 0 is there.", new()
        {
            Relations = charm => [.. charm.LiveRelations().Where(relation => charm.Juju.RelationList(relation).Any(unit => unit.Number == 0))],
        }),
        Provider("serves-an-application-once", "live.after-relating-again", "Takes an application that is related again for served.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                string served = "served." + charm.Juju.RelationApplication(relation);
                charm.Note(served, charm.Notes.Get(served) ?? relation.ToString());
                if (string.Equals(charm.Notes.Get(served), relation.ToString(), StringComparison.Ordinal))
                {
                    charm.Show(relation, answer);
                }
            },
        }),
        Requirer("never-asks", "live.asked", "Waits for credentials without asking for a bucket.", new()
        {
            Asks = _ => false,
        }),
        Requirer("asks-on-the-first-relation", "live.asked", "Asks on the first of its relations only.", new()
        {
            Relations = charm => [.. charm.LiveRelations().Take(1)],
        }),
        Requirer("asks-when-configured", "live.asked", "Asks in config-changed only, on the relations that are there then.", new()
        {
            Asks = charm => charm.InHook(HookKind.ConfigChanged),
        }),
        Requirer("asks-when-the-timer-fires", "live.asked-at-once", "Asks in update-status only.", new()
        {
            Asks = charm => charm.InHook(HookKind.UpdateStatus),
        }),
        Requirer("asks-at-the-first-join", "live.asked-after-leader-change",
            "Asks in relation-joined only: who leads later does not look back.", new()
            {
                Asks = charm => charm.InHook(HookKind.RelationJoined),
            }),
        Requirer("asks-at-the-beginning", "live.asked-after-leader-change",
            "Asks in relation-created only: who leads later does not look back.", new()
            {
                Asks = charm => charm.InHook(HookKind.RelationCreated),
            }),
        Requirer("waits-for-a-silent-provider", "live.asked-unprompted",
            "Speaks version 1, and asks for a bucket only once the provider has written anything.", SpeaksVersion1),
        Requirer("reads-once", "live.latest-credentials", "Never looks again once it has credentials.", new()
        {
            OnChanged = (charm, relation) =>
            {
                if (charm.Recall(Key("seen", relation)) is null && HasBothKeys(charm.Heard(relation)))
                {
                    charm.Juju.StateSet(Key("seen", relation), "yes");
                    charm.Emit(Changed, relation);
                }
            },
        }),
        Requirer("followers-look-once", "live.withdrawn-seen", "A follower never looks again once it has credentials.", new()
        {
            OnChanged = (charm, relation) =>
            {
                if ((charm.Juju.IsLeader() || charm.Recall(Key("seen", relation)) is null) && HasBothKeys(charm.Heard(relation)))
                {
                    charm.Juju.StateSet(Key("seen", relation), "yes");
                    charm.Emit(Changed, relation);
                }
            },
        }),
        Requirer("followers-do-not-look", "live.every-unit", "Only the leader reads what the provider shows.", new()
        {
            OnChanged = (charm, relation) =>
            {
                if (charm.Juju.IsLeader() && HasBothKeys(charm.Heard(relation)))
                {
                    charm.Emit(Changed, relation);
                }
            },
        }),
        Requirer("ticks-off-before-it-is-done", "live.after-retry",
            "Marks its request as made with leader-set, which outlives a hook that dies before it commits.", new()
            {
                Ask = (charm, relation, bucket) =>
                {
                    if (TickOff(charm, Key("asked", relation), bucket))
                    {
                        charm.Show(relation, Databag.Empty.With(Bucket, bucket));
                    }
                },
            }),
        Requirer("listens-to-unit-0", "live.after-scaling", "Reads as long as the provider's unit 0 is there.", new()
        {
            OnChanged = (charm, relation) =>
            {
                if (charm.Juju.RelationList(relation).Any(unit => unit.Number == 0) && HasBothKeys(charm.Heard(relation)))
                {
                    charm.Emit(Changed, relation);
                }
            },
        }),
        Requirer("asks-an-application-once", "live.after-relating-again", "Takes an application that is related again for asked.", new()
        {
            Ask = (charm, relation, bucket) =>
            {
                string asked = "asked." + charm.Juju.RelationApplication(relation);
                charm.Note(asked, charm.Notes.Get(asked) ?? relation.ToString());
                if (string.Equals(charm.Notes.Get(asked), relation.ToString(), StringComparison.Ordinal))
                {
                    charm.Show(relation, Databag.Empty.With(Bucket, bucket));
                }
            },
        }),
    ];

    // The contract must not go by the names of actions.
    private static Mutant Issuing(string action, string name, string fault)
    {
        var parts = new ProviderParts { Publish = (_, _, _) => { } };
        var metadata = SoundProvider.Metadata with { Actions = [new(action)] };
        return new Mutant("provider-" + name, "live.answered", fault, new SoundSubject(metadata, context => new SoundProvider(context, parts)))
        {
            Profile = new CharmProfile { Issue = [new ProfileLine($"run ${{leader}} {action} ${{fields}}")] },
        };
    }

    // leader-set takes effect at once, not when the hook succeeds.
    private static bool TickOff(SoundCharm charm, string matter, string value)
    {
        var juju = (HookTransaction)charm.Juju;
        if (string.Equals(juju.LeaderGet().GetValueOrDefault(matter), value, StringComparison.Ordinal))
        {
            return false;
        }

        juju.LeaderSet([Pair(matter, value)]);
        return true;
    }
}
