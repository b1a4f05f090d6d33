using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Cli.Views;

/// <summary>The reports that were asked for: format and file.</summary>
internal sealed class ReportFiles
{
    private readonly List<(IReportWriter Writer, string File)> _files = [];

    /// <summary>Reads <c>FORMAT=FILE</c>.</summary>
    /// <exception cref="UsageException">It is not that, or there is no such format.</exception>
    public ReportFiles(IEnumerable<string> asked, IEnumerable<IReportWriter> writers)
    {
        IReportWriter[] known = [.. writers];
        string formats = string.Join(", ", known.Select(writer => $"{writer.Format}=FILE"));
        foreach (string text in asked)
        {
            int sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0 || sign == text.Length - 1)
            {
                throw new UsageException($"--report {text}: expected one of {formats}");
            }

            // The last of a name: what a user adds replaces what is built in.
            IReportWriter? writer = known.LastOrDefault(writer => string.Equals(writer.Format, text[..sign], StringComparison.Ordinal));
            if (writer is null)
            {
                string? near = NearestWord.Of(text[..sign], known.Select(writer => writer.Format));
                throw new UsageException(DidYouMean.Message($"--report {text}: unknown format \"{text[..sign]}\"", near, $"expected one of {formats}"));
            }

            string file = text[(sign + 1)..];
            if (Directory.Exists(file))
            {
                throw new UsageException($"--report {text}: {file} is a folder");
            }

            _files.Add((writer, file));
        }
    }

    /// <summary>Writes them.</summary>
    /// <exception cref="UsageException">A file cannot be written.</exception>
    public void Write(CheckReport report)
    {
        foreach ((IReportWriter writer, string file) in _files)
        {
            Save(file, stream => writer.Write(report, stream));
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
            throw new UsageException($"{file}: cannot be written: {problem.Message}");
        }
    }
}
