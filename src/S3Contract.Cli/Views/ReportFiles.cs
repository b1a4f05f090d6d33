using System.Runtime.InteropServices;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Cli.Views;

/// <summary>The reports that were asked for, kind and file; <c>-</c> is standard output. In a step of GitHub Actions those that it shows are written by
/// themselves.</summary>
internal sealed class ReportFiles
{
    private const string StandardOutput = "-";

    // GitHub takes no more as the summary of a step.
    private const int MostSummary = 1024 * 1024;

    private readonly List<(IReportWriter Writer, string File)> _files = [];
    private readonly Surroundings _around;

    /// <summary>Reads <c>KIND=FILE</c>.</summary>
    /// <exception cref="UsageException">It is not that, or there is no such kind.</exception>
    public ReportFiles(IEnumerable<string> asked, ReportKinds kinds, Surroundings around)
    {
        _around = around;
        foreach (string text in asked)
        {
            (IReportWriter writer, string file) = kinds.Read(text, out string problem) ?? throw new UsageException($"--report {problem}");
            if (!string.Equals(file, StandardOutput, StringComparison.Ordinal))
            {
                RequirePlace($"--report {text}", file);
            }

            _files.Add((writer, file));
        }

        if (kinds.Find("github") is { } github && IsGitHub && !_files.Exists(file => file.Writer == github))
        {
            _files.Add((github, StandardOutput));
        }
    }

    private bool IsGitHub => string.Equals(_around.Variable("GITHUB_ACTIONS"), "true", StringComparison.Ordinal);

    /// <summary>Writes them, behind what was printed.</summary>
    /// <exception cref="UsageException">A file cannot be written.</exception>
    public void Write(CheckReport report)
    {
        foreach ((IReportWriter writer, string file) in _files)
        {
            if (string.Equals(file, StandardOutput, StringComparison.Ordinal))
            {
                using var text = new MemoryStream();
                writer.Write(report, text);
                _around.Out.Write(System.Text.Encoding.UTF8.GetString(text.ToArray()));
            }
            else
            {
                Save(file, stream => writer.Write(report, stream));
            }

            if (writer is GitHubReport && _around.Variable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
            {
                Summarize(report, summary);
            }
        }
    }

    // Several commands of a step add to one summary.
    private static void Summarize(CheckReport report, string summary)
    {
        try
        {
            using var file = new FileStream(summary, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            MarkdownReport.Write(report, file, (int)Math.Clamp(MostSummary - file.Position, 0, MarkdownReport.MostBytes));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{summary}: cannot be written: {problem.Message}");
        }
    }

    /// <summary>Refuses a file that cannot be written whatever is in it, before anything runs for it.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="UsageException">It is a folder, stands below a file, or in a folder that may not be written to.</exception>
    public static void RequirePlace(string option, string file)
    {
        if (Directory.Exists(file))
        {
            throw new UsageException($"{option}: {file} is a folder");
        }

        string? above = Path.GetDirectoryName(Path.GetFullPath(file));
        while (above is not null && !Directory.Exists(above) && !File.Exists(above))
        {
            above = Path.GetDirectoryName(above);
        }

        if (above is not null && File.Exists(above))
        {
            throw new UsageException($"{option}: {above} is a file, and no folder");
        }

        try
        {
            AtomicFile.Try(file, above ?? "/");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: nothing can be written in {above}: {Why(problem)}");
        }
    }

    /// <summary>Writes a file whole or not at all.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static void Save(string file, Action<Stream> write)
    {
        try
        {
            AtomicFile.Write(file, write);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file}: cannot be written: {Why(problem)}");
        }
    }

    // .NET names the file that is written on the way, which nobody knows.
    private static string Why(Exception problem) =>
        problem is UnauthorizedAccessException ? "permission denied" : problem.HResult > 0 ? Marshal.GetPInvokeErrorMessage(problem.HResult) : problem.Message;
}
