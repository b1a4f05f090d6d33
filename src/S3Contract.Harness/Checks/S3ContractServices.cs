using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Html;

namespace S3Contract.Harness.Checks;

/// <summary>The one place where the parts of S3Contract are put together: for the command line, tests and users' own programs.</summary>
public static class S3ContractServices
{
    /// <summary>Adds the checks and the report writers. What is added beside them is used as they are: an
    /// <see cref="Judging.OwnClause"/> is judged with the clauses of the contract, an <see cref="Scripts.Language.OwnCommand"/> is known in scripts, an
    /// <see cref="IReportWriter"/> is a format of <c>--report</c>.</summary>
    public static IServiceCollection AddS3Contract(this IServiceCollection services) => services
        .AddSingleton(new ToolName("s3contract", Version))
        .AddSingleton<ConformanceCheck>()
        .AddSingleton<TraceCheck>()
        .AddSingleton<IReportWriter, JsonReport>()
        .AddSingleton<IReportWriter, JUnitReport>()
        .AddSingleton<IReportWriter, JUnitGitLabReport>()
        .AddSingleton<IReportWriter, MarkdownReport>()
        .AddSingleton<IReportWriter, GitHubReport>()
        .AddSingleton<IReportWriter, SarifReport>()
        .AddSingleton<IReportWriter, CtrfReport>()
        .AddSingleton<IReportWriter, BadgeReport>()
        .AddSingleton<IReportWriter, HtmlReport>();

    // The part after + is the commit: the same release must give the same reports.
    private static string Version =>
        typeof(S3ContractServices).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
