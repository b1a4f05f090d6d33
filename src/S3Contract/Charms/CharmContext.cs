namespace S3Contract.Charms;

/// <summary>What a charm object is given: it lives for one hook of one unit, as under Juju, where each hook is a process of its own.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Hook">The hook, or action, that runs.</param>
/// <param name="Commands">The hook commands.</param>
public sealed record CharmContext(UnitName Unit, Hook Hook, IHookCommands Commands)
{
    /// <summary>Told of every custom event (<c>credentials-changed</c>, …) at the moment it is emitted, before its handlers run; null if
    /// nobody wants to know.</summary>
    public Action<CustomEvent>? EventEmitted { get; init; }

    /// <summary>The clock by which an answer of Juju grows old; null if no time passes within a hook, as in a simulation, where the speed of a
    /// machine must not decide what a charm does.</summary>
    public TimeProvider? Clock { get; init; }
}

/// <summary>A custom event as seen from outside: which, and about which relation.</summary>
/// <param name="Name">Its name in kebab case: <c>credentials-requested</c>, <c>credentials-changed</c>, <c>credentials-gone</c>.</param>
/// <param name="Endpoint">The local endpoint.</param>
/// <param name="Relation">The relation the event is about.</param>
public readonly record struct CustomEvent(string Name, string Endpoint, RelationId Relation);
