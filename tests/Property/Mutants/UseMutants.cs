using System.Security.Cryptography.X509Certificates;
using S3Contract.Charms;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.S3;
using S3Contract.Reference.Observations;
using static S3Contract.Tests.Property.Mutants.Mutant;
using static S3Contract.Tests.Property.Mutants.SoundCharm;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Faults in the use of S3. The requests are told as an S3 would have seen them; nobody listens.</summary>
internal static class UseMutants
{
    private static readonly string s_authority = S3Authority.PrintOf(X509Certificate2.CreateFromPem(S3Authority.Pem));

    public static IReadOnlyList<Mutant> All { get; } =
    [
        Requirer("uses-the-first-credentials", "use.latest-credentials", "Keeps the first credentials it reads, and uses them ever after.", Using((charm, relation, given) =>
        {
            string first = charm.Recall(Key("first", relation)) ?? given[AccessKey];
            charm.Juju.StateSet(Key("first", relation), first);
            Ask(charm, "PutObject", first, given.Get(Bucket), In(given, "x"));
        })),
        Requirer("uses-a-bucket-of-its-own-choice", "use.within-place", "Puts its objects into a bucket named after itself.", Using((charm, _, given) =>
            Ask(charm, "PutObject", given[AccessKey], "of-requirer", In(given, "x")))),
        Requirer("forgets-the-path", "use.within-place", "Puts its objects at the top of the bucket.", Using((charm, _, given) =>
            Ask(charm, "PutObject", given[AccessKey], given.Get(Bucket), "x"))),
        Requirer("trusts-anybody", "use.given-chain", "Was given a chain of certificates, and does not look at any.", Using((charm, _, given) =>
        {
            if (given.Get("tls-ca-chain") is not null)
            {
                Ask(charm, "HeadBucket", given[AccessKey], given.Get(Bucket), null, "00");
            }
        })),
        Requirer("trusts-the-system-alone", "use.given-chain", "Was given a chain of certificates, and trusts those of the system.", Using((charm, _, given) =>
        {
            if (given.Get("endpoint") is { } endpoint && endpoint.StartsWith("https:", StringComparison.Ordinal) && given.Get("tls-ca-chain") == S3Authority.Chain)
            {
                ((HookTransaction)charm.Juju).Record(new S3Distrusted(endpoint, s_authority));
            }
        })),
        Requirer("uses-what-is-gone", "use.nothing-after-gone", "Goes on with the credentials of a relation that is broken.", new()
        {
            Also = charm =>
            {
                foreach (RelationId relation in charm.LiveRelations())
                {
                    if (charm.Heard(relation) is var given && HasBothKeys(given))
                    {
                        charm.Juju.StateSet("last", given[AccessKey]);
                    }
                }

                if (charm.Recall("last") is { } last)
                {
                    Ask(charm, "ListBuckets", last, null, null);
                }
            },
        }),
        Provider("makes-another-bucket", "use.makes-its-bucket", "Makes a bucket named after the relation, and answers with the one that was asked for.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                Ask(charm, "CreateBucket", answer[AccessKey], "data-" + relation, null);
                charm.Show(relation, answer);
            },
        }),
        Provider("makes-the-bucket-afterwards", "use.makes-its-bucket", "Answers, and makes the bucket in the next hook.", new()
        {
            Also = charm =>
            {
                foreach (RelationId relation in charm.Juju.IsLeader() ? charm.LiveRelations() : [])
                {
                    if (charm.Notes.Get(Key("to-make", relation)) is { } due)
                    {
                        Ask(charm, "CreateBucket", charm.Said(relation).Get(AccessKey), due, null);
                    }

                    charm.Note(Key("to-make", relation), charm.Said(relation).Get(Bucket) ?? "");
                }
            },
        }),
    ];

    /// <summary>A requirer that uses S3 as it was told.</summary>
    public static RequirerParts UsesItsBucket { get; } = Using((charm, _, given) =>
    {
        Ask(charm, "HeadBucket", given[AccessKey], given.Get(Bucket), null, given.Get("tls-ca-chain") == S3Authority.Chain ? s_authority : null);
        Ask(charm, "PutObject", given[AccessKey], given.Get(Bucket), In(given, "x"));
    });

    /// <summary>A provider that makes the bucket that it answers with.</summary>
    public static ProviderParts MakesItsBucket { get; } = new()
    {
        Publish = (charm, relation, answer) =>
        {
            Ask(charm, "CreateBucket", answer[AccessKey], answer[Bucket], null);
            charm.Show(relation, answer);
        },
    };

    private static RequirerParts Using(Action<SoundRequirer, RelationId, Databag> use) => new()
    {
        Also = charm =>
        {
            foreach (RelationId relation in charm.LiveRelations())
            {
                if (charm.Heard(relation) is var given && HasBothKeys(given))
                {
                    use(charm, relation, given);
                }
            }
        },
    };

    private static string In(Databag given, string name) => $"{given.Get("path")?.Trim('/')}/{name}".TrimStart('/');

    private static void Ask(SoundCharm charm, string operation, string? accessKey, string? bucket, string? key, string? authority = null) =>
        ((HookTransaction)charm.Juju).Record(new S3Asked(operation, 200) { AccessKey = accessKey, Bucket = bucket, Key = key, Authority = authority });
}
