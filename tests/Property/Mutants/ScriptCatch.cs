using System.Collections.Concurrent;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Oddities;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>What came of running a script against a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Clauses">The clauses that the script covers and the mutant breaks in it.</param>
/// <param name="Expectation">Does an expectation of the script fail?</param>
/// <param name="Inconclusive">Does the script need what the mutant cannot do?</param>
internal sealed record MutantRun(Mutant Mutant, IReadOnlyList<string> Clauses, bool Expectation, bool Inconclusive);

/// <summary>Which mutants a script of the course catches.</summary>
/// <param name="Script">The script.</param>
/// <param name="Runs">What came of it with each mutant.</param>
internal sealed record ScriptCatch(Script Script, IReadOnlyList<MutantRun> Runs)
{
    private static readonly ConcurrentDictionary<string, Lazy<ScriptCatch>> s_catches = new(StringComparer.Ordinal);

    /// <summary>The mutants that break a clause which the script covers.</summary>
    public IEnumerable<Mutant> Caught => Runs.Where(run => run.Clauses.Count > 0).Select(run => run.Mutant);

    /// <summary>Runs a script against all mutants, or says what came of it before.</summary>
    public static ScriptCatch Of(Script script) => s_catches.GetOrAdd(script.Name, _ => new(() =>
        new ScriptCatch(script, [.. AllMutants.List.Select(mutant => Judged(script, mutant))]))).Value;

    /// <summary>Runs the course against all mutants.</summary>
    public static IReadOnlyList<ScriptCatch> All() => [.. BuiltInScripts.All.AsParallel().AsOrdered().Select(parse => Of(parse.Script))];

    /// <summary>Runs all rows of a script against a mutant.</summary>
    public static MutantRun Judged(Script script, Mutant mutant)
    {
        bool provider = mutant.Role == EndpointRole.Provider;
        // Mutants have no action that writes raw keys: that is for the reference charm on the other side.
        CharmProfile profile = (mutant.Profile ?? (provider ? ReferenceProfiles.Provider : ReferenceProfiles.Requirer)) with { Write = [] };
        Cast cast = Hunt.CastOf(mutant.Charm, mutant.Role, profile);
        Roles side = provider ? Roles.Provider : Roles.Requirer;
        var judge = new Judge(new JudgeOptions { SubjectRoles = side, VisibleEvents = JudgeOptions.AllEvents, MostViolations = 1 });
        var options = new RunOptions { UnderTest = side, StopAtFailure = false };
        var causes = new FailureCauses(cast, options);
        bool failed = false;
        bool lacking = false;
        foreach (ScriptCase row in ScriptCase.Of(script))
        {
            judge.Begin(row.Name);
            ScriptRun run = causes.Explained(new ScriptRunner(cast, options with { Row = row.Row }).Run(row.Script), row.Row);
            foreach (Step step in run.Trace.Steps)
            {
                judge.Observe(step);
            }

            // As in a check: what a script expects after a line that the charm could not carry out says nothing.
            lacking |= run.Shortfalls.Count > 0;
            failed |= run.Verdict == ScriptVerdict.Failed && run.Shortfalls.Count == 0;
        }

        string[] broken = [.. judge.Verdicts().Where(verdict => verdict.Verdict == Verdict.Fail).Select(verdict => verdict.Clause.Id)];
        return new MutantRun(
            mutant,
            [.. script.Header.Covers.Intersect(broken, StringComparer.Ordinal)],
            failed,
            lacking);
    }
}
