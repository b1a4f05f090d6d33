using System.Text.Json;
using S3Contract.Charms;
using static S3Contract.Tests.Property.Mutants.Mutant;
using static S3Contract.Tests.Property.Mutants.SoundCharm;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Charms that fail on what they must survive: here the crash is the fault.</summary>
internal static class ToleranceMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        Provider("fails-on-an-empty-databag", "tolerance.empty-databag", "Takes the bucket for granted.", new()
        {
            Asked = (charm, relation) => charm.Heard(relation)[Bucket],
        }),
        Provider("fails-on-unknown-keys", "tolerance.unknown-keys", "Fails on a request with other keys than bucket.", new()
        {
            Asked = (charm, relation) => OnlyKnown(charm.Heard(relation), Bucket, "data").Get(Bucket),
        }),
        Provider("fails-when-broken-unanswered", "tolerance.broken-unanswered", "Revokes in relation-broken what it never gave.", new()
        {
            Also = charm =>
            {
                if (charm.InHook(HookKind.RelationBroken) && charm.Juju.IsLeader())
                {
                    _ = charm.Said(charm.Hook.Relation!.Value)[AccessKey];
                }
            },
        }),
        Provider("fails-on-a-second-relation", "tolerance.ordinary-hook", "Takes it for granted that there is one relation.", new()
        {
            Relations = charm => charm.LiveRelations() is { Count: > 0 } all ? [all.Single()] : [],
        }),
        Provider("fails-on-a-rotation", "tolerance.ordinary-hook", "Takes it for granted that a relation is answered once.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                Databag shown = charm.Said(relation);
                if (HasBothKeys(shown) && !shown.Equals(answer))
                {
                    throw new InvalidOperationException("an item with the same key has already been added");
                }

                charm.Show(relation, answer);
            },
        }),
        Requirer("fails-on-an-empty-databag", "tolerance.empty-databag", "Takes the access key for granted.", new()
        {
            OnChanged = (charm, relation) => EmitFor(charm, relation, charm.Heard(relation)[AccessKey]),
        }),
        Requirer("fails-on-half-an-answer", "tolerance.half-filled", "Takes the secret key for granted where there is an access key.", new()
        {
            OnChanged = (charm, relation) =>
            {
                if (charm.Heard(relation) is var heard && heard.ContainsKey(AccessKey))
                {
                    EmitFor(charm, relation, heard[SecretKey]);
                }
            },
        }),
        Requirer("fails-on-keys-without-bucket", "tolerance.half-filled", "Takes the bucket for granted where there are keys.", new()
        {
            OnChanged = (charm, relation) => OnBothKeys(charm, relation, heard => _ = heard[Bucket]),
        }),
        Requirer("fails-without-a-region", "tolerance.optional-fields", "Takes the region for granted where all that is mandatory is there.", new()
        {
            OnChanged = (charm, relation) => OnBothKeys(charm, relation, heard => _ = heard.ContainsKey(Bucket) ? heard["region"] : null),
        }),
        Requirer("fails-on-unknown-keys", "tolerance.unknown-keys", "Fails on an answer with keys it does not know.", new()
        {
            OnChanged = (charm, relation) => OnBothKeys(charm, relation, heard => OnlyKnown(
                heard, Bucket, AccessKey, SecretKey, "path", "endpoint", "region", "s3-uri-style", "storage-class", "tls-ca-chain",
                "s3-api-version", "delete-older-than-days", "attributes", "data")),
        }),
        Requirer("fails-on-another-bucket", "tolerance.other-bucket", "Insists on the bucket it asked for.", new()
        {
            OnChanged = (charm, relation) => OnBothKeys(charm, relation, heard =>
            {
                if (heard.Get(Bucket) is { } bucket && charm.Juju.IsLeader() && !string.Equals(bucket, charm.WantedBucket(relation), StringComparison.Ordinal))
                {
                    throw new InvalidOperationException("this is not the bucket I asked for");
                }
            }),
        }),
        Requirer("fails-on-a-malformed-chain", "tolerance.malformed-lists", "Takes it for granted that tls-ca-chain is JSON.", new()
        {
            OnChanged = (charm, relation) => OnBothKeys(charm, relation, heard => ReadList(heard.Get("tls-ca-chain"))),
        }),
        Requirer("fails-on-malformed-attributes", "tolerance.malformed-lists", "Takes it for granted that attributes are JSON.", new()
        {
            OnChanged = (charm, relation) => OnBothKeys(charm, relation, heard => ReadList(heard.Get("attributes"))),
        }),
        Requirer("fails-when-broken-unanswered", "tolerance.broken-unanswered", "Closes in relation-broken what was never opened.", new()
        {
            OnBroken = (charm, relation) =>
            {
                _ = charm.Recall(Key("open", relation)) ?? throw new InvalidOperationException("nothing is open");
                charm.Emit(Gone, relation);
            },
            OnChanged = (charm, relation) => OnBothKeys(charm, relation, _ => charm.Juju.StateSet(Key("open", relation), "yes")),
        }),
        Requirer("fails-on-a-rotation", "tolerance.ordinary-hook", "Takes it for granted that credentials come once.", new()
        {
            OnChanged = (charm, relation) => OnBothKeys(charm, relation, heard =>
            {
                string before = charm.Recall(Key("key", relation)) ?? heard[AccessKey];
                charm.Juju.StateSet(Key("key", relation), heard[AccessKey]);
                if (!string.Equals(before, heard[AccessKey], StringComparison.Ordinal))
                {
                    throw new InvalidOperationException("already connected");
                }
            }),
        }),
        Requirer("takes-a-key-of-digits-for-a-number", "tolerance.ordinary-hook", "Reads every value as JSON, and cannot use a number as key.", new()
        {
            OnChanged = (charm, relation) =>
            {
                if (charm.Heard(relation) is var heard && HasBothKeys(heard))
                {
                    if (heard[AccessKey].All(char.IsAsciiDigit))
                    {
                        throw new InvalidCastException("a number has no strip()");
                    }

                    charm.Emit(Changed, relation);
                }
            },
        }),
        Requirer("fails-on-true", "tolerance.ordinary-hook", "Reads every value as JSON, and cannot use a truth value.", new()
        {
            OnChanged = (charm, relation) =>
            {
                if (charm.Heard(relation) is var heard && HasBothKeys(heard))
                {
                    if (heard.Items.ToArray().Any(item => item.Value is "true"))
                    {
                        throw new InvalidCastException("a truth value has no strip()");
                    }

                    charm.Emit(Changed, relation);
                }
            },
        }),
    ];

    private static void OnBothKeys(SoundRequirer charm, RelationId relation, Action<Databag> use)
    {
        if (charm.Heard(relation) is var heard && HasBothKeys(heard))
        {
            use(heard);
            charm.Emit(Changed, relation);
        }
    }

    private static void EmitFor(SoundRequirer charm, RelationId relation, string key)
    {
        if (key.Length > 0 && HasBothKeys(charm.Heard(relation)))
        {
            charm.Emit(Changed, relation);
        }
    }

    private static Databag OnlyKnown(Databag databag, params string[] known) =>
        databag.Keys.FirstOrDefault(key => !known.Contains(key, StringComparer.Ordinal)) is { } stranger
            ? throw new InvalidDataException($"unexpected keyword argument {stranger}")
            : databag;

    private static void ReadList(string? text)
    {
        if (text is not null)
        {
            JsonDocument.Parse(text).Dispose();
        }
    }
}
