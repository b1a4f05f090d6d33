using S3Contract.Harness.Metadata;
using S3Contract.Harness.Pebble;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Subjects.Profile;

/// <summary>How a scenario's intentions are carried out on one particular charm (<c>s3contract.yaml</c>).</summary>
public sealed record CharmProfile
{
    /// <summary>Reads a profile.</summary>
    /// <param name="path">The file, <c>s3contract.yaml</c> by custom.</param>
    /// <exception cref="CharmProblem">It cannot be used; the message names all that is wrong with it, each with its place.</exception>
    public static CharmProfile Load(string path) => CharmProfileFile.Load(path).Required();

    /// <summary>The endpoint under contract; null for all endpoints with the interface <c>s3</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The version of the interface that the charm speaks; <see cref="ContractVersion.Any"/> to find out.</summary>
    public ContractVersion Interface { get; init; }

    /// <summary>Script lines that prepare the world for this charm, run once after it is deployed.</summary>
    public IReadOnlyList<ProfileLine> Setup { get; init; } = [];

    /// <summary>Script lines that make this charm issue credentials.</summary>
    public IReadOnlyList<ProfileLine> Issue { get; init; } = [];

    /// <summary>Does this charm make keys of its own, so that nobody issues any to it (<c>issue: automatic</c>, <c>issue: on-request</c>)? It
    /// then owes an answer as soon as it is asked.</summary>
    public bool MakesOwnKeys { get; init; }

    /// <summary>Per field (<c>bucket</c>, <c>region</c>, …) the script lines that set it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ProfileLine>> Set { get; init; } =
        new SortedDictionary<string, IReadOnlyList<ProfileLine>>(StringComparer.Ordinal);

    /// <summary>Per field the script lines that take it back, where an empty value for the lines under <see cref="Set"/> is no way to.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ProfileLine>> Reset { get; init; } =
        new SortedDictionary<string, IReadOnlyList<ProfileLine>>(StringComparer.Ordinal);

    /// <summary>Script lines that make this charm write keys as they are, sensible or not. Only the built-in reference charms have them.</summary>
    public IReadOnlyList<ProfileLine> Write { get; init; } = [];

    /// <summary>Environment variables for the charm, beyond those of Juju.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Further names of custom events, in kebab case, each with the event of the contract that it means
    /// (<c>credentials-requested</c>, …).</summary>
    public IReadOnlyDictionary<string, string> Events { get; init; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The Juju to simulate; null for <see cref="Metadata.JujuVersion.Default"/>.</summary>
    public JujuVersion? JujuVersion { get; init; }

    /// <summary>The most time one hook may take.</summary>
    public TimeSpan? HookTimeLimit { get; init; }

    /// <summary>How hooks are started; null for <see cref="Profile.Transport.Auto"/>.</summary>
    public Transport? Transport { get; init; }

    /// <summary>Are the charm's hooks kept apart from the rest of the system? <c>docs/security.md</c> says from what.</summary>
    public bool Isolate { get; init; }

    /// <summary>Has the run an S3 that the charm can talk to? <c>docs/s3-server.md</c> says what it has.</summary>
    public bool S3 { get; init; }

    /// <summary>What programs in the charm's workload containers answer.</summary>
    internal IReadOnlyList<WorkloadCommand> Commands { get; init; } = [];

    /// <summary>The clauses that are waived for this charm, each with the reason its author gives.</summary>
    public IReadOnlyDictionary<string, string> Waive { get; init; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where in the file each waived clause stands: line and column, from 1.</summary>
    internal IReadOnlyDictionary<string, (int Line, int Column)> WaivePlaces { get; init; } =
        new SortedDictionary<string, (int Line, int Column)>(StringComparer.Ordinal);

    /// <summary>The file the profile was read from, for messages; null for a built-in profile.</summary>
    public string? File { get; init; }
}

/// <summary>A script line in a profile, with its place for messages.</summary>
/// <param name="Text">The line, with <c>${variables}</c>.</param>
/// <param name="Line">The line in the profile's file, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public sealed record ProfileLine(string Text, int Line = 0, int Column = 0);
