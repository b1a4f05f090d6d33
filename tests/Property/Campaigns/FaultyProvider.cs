using S3Contract.Charms;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Subjects;

namespace S3Contract.Tests.Property.Campaigns;

/// <summary>A charm whose leader shows one key without the other as soon as anybody joins.</summary>
internal sealed class FaultyProvider : CharmBase
{
    private FaultyProvider(CharmContext context, Func<bool> isFaulty)
        : base(context) =>
        Observe(
            HookKind.RelationJoined,
            hook =>
            {
                if (IsLeader() && isFaulty())
                {
                    Juju.RelationSet(hook.Relation!.Value, application: true, [new("access-key", "half-a-pair")]);
                }
            },
            "s3");

    /// <summary>Always faulty.</summary>
    public static ICharmSubject Subject { get; } = Of(() => true);

    /// <summary>Faulty for the first <paramref name="times"/> hooks of its life, whatever world it lives in.</summary>
    public static ICharmSubject Moody(int times) => Of(() => times-- > 0);

    private static InProcessCharm Of(Func<bool> isFaulty) =>
        new(ReferenceProvider.Metadata, context => new FaultyProvider(context, isFaulty));
}
