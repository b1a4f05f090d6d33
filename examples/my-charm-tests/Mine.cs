using Microsoft.Extensions.DependencyInjection;
using S3Contract.Charms;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace MyCharms;

/// <summary>What this project adds to S3Contract: a clause, a script command and a report writer.</summary>
public static class Mine
{
    /// <summary>A clause is a sentence, and a pure function that looks at a run and says where it was put to the test and with what result.</summary>
    public static OwnClause RegionIsNamed { get; } = new(
        new Clause("mine.region-is-named", ClauseLevel.Core, Roles.Provider, "An answer names the region.", "The wiki of our operators, page Storage."),
        LookForRegions);

    /// <summary>A command is a word that stands for some lines of script.</summary>
    public static OwnCommand Rotate { get; } = new(
        "rotate",
        "rotate PROVIDER ACCESS-KEY SECRET-KEY REGION",
        words => words is [var provider, var accessKey, var secretKey, var region]
            ? [$"issue {provider} access-key={accessKey} secret-key={secretKey} region={region}", "settle"]
            : throw new FormatException("four words are needed"));

    /// <summary>Adds all three.</summary>
    public static IServiceCollection AddMine(this IServiceCollection services) => services
        .AddSingleton(RegionIsNamed)
        .AddSingleton(Rotate)
        .AddSingleton<IReportWriter, FailedClauses>();

    private static IEnumerable<ClauseCheck> LookForRegions(Trace trace)
    {
        HashSet<RelationId> relations =
        [
            .. trace.Steps.OfType<ModelStep>().Select(step => step.Change).OfType<RelationAdded>()
                .Where(added => added.Interface == "s3").Select(added => added.Relation),
        ];
        foreach (HookStep hook in trace.Steps.OfType<HookStep>())
        {
            foreach (DatabagCommit commit in hook.Commits.Where(commit => relations.Contains(commit.Relation) && commit.After.ContainsKey("access-key")))
            {
                yield return new ClauseCheck(hook.Index, commit.After.ContainsKey("region") ? null : $"{hook.Unit} answers without a region");
            }
        }
    }
}

/// <summary>A report writer of its own: the ids of the clauses that failed, one a line.</summary>
public sealed class FailedClauses : IReportWriter
{
    public string Format => "failed";

    public void Write(CheckReport report, Stream stream)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        foreach (ClauseResult clause in report.Counted.Where(clause => clause.Verdict == Verdict.Fail))
        {
            writer.WriteLine(clause.Id);
        }
    }
}
