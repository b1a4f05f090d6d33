using S3Contract.Charms;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.NUnit;

/// <summary>Names the charm that a fixture is about. A relative path is looked for beside the test assembly, in each folder above it, and in
/// the current folder.</summary>
public sealed record CharmUnderTest
{
    private const string Reference = "reference";
    private readonly Func<CharmUnderTest, CharmMetadata> _metadata;
    private readonly Func<CharmUnderTest, OpenedSubject> _open;

    private CharmUnderTest(Func<CharmUnderTest, CharmMetadata> metadata, Func<CharmUnderTest, OpenedSubject> open) =>
        (_metadata, _open) = (metadata, open);

    /// <summary>The only endpoint to test; null for every one that speaks the interface.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The profile: a file, or the name of a built-in one; null for <c>s3contract.yaml</c> in the charm's folder, if it has one.</summary>
    public string? Profile { get; init; }

    /// <summary>A charm in any language, run as Juju runs it: a process for each hook.</summary>
    /// <param name="folder">The charm's folder, or a packed charm (<c>.charm</c>).</param>
    public static CharmUnderTest InFolder(string folder) => new(
        _ =>
        {
            string path = Required(folder);
            if (Directory.Exists(path))
            {
                return CharmFiles.Read(path, folder).Metadata;
            }

            using var packed = ProcessCharm.Open(path);
            return packed.Metadata;
        },
        charm =>
        {
            string path = Required(folder);
            var process = ProcessCharm.Open(path, new ProcessOptions { Profile = charm.ProfilePath, Transport = Transport.Auto });
            return new OpenedSubject(process, process.Profile) { CalledAs = path, ProfileName = charm.ProfilePath, Owned = process };
        });

    /// <summary>A .NET charm, run in this process. Its files say what its metadata, options and actions are.</summary>
    /// <param name="folder">The folder with <c>charmcraft.yaml</c> or <c>metadata.yaml</c> and, if it has one, <c>s3contract.yaml</c>.</param>
    /// <param name="create">Makes the charm for one hook: <c>context => new MyCharm(context)</c>.</param>
    public static CharmUnderTest InProcess(string folder, Func<CharmContext, CharmBase> create) => new(
        _ => CharmFiles.Read(Required(folder), folder).Metadata,
        charm =>
        {
            string path = Required(folder);
            CharmMetadata metadata = CharmFiles.Read(path, folder).Metadata;
            return new OpenedSubject(new InProcessCharm(metadata, create), CharmProfileFile.For(charm.ProfilePath, path, metadata).Profile);
        });

    /// <summary>A .NET charm, run in this process, or a subject of your own.</summary>
    /// <param name="subject">The subject; who makes it ends it.</param>
    /// <param name="profile">How a scenario's intentions are carried out on it; null for the one that <see cref="Profile"/> names, if any.</param>
    public static CharmUnderTest Of(ICharmSubject subject, CharmProfile? profile = null) => new(
        _ => subject.Metadata,
        charm => new OpenedSubject(subject, profile ?? CharmProfileFile.For(charm.ProfilePath, null, subject.Metadata).Profile));

    /// <summary>The charm that the parameters of the test run name (<c>charm</c>, <c>role</c>, <c>endpoint</c>, <c>profile</c>), if it is to be
    /// tested in this role; else null.</summary>
    /// <param name="role">The role.</param>
    /// <param name="parameters">The parameters; null for those of this test run.</param>
    /// <exception cref="ContractParameterException">A parameter makes no sense.</exception>
    /// <exception cref="CharmProblem">What is named is no charm, or has no endpoint for the role asked for.</exception>
    public static CharmUnderTest? Named(Roles role, ContractParameters? parameters = null)
    {
        parameters ??= ContractParameters.Current;
        if (parameters.Charm is not { } name || (parameters.Role is { } only && only != role))
        {
            return null;
        }

        CharmUnderTest charm = string.Equals(name, Reference, StringComparison.Ordinal)
            ? BuiltIn(role)
            : InFolder(name) with { Endpoint = parameters.Endpoint, Profile = parameters.Profile };

        // Asked for by name, a role that the charm does not have is a mistake; else it is just not tested in it.
        EndpointRole side = role == Roles.Provider ? EndpointRole.Provider : EndpointRole.Requirer;
        CharmMetadata metadata = charm.Metadata();
        bool isMeant = metadata.S3Endpoints(side).Any(endpoint => charm.Endpoint is null || string.Equals(endpoint.Name, charm.Endpoint, StringComparison.Ordinal));
        bool hasOther = metadata.S3Endpoints(side == EndpointRole.Provider ? EndpointRole.Requirer : EndpointRole.Provider)
            .Any(endpoint => charm.Endpoint is null || string.Equals(endpoint.Name, charm.Endpoint, StringComparison.Ordinal));
        return isMeant || parameters.Role is not null || !hasOther ? charm : null;
    }

    /// <summary>What the charm's metadata says.</summary>
    /// <exception cref="CharmProblem">It is no charm.</exception>
    internal CharmMetadata Metadata() => _metadata(this);

    /// <summary>The charm, ready to run.</summary>
    /// <exception cref="CharmProblem">It is no charm, or it cannot be run here.</exception>
    internal OpenedSubject Open() => _open(this);

    private static CharmUnderTest BuiltIn(Roles role) => role == Roles.Provider
        ? new(_ => ReferenceProvider.Metadata, _ => new OpenedSubject(ReferenceProvider.Subject, ReferenceProfiles.Provider) { CalledAs = Reference })
        : new(_ => ReferenceRequirer.Metadata, _ => new OpenedSubject(ReferenceRequirer.Subject, ReferenceProfiles.Requirer) { CalledAs = Reference });

    private static string Required(string folder) => FileSearch.Find(folder)
        ?? throw CharmProblem.Wrong($"{folder}: there is no such folder or file (looked {FileSearch.Places(folder)}; expected a charm's folder or a .charm file)");

    // A profile that is no file may still be the name of a built-in one.
    private string? ProfilePath => Profile is null ? null : FileSearch.Find(Profile) ?? Profile;
}

/// <summary>A charm that is ready to run.</summary>
/// <param name="Charm">The charm.</param>
/// <param name="Profile">Its profile.</param>
internal sealed record OpenedSubject(ICharmSubject Charm, CharmProfile Profile) : IDisposable
{
    /// <summary>How a command line names it; null if it cannot.</summary>
    public string? CalledAs { get; init; }

    /// <summary>The profile that was asked for.</summary>
    public string? ProfileName { get; init; }

    /// <summary>What is to be ended with it.</summary>
    public IDisposable? Owned { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Owned?.Dispose();
}
