using S3Contract.Charms;
using static S3Contract.Tests.Property.Mutants.Mutant;
using static S3Contract.Tests.Property.Mutants.SoundCharm;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Faults in what the databags hold.</summary>
internal static class DataMutants
{
    private const string TlsCaChain = "tls-ca-chain";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        Answers("leaves-the-bucket-out", "data.mandatory-fields", "Answers with the two keys and no bucket.", answer => answer.With(Bucket, "")),
        Answers("answers-with-the-access-key-alone", "data.mandatory-fields", "Never shows the secret key.",
            answer => answer.With(SecretKey, "")),
        Answers("answers-with-a-blank-bucket", "data.non-empty-fields", "Answers with a bucket of one blank.", answer => answer.With(Bucket, " ")),
        Answers("answers-with-bucket-none", "data.non-empty-fields", "Answers with the text None for a bucket that was not configured.",
            answer => answer.With(Bucket, "None")),
        Answers("uri-style-virtual", "data.uri-style", "Says virtual where the interface says host.", Default("s3-uri-style", "virtual")),
        Answers("uri-style-in-capitals", "data.uri-style", "Says PATH for path.", Default("s3-uri-style", "PATH")),
        Answers("api-version-of-the-signature", "data.api-version", "Gives the name of the signature as version.", Default("s3-api-version", "s3v4")),
        Answers("api-version-as-a-float", "data.api-version", "Writes the version as a floating point number.", Default("s3-api-version", "4.0")),
        Answers("chain-as-python-text", "data.tls-ca-chain", "Writes the chain as Python prints a list.", Default(TlsCaChain, "['TUlJQg==']")),
        Answers("chain-as-one-text", "data.tls-ca-chain", "Writes a single certificate as bare text.", Default(TlsCaChain, "TUlJQg==")),
        Answers("chain-of-file-names", "data.tls-ca-chain-entries", "Hands out the paths of the certificates, not the certificates.",
            Default(TlsCaChain, "[\"/etc/ssl/ca.pem\"]")),
        Answers("attributes-joined", "data.attributes", "Joins the attributes by semicolons.", Default("attributes", "a;b")),
        Answers("attributes-with-a-number", "data.attributes", "Puts a number among the attributes.", Default("attributes", "[\"a\", 1]")),
        Answers("keeps-zero-days", "data.delete-older-than-days", "Writes 0 days for backups that are kept.", Default("delete-older-than-days", "0")),
        Answers("days-with-a-unit", "data.delete-older-than-days", "Writes the days with their unit.", Default("delete-older-than-days", "30d")),
        Answers("endpoint-without-scheme", "data.endpoint-url", "Gives the host of the endpoint, not a URL.", Default("endpoint", "127.0.0.1:9000")),
        Answers("endpoint-with-scheme-s3", "data.endpoint-url", "Gives the bucket's URL as endpoint.", Default("endpoint", "s3://backups")),
        Answers("region-none", "data.unset-is-absent", "Writes the text None for a region that is not set.", Default("region", "None")),
        Answers("attributes-two-quotes", "data.unset-is-absent", "Writes two quotes for attributes that are not set.", Default("attributes", "\"\"")),
        Provider("takes-the-answer-away-first", "data.stays-complete", "A rotation deletes the old answer in one hook and shows the new one in the next.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                bool rotates = charm.Said(relation).Get(AccessKey) is { } old && !string.Equals(old, answer[AccessKey], StringComparison.Ordinal);
                if (rotates && charm.InHook(HookKind.Action))
                {
                    charm.Note(Key("next", relation), "to be deleted");
                    return;
                }

                charm.Note(Key("next", relation), rotates ? "to be shown" : "");
                charm.Show(relation, rotates ? Databag.Empty : answer);
            },
        }),
        Provider("takes-the-answer-away-from-a-new-leader", "data.stays-complete", "A new leader begins with clean databags.", new()
        {
            Also = charm =>
            {
                if (charm.InHook(HookKind.LeaderElected) && charm.Juju.IsLeader())
                {
                    foreach (RelationId relation in charm.LiveRelations())
                    {
                        charm.Show(relation, Databag.Empty);
                    }
                }
            },
        }),
        Requirer("asks-for-no-bucket", "live.asked", "Asks with other keys and leaves the bucket to the provider.", new()
        {
            Ask = (charm, relation, _) => charm.Show(relation, Databag.Empty.With("requested", "true")),
        }),
        Requirer("asks-for-a-blank-bucket", "data.request-bucket", "Asks for a bucket of one blank.", new()
        {
            Wants = (_, _) => " ",
        }),
        Requirer("asks-for-bucket-none", "data.request-bucket", "Asks for the text None if no bucket is configured.", new()
        {
            Wants = (charm, relation) =>
                charm.WantedBucket(relation) is var bucket && bucket.StartsWith("relation-", StringComparison.Ordinal) ? "None" : bucket,
        }),
        Requirer("withdraws-when-answered", "data.request-bucket", "Takes its request back once it has credentials.", new()
        {
            Ask = (charm, relation, bucket) =>
                charm.Show(relation, HasBothKeys(charm.Heard(relation)) ? Databag.Empty : Databag.Empty.With(Bucket, bucket)),
        }),
        Answers("drops-list-fields", "live.every-field", "Publishes the plain fields only and forgets the lists.",
            answer => answer.With(TlsCaChain, "").With("attributes", "")),
        Answers("forgets-optional-fields", "live.every-field", "Publishes the keys and the bucket, and nothing else that was issued.",
            answer => Databag.From(answer.Where(item => item.Key is Bucket or AccessKey or SecretKey))),
        Answers("shifts-the-region", "live.every-field", "Shows the region in capitals.",
            answer => answer.Get("region") is { } region ? answer.With("region", region.ToUpperInvariant()) : answer),
        Answers("adds-a-line-end", "live.every-field", "Shows the path with the end of the line it was read from.",
            answer => answer.Get("path") is { } path ? answer.With("path", path + "\n") : answer),
        Answers("collapses-lists", "live.every-field", "Shows a list as the only string in one.",
            answer => answer.Get("attributes") is { } list && list != "[]" ? answer.With("attributes", "[\"" + list.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"]") : answer),
        Provider("keeps-what-was-taken-back", "live.every-field", "Adds to an answer and never takes a field out of it.", new()
        {
            Publish = (charm, relation, answer) => charm.Show(relation, charm.Said(relation).With(answer)),
        }),
        Provider("prefers-the-bucket-asked", "live.operators-bucket", "Names the bucket asked for where the operator gave one.", new()
        {
            Answer = (issued, asked) => issued.With(Bucket, asked),
        }),
        Provider("forgets-fields-on-a-leader-change", "live.every-field-after-mishap",
            "Keeps all but the keys and the bucket in the unit that was leader when they were issued.", new()
            {
                Issue = charm =>
                {
                    charm.RememberIssued(charm.Juju.ActionGet()
                        .Where(item => item.Key is Bucket or AccessKey or SecretKey or "relation").ToDictionary(StringComparer.Ordinal));
                    foreach ((string field, string value) in charm.Juju.ActionGet())
                    {
                        charm.Juju.StateSet("own." + field, value);
                    }
                },
                Issued = (charm, relation) => charm.IssuedFor(relation).With(charm.Juju.StateGet()
                    .Where(item => item.Key.StartsWith("own.", StringComparison.Ordinal) && item.Key is not ("own.bucket" or "own.access-key" or "own.secret-key" or "own.relation"))
                    .Select(item => Pair(item.Key["own.".Length..], item.Value))),
            }),
        Requirer("names-every-bucket-after-the-first-relation", "data.generated-bucket", "Generates one name and asks for it everywhere.", new()
        {
            Wants = (charm, relation) => charm.WantedBucket(charm.LiveRelations().Min()),
        }),
        Requirer("asks-for-region-null", "data.unset-is-absent", "Asks for the region null where it has no wish.", new()
        {
            Ask = (charm, relation, bucket) => charm.Show(relation, Databag.Empty.With(Bucket, bucket).With("region", "null")),
        }),
        Provider("answers-again-without-the-bucket", "data.mandatory-fields",
            "When an option changes after the answer, it answers anew with what is configured: with no bucket, if none is.", new()
            {
                Answer = (issued, asked) => issued.ContainsKey("path") || issued.ContainsKey("region") ? issued : ProviderParts.Right(issued, asked),
            }),
    ];

    private static Mutant Answers(string name, string clause, string fault, Func<Databag, Databag> spoil) =>
        Provider(name, clause, fault, new() { Answer = (issued, asked) => spoil(ProviderParts.Right(issued, asked)) });

    private static Func<Databag, Databag> Default(string field, string value) =>
        answer => answer.ContainsKey(field) ? answer : answer.With(field, value);
}
