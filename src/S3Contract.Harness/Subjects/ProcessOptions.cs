using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Harness.Subjects;

/// <summary>How a charm is run as a process.</summary>
public sealed record ProcessOptions
{
    /// <summary>The most time one hook may take, unless the charm's profile says otherwise: generous, since some charms wait and try again
    /// on purpose.</summary>
    public static TimeSpan DefaultHookTimeLimit { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The name of a built-in profile or the path of a file; null for the charm's own <c>s3contract.yaml</c>, else one that fits
    /// its shape.</summary>
    public string? Profile { get; init; }

    /// <summary>The endpoint under contract, also if its interface is not called <c>s3</c>; null for the profile's, else those whose
    /// interface is.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The most time one hook may take; null for what the profile says, else <see cref="DefaultHookTimeLimit"/>.</summary>
    public TimeSpan? HookTimeLimit { get; init; }

    /// <summary>The Juju to simulate; null for the profile's, else <see cref="Metadata.JujuVersion.Default"/>.</summary>
    public JujuVersion? JujuVersion { get; init; }

    /// <summary>How hooks are started; where that is <see cref="Transport.Auto"/>, as the profile says. Whoever starts them otherwise than cold has
    /// to run cold once more what goes wrong, as a check does.</summary>
    public Transport Transport { get; init; } = Transport.Cold;

    /// <summary>Are hooks kept apart from the rest of the system? So they are if the profile says so.</summary>
    public bool Isolate { get; init; }

    /// <summary>What else is wrong with a profile for a charm, to be told together with what cannot be read; null for nothing.</summary>
    internal Func<CharmProfile, CharmMetadata, IEnumerable<FileProblem>>? ProfileCheck { get; init; }

    /// <summary>The search path that the charm sees after the hook commands; null for that of this process.</summary>
    public string? SearchPath { get; init; }
}
