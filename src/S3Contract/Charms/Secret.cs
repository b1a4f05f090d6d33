namespace S3Contract.Charms;

/// <summary>A secret of Juju as a charm sees it in one hook (<see cref="CharmBase.AddSecret"/>, <see cref="CharmBase.GetSecret(string)"/>). Nothing of its
/// content is kept: each look asks Juju.</summary>
public sealed class Secret
{
    private readonly IHookCommands _juju;
    private readonly string? _uri;
    private readonly string? _label;

    internal Secret(IHookCommands juju, string? uri, string? label) => (_juju, _uri, _label) = (juju, uri, label);

    /// <summary>Its URI, to be handed to those who are to read it.</summary>
    /// <exception cref="HookCommandException">It was found by a label, and this unit does not manage it: Juju tells the URI to who does.</exception>
    public string Uri => _uri ?? "secret:" + Info.Id;

    /// <summary>What is known of it, to who manages it.</summary>
    public SecretInfo Info => _uri is null ? _juju.SecretInfoGet(null, _label) : _juju.SecretInfoGet(_uri, null);

    /// <summary>The content of the revision that this unit tracks: the one that it read first, or took by <see cref="Refresh"/> since.</summary>
    public IReadOnlyDictionary<string, string> Content => _juju.SecretGet(_uri, _label, SecretReading.Tracked);

    /// <summary>The content of the latest revision, this once.</summary>
    public IReadOnlyDictionary<string, string> Peek() => _juju.SecretGet(_uri, _label, SecretReading.Peek);

    /// <summary>The content of the latest revision, which is tracked from now on.</summary>
    public IReadOnlyDictionary<string, string> Refresh() => _juju.SecretGet(_uri, _label, SecretReading.Refresh);

    /// <summary>Gives it new content: a new revision when the hook succeeds. What this unit tracks stays as it is.</summary>
    public void SetContent(IReadOnlyDictionary<string, string> content) => _juju.SecretSet(Uri, content, SecretSettings.None);

    /// <summary>Changes what is said of it.</summary>
    public void Set(SecretSettings settings) => _juju.SecretSet(Uri, null, settings);

    /// <summary>Lets the application at the other end of a relation read it, or one unit of it, as long as there is the relation.</summary>
    public void Grant(Relation relation, UnitName? unit = null) => _juju.SecretGrant(Uri, relation.Id, unit);

    /// <summary>Takes that back.</summary>
    public void Revoke(Relation relation, UnitName? unit = null) => _juju.SecretRevoke(Uri, relation.Id, unit);

    /// <summary>Removes a revision, as secret-remove and secret-expired ask for.</summary>
    public void RemoveRevision(int revision) => _juju.SecretRemove(Uri, revision);

    /// <summary>Removes it with all its revisions.</summary>
    public void Remove() => _juju.SecretRemove(Uri);
}
