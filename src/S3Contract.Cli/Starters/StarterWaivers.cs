using Microsoft.Extensions.DependencyInjection;
using S3Contract.Cli.Opening;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Starters;

/// <summary>The clauses that a charm breaks on the day it is checked for the first time. Waived, they let CI be green at level strict, and red
/// for whatever breaks from then on.</summary>
internal static class StarterWaivers
{
    /// <summary>Why such a clause is waived, until somebody writes a better reason.</summary>
    public const string Reason = "broken when this charm was first checked; to be mended";

    /// <summary>Runs the course and says which clauses of level strict or below were broken.</summary>
    /// <param name="folder">The charm's folder.</param>
    /// <param name="services">Where the check is had from.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended: nobody knows what the rest would have shown.</exception>
    public static IReadOnlyList<string> Of(string folder, IServiceProvider services, Action<CheckProgress>? progress, CancellationToken cancellation)
    {
        using OpenedCharm charm = OpenedCharm.Open(folder, Roles.Provider, transport: Transport.Auto);
        var options = new CheckOptions(charm.Charm)
        {
            Profile = charm.Profile,
            Level = ClauseLevel.Strict,
            Cases = 0,
            CalledAs = folder,
            File = charm.File,
            Progress = progress,
        };
        CheckReport report = services.GetRequiredService<ConformanceCheck>().Run([options], cancellation).Report;

        // What was not reached may be broken as well.
        cancellation.ThrowIfCancellationRequested();
        return [.. report.Counted.Where(clause => clause.Verdict == Verdict.Fail).Select(clause => clause.Id)];
    }

    /// <summary>As a section of a profile.</summary>
    public static string Section(IReadOnlyList<string> clauses) =>
        clauses.Count == 0 ? "" : "waive:\n" + string.Concat(clauses.Select(clause => $"  {clause}: {Reason}\n"));
}
