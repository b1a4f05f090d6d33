using S3Contract.Harness.Checks;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Linting;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Opening;

/// <summary>A charm named on the command line: a folder, a packed charm, or the name of built-in ones.</summary>
/// <param name="Name">As it was named.</param>
/// <param name="Charm">The charm.</param>
/// <param name="Profile">Its profile.</param>
internal sealed record OpenedCharm(string Name, ICharmSubject Charm, CharmProfile Profile) : IDisposable
{
    /// <summary>The name of the built-in charms of version 0.</summary>
    public const string Reference = "reference";

    /// <summary>The file that declares the charm's endpoints, or the packed charm, from the root of its repository; null for a built-in charm.</summary>
    public string? File { get; init; }

    /// <summary>Is it one of the built-in charms?</summary>
    public bool IsReference => Charm is not ProcessCharm;

    /// <summary>Does this name mean the built-in charms?</summary>
    public static bool IsBuiltIn(string name) => ReferencePlayers.Names.Contains(name, StringComparer.Ordinal) && !Directory.Exists(name);

    /// <summary>Opens a charm for a role.</summary>
    /// <param name="name">As it was named.</param>
    /// <param name="role">The role; tells which of the built-in charms is meant.</param>
    /// <param name="profile">The profile that was asked for.</param>
    /// <param name="timeLimit">The most time one hook may take.</param>
    /// <param name="endpoint">The endpoint that was asked for.</param>
    /// <param name="juju">The Juju that was asked for.</param>
    /// <param name="transport">How hooks are started.</param>
    /// <param name="isolate">Are hooks to be kept apart from the rest of the system?</param>
    public static OpenedCharm Open(
        string name, Roles role, string? profile = null, TimeSpan? timeLimit = null, string? endpoint = null, JujuVersion? juju = null,
        Transport transport = Transport.Cold, bool isolate = false)
    {
        if (IsBuiltIn(name))
        {
            Player player = ReferencePlayers.Named(name, role);
            return new OpenedCharm(name, player.Charm, player.Profile with { JujuVersion = juju });
        }

        if (!Path.Exists(name))
        {
            throw new UsageException(DidYouMean.Message(
                $"{name}: there is no such folder or file", NearPath.OfCharm(name), $"expected a charm's folder, a .charm file, or one of the built-in {string.Join(", ", ReferencePlayers.Names)}"));
        }

        var charm = ProcessCharm.Open(name, new ProcessOptions
        {
            Profile = profile,
            HookTimeLimit = timeLimit,
            Endpoint = endpoint,
            JujuVersion = juju,
            Transport = transport,
            Isolate = isolate,
            ProfileCheck = (read, metadata) => ProfileCheck.Problems(read, metadata),
        });
        try
        {
            ProfileCheck.Require(charm.Profile, charm.Metadata);
        }
        catch
        {
            charm.Dispose();
            throw;
        }

        return new OpenedCharm(name, charm, charm.Profile)
        {
            File = RepositoryPath.Of(Directory.Exists(name) && charm.Metadata.File is { } file ? Path.Combine(name, file) : name),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => (Charm as IDisposable)?.Dispose();
}
