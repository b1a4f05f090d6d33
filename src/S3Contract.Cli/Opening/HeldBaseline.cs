using S3Contract.Harness.Reports.Baselines;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Cli.Opening;

/// <summary>The baseline that a check is held against.</summary>
/// <param name="File">Its file.</param>
/// <param name="Baseline">What is in it.</param>
/// <param name="Today">The day.</param>
internal sealed record HeldBaseline(string File, Baseline Baseline, DateOnly Today)
{
    /// <summary>Reads it; null if none was asked for.</summary>
    /// <exception cref="UsageException">It cannot be read, or is of another level.</exception>
    public static HeldBaseline? Open(string? file, string level, Surroundings around)
    {
        if (file is null)
        {
            return null;
        }

        Baseline baseline = Baseline.Read(NamedFile.Text(file, "a baseline", around), file);
        return string.Equals(baseline.Level, level, StringComparison.Ordinal)
            ? new HeldBaseline(file, baseline, around.Today)
            : throw new UsageException($"--baseline {file}: it is of level {baseline.Level}, and this check is of level {level}: say --level {baseline.Level}");
    }

    /// <summary>The report, held against it.</summary>
    public CheckReport Hold(CheckReport report) => BaselineCheck.Held(report, Baseline, File, Today);
}
