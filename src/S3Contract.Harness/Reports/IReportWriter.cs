using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports;

/// <summary>Writes what a check found in one format. The command line finds it by its name: <c>--report NAME=FILE</c>.</summary>
public interface IReportWriter
{
    /// <summary>The name of the format: <c>json</c>.</summary>
    string Format { get; }

    /// <summary>Writes a report. Same report, same bytes.</summary>
    void Write(CheckReport report, Stream stream);
}
