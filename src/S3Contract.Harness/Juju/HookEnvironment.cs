namespace S3Contract.Harness.Juju;

/// <summary>What Juju tells a charm through environment variables, apart from the paths, which only the host knows.</summary>
public sealed record HookEnvironment
{
    /// <summary>The context id (<c>JUJU_CONTEXT_ID</c>): new for every run, also for a retry.</summary>
    public required string ContextId { get; init; }

    /// <summary>The variables in a fixed order: all but <c>PATH</c>, <c>CHARM_DIR</c>, <c>JUJU_CHARM_DIR</c> and
    /// <c>JUJU_AGENT_SOCKET_ADDRESS</c>, which are paths of the host. A variable with an empty value is to be set and empty.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables() => throw new NotSupportedException();
}
