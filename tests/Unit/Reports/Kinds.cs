using System.Text;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Tests.Unit.Reports;

/// <summary>The kinds of reports, as everybody gets them.</summary>
internal static class Kinds
{
    public static IReadOnlyList<IReportWriter> All { get; } = Registered();

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(writer => writer.Format)];

    /// <summary>A report as a file of a kind.</summary>
    public static string Written(string kind, CheckReport report)
    {
        using var stream = new MemoryStream();
        All.First(writer => string.Equals(writer.Format, kind, StringComparison.Ordinal)).Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static IReportWriter[] Registered()
    {
        using ServiceProvider services = new ServiceCollection().AddS3Contract().BuildServiceProvider();
        return [.. services.GetServices<IReportWriter>()];
    }
}
