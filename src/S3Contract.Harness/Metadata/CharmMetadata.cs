namespace S3Contract.Harness.Metadata;

/// <summary>The side of a relation that an endpoint takes.</summary>
public enum EndpointRole
{
    /// <summary>Under <c>provides:</c>.</summary>
    Provider,

    /// <summary>Under <c>requires:</c>.</summary>
    Requirer,

    /// <summary>Under <c>peers:</c>.</summary>
    Peer,
}

/// <summary>An endpoint of a charm.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">The side it takes.</param>
/// <param name="Interface">The interface it speaks.</param>
/// <param name="Limit">The most relations it takes (<c>limit:</c>); null for any number.</param>
public sealed record CharmEndpoint(string Name, EndpointRole Role, string Interface, int? Limit = null);

/// <summary>Storage that a charm asks for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">How many of it each unit gets, unless an operator says otherwise: the least that the charm can do with.</param>
/// <param name="IsBlock">Is it a block device, rather than a filesystem?</param>
internal sealed record CharmStorage(string Name, int Count = 1, bool IsBlock = false);

/// <summary>A configuration option of a charm.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>string</c>, <c>int</c>, <c>float</c>, <c>boolean</c> or <c>secret</c>.</param>
/// <param name="Default">Its default, if it has one.</param>
public sealed record ConfigOption(string Name, string Type, ConfigValue? Default = null);

/// <summary>An action of a charm.</summary>
/// <param name="Name">Its name.</param>
public sealed record CharmAction(string Name)
{
    /// <summary>What the charm says of its parameters.</summary>
    internal ParameterSchema Schema { get; init; } = new();

    /// <summary>The names of all its parameters that the metadata tells of.</summary>
    public IEnumerable<string> Parameters => Schema.Properties.Select(property => property.Key);
}

/// <summary>What a charm's metadata says, as far as the simulated Juju needs it.</summary>
/// <param name="Name">The charm's name.</param>
/// <param name="Endpoints">Its endpoints, in the order of the file.</param>
public sealed record CharmMetadata(string Name, IReadOnlyList<CharmEndpoint> Endpoints)
{
    /// <summary>The configuration options.</summary>
    public IReadOnlyList<ConfigOption> Config { get; init; } = [];

    /// <summary>The actions.</summary>
    public IReadOnlyList<CharmAction> Actions { get; init; } = [];

    /// <summary>The names of the workload containers (a Kubernetes charm has some).</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Where storage is mounted in each container, as far as the charm says.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Mounts { get; init; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Does whoever hosts the charm keep a Pebble for each container?</summary>
    internal bool HasPebble { get; init; }

    /// <summary>Why there is no Pebble, though the charm could reach one elsewhere, for people; null if nobody expects one.</summary>
    internal string? NoPebble { get; init; }

    /// <summary>The names of the resources that it asks for.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The storage that it asks for, in the order of the file.</summary>
    internal IReadOnlyList<CharmStorage> Storage { get; init; } = [];

    /// <summary>The file of the charm's folder that declares its endpoints: <c>charmcraft.yaml</c>; null for a charm that has none.</summary>
    public string? File { get; init; }

    /// <summary>On which line of that file each endpoint is declared, from 1.</summary>
    internal IReadOnlyDictionary<string, int> EndpointLines { get; init; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Is it a subordinate, which lives beside the units of another charm?</summary>
    public bool Subordinate { get; init; }

    /// <summary>What the charm declares and the simulation does not have, for people: <c>resources (image)</c>; empty if nothing.</summary>
    public IReadOnlyList<string> NotSimulated =>
    [
        .. Containers.Count > 0 ? [ContainersNotSimulated] : Array.Empty<string>(),
        .. Resources.Count > 0 ? [$"resources ({string.Join(", ", Resources)})"] : Array.Empty<string>(),
        .. Storage.Any(storage => storage.IsBlock)
            ? [$"block storage ({string.Join(", ", Storage.Where(storage => storage.IsBlock).Select(storage => storage.Name))})"]
            : Array.Empty<string>(),
        .. Subordinate ? ["subordinate (it runs without a principal)"] : Array.Empty<string>(),
    ];

    private string ContainersNotSimulated => (HasPebble, NoPebble) switch
    {
        (true, _) => $"what runs in containers ({string.Join(", ", Containers)}: Pebble is there, programs are not)",
        (_, { } reason) => $"containers ({string.Join(", ", Containers)}: their Pebble is not up, as {reason})",
        _ => $"containers ({string.Join(", ", Containers)})",
    };

    /// <summary>The same charm, taken at its word that this endpoint speaks <c>s3</c>: some charms give their interface another name.</summary>
    /// <param name="endpoint">The endpoint; a name that the charm does not have changes nothing.</param>
    public CharmMetadata SpeakingS3At(string endpoint) => this with
    {
        Endpoints =
        [
            .. Endpoints.Select(known => known.Role != EndpointRole.Peer && string.Equals(known.Name, endpoint, StringComparison.Ordinal)
                ? known with { Interface = "s3" }
                : known),
        ],
    };

    /// <summary>The endpoints that speak the interface <c>s3</c> on a side.</summary>
    public IEnumerable<CharmEndpoint> S3Endpoints(EndpointRole role) =>
        Endpoints.Where(endpoint => endpoint.Role == role && string.Equals(endpoint.Interface, "s3", StringComparison.Ordinal));
}
