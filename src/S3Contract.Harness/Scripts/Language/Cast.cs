using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.S3;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Servers;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>A charm that plays a role in scripts.</summary>
/// <param name="Charm">The charm.</param>
/// <param name="Profile">How the intentions of a script (<c>issue</c>, <c>set</c>, …) are carried out on it.</param>
/// <param name="Endpoint">Its endpoint under contract; null for the profile's, or else its first one with the interface.</param>
internal sealed record Player(ICharmSubject Charm, CharmProfile Profile, string? Endpoint = null)
{
    /// <summary>The lines of its profile, read.</summary>
    internal PlayerLines Lines => PlayerLines.Of(Profile);

    /// <summary>The same, started as Juju does.</summary>
    internal Player Cold => ReferenceEquals(Charm, Charm.Cold) ? this : this with { Charm = Charm.Cold };

    /// <summary>Are its custom events known to be seen? Null for yes in process, and for a process only those that it has shown in the run.</summary>
    public bool? ShowsEvents { get; init; }

    /// <summary>Does the charm run in this process?</summary>
    internal bool IsInProcess => string.Equals(Charm.Host, "in-process", StringComparison.Ordinal);

    /// <summary>Its events are seen, whether or not any came up so far.</summary>
    internal bool SurelyShowsEvents => ShowsEvents ?? IsInProcess;

    /// <summary>Does an application that this charm plays make keys of its own? Null where nothing says so.</summary>
    internal bool? MakesOwnKeys(string application) =>
        Profile.MakesOwnKeys && Cast.RoleOf(application) == Roles.Provider ? true : null;

    /// <summary>The endpoint to relate.</summary>
    internal string? EndpointFor(EndpointRole role) =>
        Endpoint ?? Profile.Endpoint ?? Charm.Metadata.S3Endpoints(role).FirstOrDefault()?.Name;
}

/// <summary>Which charms play the roles. All applications of a role are played by the same charm, but for those that have a player of their
/// own.</summary>
/// <param name="Provider">Plays <c>provider</c>, <c>provider-b</c>, …</param>
/// <param name="Requirer">Plays <c>requirer</c>, <c>requirer-b</c>, …</param>
internal sealed record Cast(Player Provider, Player Requirer)
{
    /// <summary>Applications with a player of their own, by name: built-in charms that go about it in another way. There are none in a role
    /// that a charm under test plays.</summary>
    public IReadOnlyDictionary<string, Player> Others { get; init; } = new SortedDictionary<string, Player>(StringComparer.Ordinal);

    /// <summary>Is the run to have an S3 whatever the profiles say?</summary>
    internal bool S3 { get; init; }

    /// <summary>Has the run an S3?</summary>
    internal bool HasS3 => S3 || Provider.Profile.S3 || Requirer.Profile.S3;

    /// <summary>Can each charm that is a process find the S3 by name, and is there one?</summary>
    internal bool FindsNames => ((Player[])[Provider, Requirer]).Where(player => !player.IsInProcess).ToArray() is { Length: > 0 } processes
        && Array.TrueForAll(processes, player => player.Charm.FindsNames);

    /// <summary>Why the two charms cannot be in one model, for people; null if they can.</summary>
    public string? Conflict => Provider.Profile.JujuVersion is { } one && Requirer.Profile.JujuVersion is { } other && one != other
        ? $"one model has one Juju, and the profiles name two: {Provider.Charm.Metadata.Name} {one}, {Requirer.Charm.Metadata.Name} {other} (juju-version:)"
        : null;

    /// <summary>The same cast, each hook of which is started as Juju does; itself if that is so anyway.</summary>
    internal Cast Cold
    {
        get
        {
            (Player provider, Player requirer) = (Provider.Cold, Requirer.Cold);
            return ReferenceEquals(provider, Provider) && ReferenceEquals(requirer, Requirer) ? this : this with { Provider = provider, Requirer = requirer };
        }
    }

    /// <summary>How hooks are started where it is not as Juju does, in a word.</summary>
    internal string Elsewise => (ReferenceEquals(Provider, Provider.Cold) ? Requirer : Provider).Charm.Elsewise;

    /// <summary>What the profiles say of the simulated Juju, and the rest as given.</summary>
    internal SimulationOptions Simulating(SimulationOptions options) =>
        options with { Juju = Provider.Profile.JujuVersion ?? Requirer.Profile.JujuVersion ?? options.Juju, S3 = HasS3 ? Serving() : options.S3 };

    private static IS3Server Serving() => HttpServers.S3(out string reason) ?? throw CharmProblem.CannotRun($"no S3 can be served: {reason} (docs/s3-server.md)");

    /// <summary>The player of an application.</summary>
    internal Player Of(string application) =>
        Others.TryGetValue(application, out Player? other) ? other : RoleOf(application) == Roles.Provider ? Provider : Requirer;

    /// <summary>The side that an application plays.</summary>
    internal static Roles RoleOf(string application) =>
        string.Equals(Names.RoleOf(application), "provider", StringComparison.Ordinal) ? Roles.Provider : Roles.Requirer;

    /// <summary>The endpoint an application is related by.</summary>
    internal string? EndpointOf(string application) =>
        Of(application).EndpointFor(RoleOf(application) == Roles.Provider ? EndpointRole.Provider : EndpointRole.Requirer);
}
