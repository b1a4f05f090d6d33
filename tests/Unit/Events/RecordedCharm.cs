using S3Contract.Charms;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects.HookCommands;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Tests.Unit.Events;

/// <summary>A charm on the library, hosted like a process: nobody is told of its events, but each time it emits one it logs what a charm on
/// <c>ops</c> logged at that point.</summary>
internal sealed class RecordedCharm(EndpointRole role, IEnumerable<IReadOnlyList<string>> lines, string endpoint = "s3-credentials") : ICharmSubject
{
    private readonly Queue<IReadOnlyList<string>> _lines = new(lines);

    public CharmMetadata Metadata { get; } = new("recorded", [new CharmEndpoint(endpoint, role, "s3")])
    {
        Actions = [new CharmAction("issue")],
    };

    public string Host => "process";

    public static CharmProfile Profile { get; } = new() { Issue = [new ProfileLine("run ${leader} issue ${fields}")] };

    public IUnitHost CreateUnit(UnitName unit) => new Unit(this);

    private sealed class Unit(RecordedCharm recording) : IUnitHost
    {
        public HookExit Run(HookTransaction transaction, bool keepLocalState, CancellationToken cancellation)
        {
            HookCommandLine commands = new(transaction);
            CharmContext context = new(transaction.Unit, transaction.Hook, transaction)
            {
                EventEmitted = _ =>
                {
                    foreach (string line in recording._lines.Dequeue())
                        commands.Run(new HookRequest(0, transaction.Environment.ContextId, "/", "juju-log", ["--log-level", "DEBUG", "--", line]), null);
                },
            };
            new Charm(context, recording.Metadata).Dispatch();
            return HookExit.Success;
        }

        public void Dispose()
        {
        }
    }

    private sealed class Charm : CharmBase
    {
        public Charm(CharmContext context, CharmMetadata metadata)
            : base(context)
        {
            CharmEndpoint endpoint = metadata.Endpoints[0];
            if (endpoint.Role == EndpointRole.Requirer)
            {
                _ = new S3Requirer(this, endpoint.Name, "backups");
                return;
            }

            S3Provider provider = new(this, endpoint.Name);
            ObserveAction("issue", _ =>
            {
                foreach (Relation relation in provider.Relations)
                {
                    provider.UpdateConnectionInfo(
                        relation.Id,
                        [
                            new("bucket", relation.RemoteApplicationData?.Get("bucket") ?? ""),
                            .. Juju.ActionGet().Select(field => new KeyValuePair<string, S3Value>(field.Key, field.Value)),
                        ]);
                }
            });
        }
    }
}
