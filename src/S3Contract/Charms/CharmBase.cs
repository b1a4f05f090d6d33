namespace S3Contract.Charms;

/// <summary>
/// The base of a charm. A charm is made anew for every hook; its constructor makes its library objects
/// (<c>new S3Provider(this, "s3-credentials")</c>) and observes the hooks it cares for. Handlers run in the order in which they were added,
/// so a library made first handles a hook first.
/// </summary>
public abstract class CharmBase
{
    // Juju answers is-leader with a promise for thirty seconds; a hook that runs longer has to ask again.
    private static readonly TimeSpan s_leasePromise = TimeSpan.FromSeconds(30);

    private Action<Hook>? _firstHandler;
    private List<Action<Hook>>? _handlers;
    private Relation? _relations;
    private bool? _leader;
    private long _leaderAsked;

    /// <summary>Makes the charm for one hook.</summary>
    protected CharmBase(CharmContext context) => Context = context;

    /// <summary>The hook, the unit and the hook commands.</summary>
    public CharmContext Context { get; }

    /// <summary>The unit this charm runs on.</summary>
    public UnitName Unit => Context.Unit;

    /// <summary>The unit's application.</summary>
    public string Application => Context.Unit.Application;

    /// <summary>The hook commands.</summary>
    public IHookCommands Juju => Context.Commands;

    /// <summary>Runs <paramref name="handler"/> if the hook is of this kind (and, where given, of this endpoint).</summary>
    public void Observe(HookKind kind, Action<Hook> handler, string? endpoint = null)
    {
        if (IsHook(kind, endpoint))
        {
            Add(handler);
        }
    }

    /// <summary>Runs <paramref name="handler"/> if this action is to be run.</summary>
    public void ObserveAction(string action, Action<Hook> handler)
    {
        if (Context.Hook.Kind == HookKind.Action && string.Equals(Context.Hook.ActionName, action, StringComparison.Ordinal))
        {
            Add(handler);
        }
    }

    /// <summary>Does this unit lead its application? Juju is asked once, and again only after thirty seconds by the clock of the
    /// <see cref="Context"/>: that long its answer holds.</summary>
    public bool IsLeader()
    {
        TimeProvider? clock = Context.Clock;
        if (_leader is not { } leader || clock?.GetElapsedTime(_leaderAsked) > s_leasePromise)
        {
            _leaderAsked = clock?.GetTimestamp() ?? 0;
            _leader = leader = Juju.IsLeader();
        }

        return leader;
    }

    /// <summary>The relations of an endpoint, in Juju's order (that of the text <c>endpoint:number</c>). In relation-broken the relation
    /// that is broken is left out; it can still be had by its number.</summary>
    public IReadOnlyList<Relation> Relations(string endpoint)
    {
        IReadOnlyList<RelationId> ids = Juju.RelationIds(endpoint);
        var relations = new List<Relation>(ids.Count);
        for (int i = 0; i < ids.Count; i++)
        {
            if (!IsBroken(ids[i]))
            {
                relations.Add(View(endpoint, ids[i], ids));
            }
        }

        return relations;
    }

    /// <summary>The view of a relation by its number, or of the only one there is.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="relation">The relation; a number the endpoint does not have gives a relation that reads as empty and cannot be
    /// written. Null: the only relation of the endpoint.</param>
    /// <returns>Null if no relation was named and there is none.</returns>
    /// <exception cref="TooManyRelatedApplicationsException">No relation was named, and there are several.</exception>
    public Relation? GetRelation(string endpoint, RelationId? relation)
    {
        if (relation is { } id)
        {
            return GetRelation(endpoint, id);
        }

        IReadOnlyList<Relation> relations = Relations(endpoint);
        return relations.Count > 1
            ? throw new TooManyRelatedApplicationsException(endpoint, relations.Count)
            : relations.Count == 1 ? relations[0] : null;
    }

    /// <summary>The view of a relation by its number; one that the endpoint does not have reads as empty and cannot be written.</summary>
    public Relation GetRelation(string endpoint, RelationId relation) => View(endpoint, relation, null);

    /// <summary>Adds a secret, which is there when the hook succeeds.</summary>
    /// <param name="content">Its values under their keys.</param>
    /// <param name="owner">Who owns it.</param>
    /// <param name="settings">What else is said of it; null for nothing.</param>
    public Secret AddSecret(
        IReadOnlyDictionary<string, string> content, SecretOwner owner = SecretOwner.Application, SecretSettings? settings = null) =>
        new(Juju, Juju.SecretAdd(content, owner, settings ?? SecretSettings.None), null);

    /// <summary>The secret of a URI. Whether there is one, and this unit may read it, shows when it is read.</summary>
    public Secret GetSecret(string uri) => new(Juju, uri, null);

    /// <summary>The secret of a URI, which from its first reading on has a label of this unit's own.</summary>
    public Secret GetSecret(string uri, string label) => new(Juju, uri, label);

    /// <summary>The secret of a label: one that the unit or its application owns, or one that the unit gave the label.</summary>
    public Secret GetSecretByLabel(string label) => new(Juju, null, label);

    /// <summary>The relation hook that runs, as an event.</summary>
    /// <exception cref="InvalidOperationException">It is no relation hook.</exception>
    public RelationEvent RelationEvent()
    {
        Hook hook = Context.Hook;
        return hook is { Endpoint: { } endpoint, Relation: { } relation }
            ? new RelationEvent(GetRelation(endpoint, relation), hook.RemoteApplication, hook.RemoteUnit)
            : throw new InvalidOperationException($"{hook.Name} is no relation hook");
    }

    /// <summary>Runs the handlers of the hook. An exception that leaves a handler makes the hook fail.</summary>
    public void Dispatch()
    {
        if (_handlers is not null)
        {
            foreach (Action<Hook> handler in _handlers)
            {
                handler(Context.Hook);
            }
        }
        else
        {
            _firstHandler?.Invoke(Context.Hook);
        }
    }

    internal bool IsHook(HookKind kind, string? endpoint) =>
        Context.Hook.Kind == kind && (endpoint is null || string.Equals(Context.Hook.Endpoint, endpoint, StringComparison.Ordinal));

    /// <summary>The first relation of an endpoint whose remote application has a name; null if there is none.</summary>
    internal Relation? FirstNamedRelation(string endpoint)
    {
        IReadOnlyList<RelationId> ids = Juju.RelationIds(endpoint);
        for (int i = 0; i < ids.Count; i++)
        {
            if (!IsBroken(ids[i]) && View(endpoint, ids[i], ids) is { Application: not null } relation)
            {
                return relation;
            }
        }

        return null;
    }

    private void Add(Action<Hook> handler)
    {
        if (_firstHandler is null)
        {
            _firstHandler = handler;
        }
        else
        {
            (_handlers ??= [_firstHandler]).Add(handler);
        }
    }

    private bool IsBroken(RelationId relation) => Context.Hook.Kind == HookKind.RelationBroken && Context.Hook.Relation == relation;

    private Relation View(string endpoint, RelationId id, IReadOnlyList<RelationId>? ids)
    {
        Hook hook = Context.Hook;
        if (IsBroken(id))
        {
            // A broken relation belongs to nobody any more: each look-up gives a fresh view, as in ops.
            return new Relation(this, endpoint, id, IsOfHook(hook, endpoint, id));
        }

        for (Relation? view = _relations; view is not null; view = view.Next)
        {
            if (view.Id == id && string.Equals(view.Endpoint, endpoint, StringComparison.Ordinal))
            {
                return view;
            }
        }

        bool known = IsOfHook(hook, endpoint, id) || Contains(ids ?? Juju.RelationIds(endpoint), id);
        return _relations = new Relation(this, endpoint, id, known) { Next = _relations };
    }

    private static bool IsOfHook(Hook hook, string endpoint, RelationId id) =>
        hook.Relation == id && string.Equals(hook.Endpoint, endpoint, StringComparison.Ordinal);

    private static bool Contains(IReadOnlyList<RelationId> ids, RelationId id)
    {
        for (int i = 0; i < ids.Count; i++)
        {
            if (ids[i] == id)
            {
                return true;
            }
        }

        return false;
    }
}
