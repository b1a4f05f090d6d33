using S3Contract.Charms;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Tests.Property.Mutants;
using static S3Contract.Tests.Property.Mutants.SoundCharm;
using static S3Contract.Tests.Property.UnusualCharms.UnusualCharm;

namespace S3Contract.Tests.Property.UnusualCharms;

/// <summary>Providers that are right in an unusual way.</summary>
internal static class UnusualProviders
{
    private static readonly string[] s_fields =
    [
        Bucket, AccessKey, SecretKey, "path", "endpoint", "region", "s3-uri-style", "storage-class", "tls-ca-chain", "s3-api-version",
        "delete-older-than-days", "attributes",
    ];

    public static IReadOnlyList<UnusualCharm> All { get; } =
    [
        Provider("makes-its-bucket", "Makes the bucket before it answers with it.", UseMutants.MakesItsBucket),
        Provider("answers-late", "Makes a note of what is to be answered, and answers in the hook that the note brings about.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                string due = Key("due", relation);
                if (string.Equals(charm.Notes.Get(due), answer[AccessKey], StringComparison.Ordinal))
                {
                    charm.Show(relation, answer);
                }
                else
                {
                    charm.Note(due, answer[AccessKey]);
                }
            },
        }),
        new("provider-answers-after-configuration", "Takes its credentials from its configuration.", new SoundSubject(
            SoundProvider.Metadata with { Config = [.. s_fields.Select(field => new ConfigOption(field, "string"))] },
            context => new SoundProvider(context, new() { Issued = (charm, _) => Configured(charm) })))
        {
            Profile = new CharmProfile
            {
                Issue = [new("config ${app} ${fields}")],
            },
        },
        Own("makes-its-own-keys", "Makes the keys itself, a pair for each relation, and waits to be asked.", new() { Issued = (_, relation) => KeysFor(relation) }),
        Own("makes-its-own-keys-unasked", "Makes the keys itself, and shows them before anybody asks.", new()
        {
            Issued = (_, relation) => KeysFor(relation),
            Asked = (charm, relation) => charm.Heard(relation).Get(Bucket) ?? "made-here",
        }),
        Own("makes-its-own-keys-late", "Makes the keys itself, when the timer fires.", new()
        {
            Issued = (_, relation) => KeysFor(relation),
            Looks = charm => charm.InHook(HookKind.UpdateStatus),
        }),
        Provider("knows-who-comes-back", "Gives an application that is related again the bucket that it had before.", new()
        {
            Asked = (charm, relation) =>
            {
                string of = "bucket-of-" + (charm.Juju.RelationApplication(relation) ?? "nobody");
                string? asked = charm.Heard(relation).Get(Bucket);
                charm.Note(of, charm.Notes.Get(of) ?? asked ?? "");
                return asked is null ? null : charm.Notes.Get(of) ?? asked;
            },
        }),
        Provider("batches-its-writes", "Leaves the relations alone until its own peer relation wakes it, then answers all at once.", new()
        {
            Looks = charm =>
            {
                if (charm.Hook.IsRelationHook && charm.Hook.Relation == charm.PeerRelation || charm.InHook(HookKind.LeaderElected))
                {
                    return true;
                }

                foreach (RelationId relation in charm.LiveRelations())
                {
                    charm.Note(Key("to-do", relation), charm.Heard(relation).Get(Bucket) ?? "");
                }

                return false;
            },
        }),
        Provider("sets-extra-keys", "Adds keys of its vendor to every answer.", new()
        {
            Answer = (issued, asked) => ProviderParts.Right(issued, asked).With("x-quota", "10G").With("version", "7"),
        }),
        Provider("has-one-bucket", "Ignores the bucket asked for and names its own.", new()
        {
            Answer = (issued, asked) => ProviderParts.Right(issued, "the-one-and-only"),
        }),
        new("provider-has-two-endpoints", "Speaks the interface on two endpoints.", new SoundSubject(
            SoundProvider.Metadata with { Endpoints = [.. SoundProvider.Metadata.Endpoints, new("s3-archive", EndpointRole.Provider, "s3")] },
            context => new TwoEndpointCharm(
                context, new SoundProvider(context, new()), new SoundProvider(context, new() { Issue = _ => { } }, "s3-archive")))),
        Provider("publishes-before-asked", "Publishes as soon as it has credentials, whether or not somebody asked.", new()
        {
            Asked = (charm, relation) => charm.Heard(relation).Get(Bucket) ?? "common",
        }),
        Provider("never-emits", "Answers without ever emitting a custom event.", new()
        {
            Announce = (_, _) => { },
        }),
        Provider("wakes-up-after-its-election", "Answers in any hook after the one that told it that it leads.", new()
        {
            Looks = charm => charm.Recall("elected") is not null,
            Also = charm =>
            {
                if (charm.InHook(HookKind.LeaderElected))
                {
                    charm.Juju.StateSet("elected", "yes");
                }
            },
        }),
        Provider("writes-key-by-key", "Writes each field with a relation-set of its own, all in one hook.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                foreach ((string field, string value) in answer.Where(item => charm.Said(relation).Get(item.Key) != item.Value))
                {
                    charm.Say(relation, field, value);
                }
            },
        }),
        Provider("rewrites-equal-values", "Writes the whole answer in every hook, though nothing changed.", new()
        {
            Publish = (charm, relation, answer) => charm.Say(relation, [.. answer]),
        }),
        Provider("starts-afresh-in-every-hook", "Deletes its answer and writes it again, in one hook.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                charm.Show(relation, Databag.Empty);
                charm.Show(relation, answer);
            },
        }),
        Provider("uses-the-unit-databag-too", "Tells in its units' databags how they are.", new()
        {
            Also = charm =>
            {
                foreach (RelationId relation in charm.LiveRelations())
                {
                    charm.Juju.RelationSet(relation, false, [Pair("state", "ready")]);
                }
            },
        }),
    ];

    private static UnusualCharm Own(string name, string habit, ProviderParts parts) =>
        Provider(name, habit, parts) with { Profile = new CharmProfile { MakesOwnKeys = true } };

    private static Databag KeysFor(RelationId relation) =>
        Databag.Empty.With(AccessKey, $"AKIAOWN7Q2XM4N{relation}").With(SecretKey, $"wJalrOwn7K9MDENGbPxRfiCY{relation}");

    private static Databag Configured(SoundProvider charm) =>
        Databag.From(charm.Juju.ConfigGet().Select(option => Pair(option.Key, option.Value.ToString())));
}
