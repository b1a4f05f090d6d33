using S3Contract.Charms;
using static S3Contract.Tests.Property.Mutants.Version1.FaultyCommands;
using static S3Contract.Tests.Property.Mutants.Version1.SpokenMutant;
using static S3Contract.Tests.Property.Mutants.Version1.SpokenProviderMutants;

namespace S3Contract.Tests.Property.Mutants.Version1;

/// <summary>Faults of charms of version 1 where the other side speaks version 0.</summary>
internal static class AcrossMutants
{
    private const string Access = "access-key";
    private const string SecretKey = "secret-key";

    public static IReadOnlyList<SpokenMutant> All { get; } =
    [
        Provider("answers-only-its-like", "mixed.answered", "Shows no key to who asks for no secret.", new() { Says = (_, _, changes) => Without(changes, Access, SecretKey) }),
        Provider("opens-only-to-a-version", "mixed.answered", "Waits for a version that a requirer of version 0 never announces.", new()
        {
            Misses = juju => juju.Leads && juju.Live.Any(relation => juju.Heard(relation) is { Count: > 0 } heard && !heard.ContainsKey("version")),
        }),
        Provider("ignores-the-bucket", "mixed.answer-has-bucket", "Answers with the operator's bucket, and with none if there is none.", new() { Says = (_, _, changes) => Without(changes, "bucket") }),
        Provider("hands-a-secret-to-anybody", "mixed.no-secret-instead", "Shows a secret whoever asks.", new()
        {
            Says = (juju, relation, changes) =>
            {
                if (!Has(changes, Access))
                {
                    return changes;
                }

                Dictionary<string, string> pair = changes.Where(change => change.Key is Access or SecretKey).ToDictionary(change => change.Key, change => change.Value, StringComparer.Ordinal);
                string secret = juju.Real.SecretAdd(pair, SecretOwner.Application, new SecretSettings { Label = $"s3.{relation}.extra.secret" });
                juju.Real.SecretGrant(secret, relation);
                return [.. Without(changes, Access, SecretKey, "secret-extra"), Pair("secret-extra", secret)];
            },
        }),
        Provider("hands-attributes-on", "mixed.attributes-list", "Shows attributes as the operator's text.", new()
        {
            Says = (_, _, changes) => Replaced(changes, "attributes", _ => "owner=ops"),
        }),
        Provider("keeps-what-stands-in-clear", "mixed.latest-credentials", "Does not touch keys that stand in clear.", new()
        {
            Says = (juju, relation, changes) => juju.Said(relation).ContainsKey(Access) ? Without(changes, Access, SecretKey) : changes,
        }),
        Provider("shows-one-key", "mixed.pair-issued-together", "Shows the access key, and never the secret key.", new() { Says = (_, _, changes) => Without(changes, SecretKey) }),
        Provider("rotates-half-in-clear", "mixed.pair-issued-together", "Rotates the access key in clear, and keeps the secret key.", new()
        {
            Says = (juju, relation, changes) => juju.Said(relation).ContainsKey(SecretKey) ? Without(changes, SecretKey) : changes,
        }),
        Requirer("asks-only-its-like", "mixed.asked", "Asks a provider of version 0 for no bucket.", new() { Says = (_, _, changes) => Without(changes, "bucket") }),
        Requirer("sees-on-its-leader", "mixed.every-unit", "Followers do not look at the databag.", new() { Misses = juju => juju.In(HookKind.RelationChanged) && !juju.Leads }),
        Requirer("sees-once", "mixed.latest-credentials", "Looks at the databag until there are keys, and never again.", new()
        {
            Misses = juju => juju.In(HookKind.RelationChanged) && juju.Real.StateGet().ContainsKey("had"),
            Also = juju =>
            {
                if (juju.In(HookKind.RelationChanged) && !juju.Real.StateGet().ContainsKey("had") && juju.Heard(juju.Relation!.Value).ContainsKey(Access))
                {
                    juju.Real.StateSet("had", "yes");
                }
            },
        }),
        Requirer("fails-on-a-text", "mixed.attributes-text", "Takes attributes for JSON.", new()
        {
            Also = juju =>
            {
                if (juju.In(HookKind.RelationChanged) && juju.Heard(juju.Relation!.Value).Get("attributes") is { } text && !text.StartsWith('['))
                {
                    throw new FormatException("attributes are no JSON");
                }
            },
        }),
    ];
}
