using S3Contract.Charms;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Subjects;

namespace S3Contract.Bench;

/// <summary>What is measured: which charms, and whether their steps are judged.</summary>
internal sealed record Workload(string Name, ICharmSubject Provider, ICharmSubject Requirer, bool Judged)
{
    /// <summary>From the simulated Juju alone to all that a campaign does.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("simulation alone (charms without code)", Idle("idle-provider", EndpointRole.Provider), Idle("idle-requirer", EndpointRole.Requirer), false),
        new("original library, not judged", ReferenceProvider.OriginalSubject, ReferenceRequirer.OriginalSubject, false),
        new("original library, judged", ReferenceProvider.OriginalSubject, ReferenceRequirer.OriginalSubject, true),
        new("reference charms, not judged", ReferenceProvider.Subject, ReferenceRequirer.Subject, false),
        new("reference charms, judged", ReferenceProvider.Subject, ReferenceRequirer.Subject, true),
    ];

    /// <summary>Runs one life of a relation and answers how many hooks ran.</summary>
    public int Run()
    {
        if (!Judged)
        {
            return RelationLife.Run(Provider, Requirer, null);
        }

        var judge = new Judge();
        judge.Begin();
        return RelationLife.Run(Provider, Requirer, judge.Observe);
    }

    private static InProcessCharm Idle(string name, EndpointRole role) =>
        new(new CharmMetadata(name, [new CharmEndpoint("s3", role, "s3")]), context => new IdleCharm(context));

    private sealed class IdleCharm(CharmContext context) : CharmBase(context);
}
