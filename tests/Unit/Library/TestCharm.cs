using S3Contract.Charms;

namespace S3Contract.Tests.Unit.Library;

/// <summary>A charm whose handlers are given by the test.</summary>
internal sealed class TestCharm(CharmContext context) : CharmBase(context)
{
    public static TestCharm On(ScriptedHookCommands juju, Hook hook, Action<CustomEvent>? emitted = null) =>
        new(new CharmContext(new UnitName("local", 0), hook, juju) { EventEmitted = emitted });

    public static Hook Changed(RelationId relation, HookKind kind = HookKind.RelationChanged) => new(kind)
    {
        Endpoint = "s3",
        Relation = relation,
        RemoteApplication = "remote",
    };
}
