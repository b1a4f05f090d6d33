using Microsoft.Extensions.DependencyInjection;
using S3Contract.Harness.Reports;

namespace S3Contract.Cli.Options;

/// <summary>What commands ask of the services.</summary>
internal static class Services
{
    /// <summary>The kinds of reports.</summary>
    public static ReportKinds Kinds(this IServiceProvider services) => new(services.GetServices<IReportWriter>());
}
