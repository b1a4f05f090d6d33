using System.Runtime.InteropServices;

namespace S3Contract.Charms;

/// <summary>
/// The databag of one application or unit on a relation, as seen and changed during one hook. It is read from Juju when it is first
/// needed, and once. A change goes to Juju at once in a single <c>relation-set</c>; what stands there already is left out, and where
/// nothing is left nothing is written.
/// </summary>
public sealed class RelationDatabag
{
    private readonly Relation _relation;
    private Databag? _content;

    internal RelationDatabag(Relation relation, string? application, UnitName? unit)
    {
        _relation = relation;
        Application = application;
        Unit = unit;
    }

    /// <summary>The application whose databag this is; null if it is a unit's.</summary>
    public string? Application { get; }

    /// <summary>The unit whose databag this is; null if it is an application's.</summary>
    public UnitName? Unit { get; }

    /// <summary>The whole content; empty if the endpoint has no such relation. Juju is asked even where it is known to refuse.</summary>
    /// <exception cref="HookCommandException">Juju refuses it: the own application's databag, and this unit is not the leader.</exception>
    public Databag Content => _content ??= Read();

    internal RelationDatabag? Next { get; set; }

    /// <summary>The value under a key, or null if the key is absent.</summary>
    /// <exception cref="RelationDataAccessException">It is the own application's databag, and this unit is not the leader.</exception>
    public string? Get(string key)
    {
        CheckRead();
        return Content.Get(key);
    }

    /// <summary>Sets a key, or deletes it if the value is empty.</summary>
    /// <inheritdoc cref="Update(ReadOnlySpan{KeyValuePair{string, string}})"/>
    public void Set(string key, string value) => Update([new(key, value)]);

    /// <summary>Sets some keys, and deletes those whose value is empty.</summary>
    /// <exception cref="RelationDataAccessException">It is not this unit's to write: a remote databag, or the own application's, and this
    /// unit is not the leader.</exception>
    /// <exception cref="HookCommandException">Juju refuses it.</exception>
    /// <exception cref="RelationNotFoundException">There is something to write, and the endpoint has no such relation.</exception>
    public void Update(params ReadOnlySpan<KeyValuePair<string, string>> changes)
    {
        List<KeyValuePair<string, string>>? effective = null;
        foreach (KeyValuePair<string, string> change in changes)
        {
            if (!string.Equals(Content.Get(change.Key) ?? "", change.Value, StringComparison.Ordinal))
            {
                (effective ??= new(changes.Length)).Add(change);
            }
        }

        CheckWrite();
        if (effective is not null)
        {
            Write(effective);
            _content = Content.With(effective);
        }
    }

    /// <inheritdoc cref="Update(ReadOnlySpan{KeyValuePair{string, string}})"/>
    public void Update(IEnumerable<KeyValuePair<string, string>> changes)
    {
        // Of a key given twice the last value counts, as Juju refuses or mistakes a repeated key.
        var unique = new List<KeyValuePair<string, string>>();
        foreach (KeyValuePair<string, string> change in changes)
        {
            int at = unique.Count - 1;
            while (at >= 0 && !string.Equals(unique[at].Key, change.Key, StringComparison.Ordinal))
            {
                at--;
            }

            if (at < 0)
            {
                unique.Add(change);
            }
            else
            {
                unique[at] = change;
            }
        }

        Update(CollectionsMarshal.AsSpan(unique));
    }

    /// <summary>Whose databag it is, and nothing of its content.</summary>
    public override string ToString() => $"databag of {Application ?? Unit.ToString()} in {_relation.Id.At(_relation.Endpoint)}";

    private Databag Read()
    {
        if (!_relation.Known)
        {
            return Databag.Empty;
        }

        try
        {
            IHookCommands juju = _relation.Charm.Juju;
            return Unit is { } unit ? juju.RelationGet(_relation.Id, unit) : juju.RelationGet(_relation.Id, Application!);
        }
        catch (HookCommandException exception) when (exception.IsRelationNotFound)
        {
            return Databag.Empty;
        }
    }

    private void Write(List<KeyValuePair<string, string>> changes)
    {
        if (!_relation.Known)
        {
            throw new RelationNotFoundException(_relation.Endpoint, _relation.Id);
        }

        try
        {
            _relation.Charm.Juju.RelationSet(_relation.Id, Unit is null, changes);
        }
        catch (HookCommandException exception) when (exception.IsRelationNotFound)
        {
            throw new RelationNotFoundException(_relation.Endpoint, _relation.Id);
        }
    }

    private void CheckRead()
    {
        CharmBase charm = _relation.Charm;
        if (Application is null
            || !string.Equals(Application, charm.Application, StringComparison.Ordinal)
            || charm.IsLeader()
            || string.Equals(_relation.Application, charm.Application, StringComparison.Ordinal))
        {
            return;
        }

        throw new RelationDataAccessException(
            $"{charm.Unit} is not the leader and cannot read the databag of its own application", write: false);
    }

    private void CheckWrite()
    {
        CharmBase charm = _relation.Charm;
        if (Application is null ? Unit != charm.Unit : !string.Equals(Application, charm.Application, StringComparison.Ordinal))
        {
            throw new RelationDataAccessException($"{charm.Unit} cannot write the databag of {Application ?? Unit.ToString()}", write: true);
        }

        if (Application is not null && !charm.IsLeader())
        {
            throw new RelationDataAccessException(
                $"{charm.Unit} is not the leader and cannot write the databag of its application", write: true);
        }
    }
}
