namespace S3Contract.Charms;

/// <summary>
/// The base of a charm. A charm is made anew for every hook; its constructor makes its library objects
/// (<c>new S3Provider(this, "s3-credentials")</c>) and observes the hooks it cares for. Handlers run in the order in which they were added,
/// so a library made first handles a hook first.
/// </summary>
public abstract class CharmBase
{
    private List<Action<Hook>>? _handlers;

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
        if (Context.Hook.Kind == kind
            && (endpoint is null || string.Equals(Context.Hook.Endpoint, endpoint, StringComparison.Ordinal)))
        {
            (_handlers ??= []).Add(handler);
        }
    }

    /// <summary>Runs <paramref name="handler"/> if this action is to be run.</summary>
    public void ObserveAction(string action, Action<Hook> handler)
    {
        if (Context.Hook.Kind == HookKind.Action && string.Equals(Context.Hook.ActionName, action, StringComparison.Ordinal))
        {
            (_handlers ??= []).Add(handler);
        }
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
    }
}
