using System.Globalization;
using S3Contract.Charms;
using static S3Contract.Tests.Property.Mutants.Mutant;
using static S3Contract.Tests.Property.Mutants.SoundCharm;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Charms that fail in a hook which is not of the relation, in one phase of an ordinary life.</summary>
internal static class OtherHookMutants
{
    private const string Clause = "tolerance.ordinary-hook";
    private const string Started = "started";
    private const string Tracing = "tracing";
    private const string Handled = "asked@";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        Provider("fails-on-the-timer-without-a-relation", Clause, "Takes it for granted in update-status that there is a relation.", new()
        {
            Also = charm => TakesARelationForGranted(charm, charm.Hook.Kind == HookKind.UpdateStatus),
        }),
        Requirer(
            "fails-on-a-new-leader-without-a-relation", Clause,
            "Takes it for granted that a running unit comes to lead when there is a relation.",
            new()
            {
                Also = charm =>
                {
                    TakesARelationForGranted(charm, charm.Hook.Kind == HookKind.LeaderElected && charm.Recall(Started) is not null);
                    if (charm.Hook.Kind == HookKind.Start)
                    {
                        charm.Juju.StateSet(Started, "yes");
                    }
                },
            }),
        Requirer("fails-on-the-timer-with-credentials", Clause, "Connects in update-status, though it is connected already.", new()
        {
            Also = charm => FailsWithCredentials(charm, charm.Hook.Kind == HookKind.UpdateStatus),
        }),
        Requirer("fails-on-a-peer-that-goes", Clause, "Cannot use the credentials when a peer of it goes.", new()
        {
            Also = charm => FailsWithCredentials(
                charm, charm.Hook.Kind == HookKind.RelationDeparted && charm.Hook.Relation == charm.PeerRelation),
        }),
        new("requirer-fails-on-an-option-beside-s3", Clause, "Cannot use the credentials when an option of its workload changes.", new SoundSubject(
            SoundRequirer.Metadata with { Config = [.. SoundRequirer.Metadata.Config, new(Tracing, "boolean")] },
            context => new SoundRequirer(context, new() { Also = charm => FailsWithCredentials(charm, IsTraced(charm)) }))),
        new("provider-forgets-the-bucket-on-an-option-beside-s3", "data.stays-complete", "Answers anew when an option of its workload changes, and leaves the bucket out.", new SoundSubject(
            SoundProvider.Metadata with { Config = [.. SoundProvider.Metadata.Config, new(Tracing, "boolean")] },
            context => new SoundProvider(context, new()
            {
                Also = charm =>
                {
                    foreach (RelationId relation in IsTraced(charm) && charm.Juju.IsLeader() ? charm.LiveRelations() : [])
                    {
                        charm.Say(relation, Bucket, "");
                    }
                },
            }))),
        .. WithoutARelation("fails-on-config-changed-without-a-relation", "Takes it for granted in config-changed that there is a relation.", HookKind.ConfigChanged),
        .. WithoutARelation("fails-on-start", "Takes it for granted in start that there is a relation.", HookKind.Start),
        .. WithoutARelation("fails-on-stop", "Takes it for granted in stop that there still is a relation.", HookKind.Stop),
        Provider(
            "fails-on-an-action-after-the-relation-is-broken", Clause,
            "Looks in its action at each relation that it remembers, be it gone.",
            new()
            {
                Issue = charm =>
                {
                    charm.RememberIssued();
                    foreach (string key in charm.Notes.Keys.Where(key => key.StartsWith(Handled, StringComparison.Ordinal)))
                    {
                        _ = charm.Said(new RelationId(int.Parse(key[Handled.Length..], CultureInfo.InvariantCulture)));
                    }
                },
            }),
    ];

    // One on each side.
    private static Mutant[] WithoutARelation(string name, string fault, HookKind hook) =>
    [
        Provider(name, Clause, fault, new() { Also = charm => TakesARelationForGranted(charm, charm.Hook.Kind == hook) }),
        Requirer(name, Clause, fault, new() { Also = charm => TakesARelationForGranted(charm, charm.Hook.Kind == hook) }),
    ];

    private static void TakesARelationForGranted(SoundCharm charm, bool inThisHook)
    {
        if (inThisHook && charm.LiveRelations().Count == 0)
        {
            throw new InvalidOperationException("there is no relation");
        }
    }

    private static bool IsTraced(SoundCharm charm) =>
        charm.Hook.Kind == HookKind.ConfigChanged && charm.Juju.ConfigGet().TryGetValue(Tracing, out ConfigValue traced) && traced.Value is true;

    private static void FailsWithCredentials(SoundCharm charm, bool inThisHook)
    {
        if (inThisHook && charm.LiveRelations().Any(relation => HasBothKeys(charm.Heard(relation))))
        {
            throw new InvalidOperationException("already connected");
        }
    }
}
