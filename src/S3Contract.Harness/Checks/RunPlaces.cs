using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Checks;

/// <summary>Where a reader of a report can look: the command that repeats a run, the file and line to open.</summary>
/// <param name="part">The charm, its role and how it is checked; null where only traces are known.</param>
internal sealed class RunPlaces(CheckPart? part)
{
    /// <summary>The arguments that repeat a run; null if there are none.</summary>
    public string? Replay(JudgedRun run) => part is null ? null : ReplayCommand.For(run, part);

    /// <summary>The line of the user's own script, else the one on which the charm declares the endpoint; null if there is neither.</summary>
    /// <param name="run">The run.</param>
    /// <param name="line">The line of the script; 0 for none.</param>
    /// <param name="file">Its file, where the script includes it from another; else null.</param>
    public SourcePlace? Of(JudgedRun run, int line, string? file) => Script(run) is not { } script ? part?.Place
        : file is null ? script with { Line = line }
        : new SourcePlace(RepositoryPath.Of(file), line);

    /// <summary>The file of the user's own script; null if it is not one.</summary>
    public static SourcePlace? Script(JudgedRun run) => run is { IsOwn: true, Script.File: { } file } ? new SourcePlace(RepositoryPath.Of(file), 0) : null;
}
