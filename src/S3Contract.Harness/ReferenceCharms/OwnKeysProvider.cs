using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>
/// A provider that keeps the contract and makes its own keys, a pair for each relation: nobody issues it any. It keeps no notes in the
/// databag, so what it says and when is all that a requirer learns. One kind stays silent until it is asked, the other answers before it is
/// asked, with a bucket of its own choice. They meet the requirer under test beside <see cref="ReferenceProvider"/>.
/// </summary>
internal sealed class OwnKeysProvider : CharmBase
{
    private const string Endpoint = "s3";
    private static readonly CharmMetadata s_metadata = new("own-keys-provider", [new CharmEndpoint(Endpoint, EndpointRole.Provider, "s3")]);
    private readonly bool _waits;

    private OwnKeysProvider(CharmContext context, bool waits)
        : base(context)
    {
        _waits = waits;
        Observe(context.Hook.Kind, Answer);
    }

    /// <summary>Stays silent until it is asked.</summary>
    public static ICharmSubject OnRequest { get; } = new InProcessCharm(s_metadata, context => new OwnKeysProvider(context, waits: true));

    /// <summary>Answers before it is asked.</summary>
    public static ICharmSubject Unasked { get; } = new InProcessCharm(s_metadata, context => new OwnKeysProvider(context, waits: false));

    /// <summary>The applications of scripts that they play where no provider is under test.</summary>
    public static IReadOnlyDictionary<string, Player> Players { get; } = new SortedDictionary<string, Player>(StringComparer.Ordinal)
    {
        ["provider-on-request"] = new Player(OnRequest, new CharmProfile { MakesOwnKeys = true }),
        ["provider-unasked"] = new Player(Unasked, new CharmProfile { MakesOwnKeys = true }),
    };

    private void Answer(Hook hook)
    {
        if (!IsLeader())
        {
            return;
        }

        foreach (Relation relation in Relations(Endpoint))
        {
            string? asked = relation.RemoteApplicationData?.Get(S3Options.Bucket);
            bool ends = hook.Kind == HookKind.RelationBroken && hook.Relation == relation.Id;
            if (!ends && (asked is not null || !_waits))
            {
                relation.LocalApplicationData.Update(
                [
                    new(S3Options.AccessKey, $"AKIAOWN7Q2XM4N{relation.Id}"),
                    new(S3Options.SecretKey, $"wJalrOwn7K9MDENGbPxRfiCY{relation.Id}"),
                    new(S3Options.Bucket, asked ?? $"made-for-{relation.Id}"),
                    new(S3Options.Endpoint, "http://127.0.0.1:8333"),
                ]);
            }
        }
    }
}
