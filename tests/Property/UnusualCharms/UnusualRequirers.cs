using System.Security.Cryptography;
using System.Text;
using S3Contract.Charms;
using S3Contract.Harness.Metadata;
using S3Contract.Tests.Property.Mutants;
using static S3Contract.Tests.Property.Mutants.SoundCharm;
using static S3Contract.Tests.Property.UnusualCharms.UnusualCharm;

namespace S3Contract.Tests.Property.UnusualCharms;

/// <summary>Requirers that are right in an unusual way.</summary>
internal static class UnusualRequirers
{
    public static IReadOnlyList<UnusualCharm> All { get; } =
    [
        Requirer("asks-late", "Makes a note of what is to be asked, and asks in the hook that the note brings about.", new()
        {
            Ask = (charm, relation, bucket) =>
            {
                string due = Key("due", relation);
                if (string.Equals(charm.Notes.Get(due), bucket, StringComparison.Ordinal))
                {
                    charm.Show(relation, Databag.Empty.With(Bucket, bucket));
                }
                else
                {
                    charm.Note(due, bucket);
                }
            },
        }),
        Requirer("asks-with-extra-keys", "Adds wishes of its own to every request.", new()
        {
            Ask = (charm, relation, bucket) =>
                charm.Show(relation, Databag.Empty.With(Bucket, bucket).With("wished-quota", "10G").With("region", "eu-west-1")),
        }),
        Requirer("speaks-version-1", "Speaks version 1, and is silent until the provider has written anything.", LiveMutants.SpeaksVersion1),
        Requirer("reads-what-is-json-as-json", "Reads values as JSON where they are, and keeps the text beside it for what wants text.", new()
        {
            OnChanged = (charm, relation) =>
            {
                Databag heard = charm.Heard(relation);
                foreach ((_, string value) in heard)
                {
                    _ = PythonJsonReader.TryRead(value, out _);
                }

                if (HasBothKeys(heard))
                {
                    charm.Emit(Changed, relation);
                }
            },
        }),
        Requirer("never-emits", "Reads the databag, and never emits a custom event.", new()
        {
            OnChanged = (charm, relation) => _ = charm.Heard(relation),
            OnBroken = (_, _) => { },
        }),
        Requirer("emits-only-what-is-new", "Emits credentials-changed only if the credentials really are others.", new()
        {
            OnChanged = (charm, relation) =>
            {
                string seen = Key("seen", relation);
                if (charm.Heard(relation) is var heard && HasBothKeys(heard) && charm.Recall(seen) != heard[AccessKey])
                {
                    charm.Juju.StateSet(seen, heard[AccessKey]);
                    charm.Emit(Changed, relation);
                }
            },
        }),
        Requirer("emits-in-every-hook", "Emits credentials-changed in any hook as long as the credentials are there.", new()
        {
            OnChanged = (_, _) => { },
            Also = charm =>
            {
                foreach (RelationId relation in charm.LiveRelations().Where(relation => HasBothKeys(charm.Heard(relation))))
                {
                    charm.Emit(Changed, relation);
                }
            },
        }),
        Requirer("looks-when-the-timer-fires", "Looks at the credentials in update-status only.", new()
        {
            OnChanged = (_, _) => { },
            Also = charm =>
            {
                foreach (RelationId relation in charm.InHook(HookKind.UpdateStatus) ? charm.LiveRelations() : [])
                {
                    _ = charm.Heard(relation);
                }
            },
        }),
        Requirer("rewrites-equal-values", "Writes its request in every hook, though nothing changed.", new()
        {
            Ask = (charm, relation, bucket) => charm.Say(relation, Bucket, bucket),
        }),
        Requirer("changes-its-mind-in-a-hook", "Asks for another bucket first and corrects it in the same hook.", new()
        {
            Ask = (charm, relation, bucket) =>
            {
                charm.Say(relation, Bucket, "scratch");
                charm.Say(relation, Bucket, bucket);
            },
        }),
        Requirer("uses-the-unit-databag-too", "Tells in its units' databags how they are.", new()
        {
            Also = charm =>
            {
                foreach (RelationId relation in charm.LiveRelations())
                {
                    charm.Juju.RelationSet(relation, false, [Pair("state", "ready")]);
                }
            },
        }),
        Requirer("tells-a-fingerprint", "Shows in its units' databags a hash of the credentials in use, to tell a restart from a rotation.", new()
        {
            Also = charm =>
            {
                foreach (RelationId relation in charm.LiveRelations())
                {
                    string used = charm.Heard(relation) is var heard && HasBothKeys(heard)
                        ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(heard[AccessKey] + heard[SecretKey])))
                        : "";
                    charm.Juju.RelationSet(relation, false, [Pair("in-use", used)]);
                }
            },
        }),
        Requirer("keeps-the-keys-among-its-peers", "The leader keeps the credentials in the databag of the peer relation.", new()
        {
            Also = charm =>
            {
                foreach (RelationId relation in charm.Juju.IsLeader() ? charm.LiveRelations() : [])
                {
                    charm.Note(Key("secret", relation), charm.Heard(relation).Get(SecretKey) ?? "");
                }
            },
        }),
        Requirer("uses-its-bucket", "Looks at its bucket, and puts an object below its path, in every hook.", UseMutants.UsesItsBucket),
        new("requirer-has-two-endpoints", "Speaks the interface on two endpoints.", new SoundSubject(
            SoundRequirer.Metadata with { Endpoints = [.. SoundRequirer.Metadata.Endpoints, new("s3-archive", EndpointRole.Requirer, "s3")] },
            context => new TwoEndpointCharm(
                context, new SoundRequirer(context, new()), new SoundRequirer(context, new(), "s3-archive")))),
        Requirer("wants-one-provider", "Takes one relation only (limit: 1).", new(), SoundRequirer.Metadata with
        {
            Endpoints = [new("s3", EndpointRole.Requirer, "s3", Limit: 1), new("s3-peers", EndpointRole.Peer, "s3_peers")],
        }),
    ];
}
