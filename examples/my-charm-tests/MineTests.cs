using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;

namespace MyCharms;

/// <summary>What this project adds, put to use without a fixture: the same parts, put together by the same AddS3Contract().</summary>
public sealed class MineTests
{
    private const string WithoutRegion = """
        # An answer without a region.
        deploy provider
        deploy requirer bucket=photos
        integrate provider requirer
        issue provider access-key=AK1 secret-key=SK1
        settle
        """;

    private static readonly CharmMetadata Metadata = new(
        "my-provider",
        [new CharmEndpoint("credentials", EndpointRole.Provider, "s3"), new CharmEndpoint("cabinet", EndpointRole.Peer, "my-provider-cabinet")])
    {
        Actions = [new CharmAction("hand-out")],
    };

    [Test]
    public void The_clause_is_judged_and_reported()
    {
        using ServiceProvider services = Services();

        CheckReport report = Check(services, WithoutRegion);

        ClauseResult clause = report.Clauses.Single(clause => clause.Id == "mine.region-is-named");
        Assert.That(clause.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(clause.Violations[0].Message, Is.EqualTo("provider/0 answers without a region"));
        Assert.That(Written(services, "failed", report), Is.EqualTo("mine.region-is-named\n"));
    }

    [Test]
    public void The_command_stands_for_its_lines()
    {
        using ServiceProvider services = Services();

        CheckReport report = Check(services, WithoutRegion.Replace("issue provider access-key=AK1 secret-key=SK1", "rotate provider AK1 SK1 eu-west-1"));

        ClauseResult clause = report.Clauses.Single(clause => clause.Id == "mine.region-is-named");
        Assert.That((clause.Verdict, clause.Checked), Is.EqualTo((Verdict.Pass, 1)));
        Assert.That(Written(services, "failed", report), Is.Empty);
    }

    private static ServiceProvider Services()
    {
        IServiceCollection services = new ServiceCollection().AddS3Contract().AddMine();
        return services.BuildServiceProvider();
    }

    private static CheckReport Check(ServiceProvider services, string text)
    {
        ScriptParse script = ScriptParser.Parse(text, "inline.s3c", commands: services.GetServices<OwnCommand>());
        Assert.That(script.Errors, Is.Empty);
        var options = new CheckOptions(new InProcessCharm(Metadata, context => new MyProvider(context)))
        {
            Profile = new CharmProfile { Issue = [new ProfileLine("run ${leader} hand-out ${fields}")] },
            Scripts = ScriptCase.Of(script.Script),
        };
        return services.GetRequiredService<ConformanceCheck>().Run(options).Report;
    }

    private static string Written(ServiceProvider services, string format, CheckReport report)
    {
        using var stream = new MemoryStream();
        services.GetServices<IReportWriter>().Single(writer => writer.Format == format).Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
