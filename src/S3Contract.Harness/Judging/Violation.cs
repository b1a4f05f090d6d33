using S3Contract.Charms;
using S3Contract.Observations;
using S3Contract.Reference;

namespace S3Contract.Harness.Judging;

/// <summary>A step of a run that breaks a clause.</summary>
/// <param name="ClauseId">The clause.</param>
/// <param name="Message">What is wrong, for people; it never holds an access key or a secret key.</param>
/// <param name="StepIndex">The index of the step in its trace.</param>
/// <param name="Line">The line of the script that caused the step, from 1; 0 if none did.</param>
/// <param name="Allowed">Every outcome that the contract allows here, the one closest to what happened first.</param>
/// <param name="Observed">What happened.</param>
public sealed record Violation(
    string ClauseId, string Message, int StepIndex, int Line, IReadOnlyList<string> Allowed, string Observed)
{
    /// <summary>The script whose run it was; empty if it had no name.</summary>
    public string Script { get; init; } = "";

    /// <summary>The side that broke the clause.</summary>
    public Roles Role { get; init; }

    /// <summary>The application that broke it.</summary>
    public string Application { get; init; } = "";

    /// <summary>The unit that broke it, if it was one.</summary>
    public UnitName? Unit { get; init; }

    /// <summary>The relation concerned, if it was one.</summary>
    public RelationId? Relation { get; init; }

    /// <summary>The key that was seen where it must not show; null if that is not what is wrong.</summary>
    internal KeySighting? Sighting { get; init; }

    /// <summary>A machine's finding in the run of a script.</summary>
    internal static Violation From(Finding finding, string script) =>
        new(finding.Clause.Id, finding.Message, finding.Step, finding.Line, finding.Allowed, finding.Observed)
        {
            Script = script,
            Role = finding.Role,
            Application = finding.Application,
            Unit = finding.Unit,
            Relation = finding.Relation,
            Sighting = finding.Sighting,
        };
}
