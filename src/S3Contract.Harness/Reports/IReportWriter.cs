using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports;

/// <summary>A kind of report: writes what a check found in one format. The command line finds it by its name: <c>--report NAME=FILE</c>.</summary>
public interface IReportWriter
{
    /// <summary>The name of the format: <c>json</c>.</summary>
    string Format { get; }

    /// <summary>What it is for, in a few words, for help.</summary>
    string About => "a format of your own";

    /// <summary>Writes a report. Same report, same bytes.</summary>
    void Write(CheckReport report, Stream stream);
}
