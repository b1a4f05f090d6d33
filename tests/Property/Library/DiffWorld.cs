using S3Contract.Charms;
using S3Contract.Tests.Property.Vectors;

namespace S3Contract.Tests.Property.Library;

/// <summary>A leader of a provider with one relation, for comparing databags hook by hook.</summary>
internal sealed class DiffWorld
{
    private readonly VectorWorld _world = new(new UnitName("local", 0)) { Leader = true, Ids = { ["s3"] = [7] } };

    public DiffWorld() => _world.Relations[7] = new VectorRelation("s3", "remote");

    public Databag Remote
    {
        get => _world.Relations[7].RemoteData;
        set => _world.Relations[7].RemoteData = value;
    }

    public DatabagDiff Diff()
    {
        var hook = new Hook(HookKind.RelationJoined) { Endpoint = "s3", Relation = 7, RemoteApplication = "remote" };
        var charm = new Charm(new CharmContext(new UnitName("local", 0), hook, _world));
        return new S3Provider(charm, "s3").Diff(charm.RelationEvent());
    }

    private sealed class Charm(CharmContext context) : CharmBase(context);
}
