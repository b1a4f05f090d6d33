namespace S3Contract.Charms;

/// <summary>
/// A relation as a charm sees it during one hook. Everything is read when it is first asked for, and once: what a databag of the other
/// side holds does not change during a hook. The charm keeps the views (<see cref="CharmBase.GetRelation(string, RelationId)"/>).
/// </summary>
public sealed class Relation
{
    private readonly bool _known;
    private string? _application;
    private bool _applicationRead;
    private RelationDatabag? _databags;

    internal Relation(CharmBase charm, string endpoint, RelationId id, bool known)
    {
        Charm = charm;
        Endpoint = endpoint;
        Id = id;
        _known = known;
    }

    /// <summary>The local endpoint.</summary>
    public string Endpoint { get; }

    /// <summary>The number of the relation.</summary>
    public RelationId Id { get; }

    /// <summary>The application at the other end (of a peer relation: the own one); null if Juju cannot name it.</summary>
    public string? Application
    {
        get
        {
            if (!_applicationRead)
            {
                _application = ReadApplication();
                _applicationRead = true;
            }

            return _application;
        }
    }

    /// <summary>The remote units that this unit has seen join; none if the endpoint has no such relation. Each call asks Juju.</summary>
    public IReadOnlyList<UnitName> Units
    {
        get
        {
            try
            {
                return _known ? Charm.Juju.RelationList(Id) : [];
            }
            catch (HookCommandException exception) when (exception.IsRelationNotFound)
            {
                return [];
            }
        }
    }

    /// <summary>The databag of the own application: the leader's to read and write.</summary>
    public RelationDatabag LocalApplicationData => Data(Charm.Application, null);

    /// <summary>The databag of the own unit.</summary>
    public RelationDatabag LocalUnitData => Data(null, Charm.Unit);

    /// <summary>The databag of the remote application; null if Juju cannot name the application.</summary>
    public RelationDatabag? RemoteApplicationData => Application is { } application ? Data(application, null) : null;

    internal CharmBase Charm { get; }

    /// <summary>Does the endpoint have this relation? (One can ask for a view of any number.)</summary>
    internal bool Known => _known;

    /// <summary>The next view that the charm keeps.</summary>
    internal Relation? Next { get; set; }

    /// <summary>The databag of a unit that takes part in the relation: a remote one or the own one.</summary>
    public RelationDatabag UnitData(UnitName unit) => Data(null, unit);

    /// <summary>The databag of an application that takes part in the relation: the remote one or the own one.</summary>
    public RelationDatabag ApplicationData(string application) => Data(application, null);

    private RelationDatabag Data(string? application, UnitName? unit)
    {
        for (RelationDatabag? databag = _databags; databag is not null; databag = databag.Next)
        {
            if (databag.Unit == unit && string.Equals(databag.Application, application, StringComparison.Ordinal))
            {
                return databag;
            }
        }

        return _databags = new RelationDatabag(this, application, unit) { Next = _databags };
    }

    private string? ReadApplication()
    {
        Hook hook = Charm.Context.Hook;
        if (hook.RemoteApplication is { } application && hook.Relation == Id)
        {
            return application;
        }

        try
        {
            return _known ? Charm.Juju.RelationApplication(Id) : null;
        }
        catch (HookCommandException exception) when (exception.IsRelationNotFound)
        {
            return null;
        }
    }
}
