using S3Contract.Cli.Opening;
using S3Contract.Harness.Files;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Cli.Views;

/// <summary>The report that <c>--previous</c> names.</summary>
internal static class PreviousReport
{
    /// <summary>Reads it; null if none is named.</summary>
    /// <exception cref="UsageException">It cannot be read, or is no report.</exception>
    public static CheckReport? Read(string? file)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            return JsonReport.Read(PlainFile.Text(file, NamedFile.Largest), file);
        }
        catch (ReportFormatException problem)
        {
            throw new UsageException($"--previous {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(File.Exists(file) ? $"--previous {file}: cannot be read: {problem.Message}"
                : Directory.Exists(file) ? $"--previous {file}: is a folder; expected a report that --report json=FILE wrote"
                : $"--previous {file}: there is no such file; expected a report that --report json=FILE wrote");
        }
    }

    /// <summary>A report that tells what changed since a previous one; as it is if there is none.</summary>
    public static CheckReport Beside(this CheckReport report, CheckReport? previous) =>
        previous is null ? report : report with { History = ReportChanges.Between(previous, report) };
}
