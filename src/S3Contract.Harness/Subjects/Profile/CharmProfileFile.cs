using S3Contract.Harness.Files;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Subjects.Profile;

/// <summary>A profile that was read, or what is wrong with it.</summary>
/// <param name="Profile">The profile; null if anything is wrong.</param>
/// <param name="Problems">What is wrong, each with its place.</param>
internal sealed record CharmProfileReading(CharmProfile? Profile, IReadOnlyList<FileProblem> Problems)
{
    /// <summary>As much of it as could be read, for what else is wrong with it; null if there is no such file.</summary>
    public CharmProfile? Partly { get; init; } = Profile;

    /// <summary>The profile.</summary>
    /// <exception cref="CharmProblem">Something is wrong with it; the message names every problem with its place.</exception>
    public CharmProfile Required() => Profile ?? throw CharmProblem.Wrong(string.Join('\n', Problems));
}

/// <summary>Reads <c>s3contract.yaml</c>, the profile of a charm.</summary>
internal static class CharmProfileFile
{
    /// <summary>The name of the file in a charm's folder.</summary>
    public const string Name = "s3contract.yaml";

    /// <summary>The profiles that come with this program, by name; <c>docs/profile.md</c> describes them.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = ["s3-integrator"];

    /// <summary>Reads a profile.</summary>
    /// <param name="path">The file.</param>
    public static CharmProfileReading Load(string path)
    {
        try
        {
            return Parse(PlainFile.Text(path, YamlFile.Largest), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            string reason = File.Exists(path) ? failure.Message : "there is no such file (expected a profile; docs/profile.md describes it)";
            return new CharmProfileReading(null, [new FileProblem(path, 1, 1, reason)]);
        }
    }

    /// <summary>Reads a profile from its text.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="file">What to call it in messages.</param>
    public static CharmProfileReading Parse(string text, string file) => ProfileReader.Read(text, file);

    /// <summary>A profile by the name of a built-in one (<c>s3-integrator</c>) or by the path of a file.</summary>
    /// <param name="nameOrPath">The name or the path.</param>
    public static CharmProfileReading Named(string nameOrPath) =>
        BuiltIn.Contains(nameOrPath, StringComparer.Ordinal) && !File.Exists(nameOrPath) ? Ready(nameOrPath) : Load(nameOrPath);

    /// <summary>
    /// The profile to use for a charm: the one that the user names, else <c>s3contract.yaml</c> in its folder, else an empty one. If it does not
    /// say how the charm is given anything (one that only names an environment, say), a built-in one that fits the charm's shape does.
    /// </summary>
    /// <param name="nameOrPath">The name of a built-in profile or the path of a file; null if the user names none.</param>
    /// <param name="folder">The charm's folder; null for a charm without one.</param>
    /// <param name="metadata">What the charm's metadata says.</param>
    /// <param name="check">What else is wrong with a profile for a charm, to be told together with what cannot be read; null for nothing.</param>
    /// <returns>The profile and, for people, where it comes from.</returns>
    /// <exception cref="CharmProblem">The profile cannot be used; the message names every problem with its place.</exception>
    internal static (CharmProfile Profile, string Origin) For(
        string? nameOrPath, string? folder, CharmMetadata metadata, Func<CharmProfile, CharmMetadata, IEnumerable<FileProblem>>? check = null)
    {
        string? own = folder is null ? null : Path.Combine(folder, Name);
        string? named = nameOrPath ?? (File.Exists(own) ? own : null);
        CharmProfile profile = named is null ? new CharmProfile() : Checked(Named(named), metadata, check).Required();
        bool isReady = profile is { Issue.Count: 0, Set.Count: 0, MakesOwnKeys: false } && ShapedLikeS3Integrator(metadata);
        return (isReady, named) switch
        {
            (true, null) => (Ready("s3-integrator").Required(), "built-in profile s3-integrator, as the charm has the action sync-s3-credentials and no profile of its own"),
            (true, _) => (Completed(profile), $"profile {named}, with the lines of the built-in profile s3-integrator, as the charm has the action sync-s3-credentials"),
            (false, null) => (profile, "no profile"),
            _ => (profile, $"profile {named}"),
        };
    }

    // What can be read of it may be wrong as well: all is told at once. What stands in no file of the user's is let be.
    private static CharmProfileReading Checked(CharmProfileReading reading, CharmMetadata metadata, Func<CharmProfile, CharmMetadata, IEnumerable<FileProblem>>? check)
    {
        FileProblem[] problems =
        [
            .. reading.Problems.Concat(check is not null && reading.Partly is { File: not null } read ? check(read, metadata) : [])
                .Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column),
        ];
        return problems.Length == 0 ? reading : new CharmProfileReading(null, problems);
    }

    // The ready-made lines have no place in the user's file.
    private static CharmProfile Completed(CharmProfile profile)
    {
        CharmProfile ready = Ready("s3-integrator").Required();
        return profile with { Issue = Unplaced(ready.Issue), Set = Unplaced(ready.Set), Reset = Unplaced(ready.Reset) };
    }

    private static ProfileLine[] Unplaced(IReadOnlyList<ProfileLine> lines) => [.. lines.Select(line => new ProfileLine(line.Text))];

    private static SortedDictionary<string, IReadOnlyList<ProfileLine>> Unplaced(IReadOnlyDictionary<string, IReadOnlyList<ProfileLine>> lines) =>
        new(lines.ToDictionary(field => field.Key, IReadOnlyList<ProfileLine> (field) => Unplaced(field.Value), StringComparer.Ordinal), StringComparer.Ordinal);

    private static bool ShapedLikeS3Integrator(CharmMetadata metadata) =>
        metadata.Actions.Any(action => string.Equals(action.Name, "sync-s3-credentials", StringComparison.Ordinal))
        && metadata.S3Endpoints(EndpointRole.Provider).Any();

    private static CharmProfileReading Ready(string name)
    {
        string resource = $"S3Contract.Harness.Profiles.{name}.yaml";
        using Stream stream = typeof(CharmProfileFile).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the built-in profile {name} is not in the assembly");
        using StreamReader reader = new(stream);
        CharmProfileReading reading = Parse(reader.ReadToEnd(), $"(built-in) {name}.yaml");
        return reading with { Profile = reading.Profile is { } profile ? profile with { File = null } : null };
    }
}
