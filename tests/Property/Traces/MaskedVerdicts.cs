using S3Contract.Harness.Conformance.ReferenceCharms;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Traces;
using S3Contract.Reference;
using S3Contract.Tests.Property.Mutants;

namespace S3Contract.Tests.Property.Traces;

/// <summary>A masked trace is judged as the original is: shown on every faulty charm, those that let a secret out above all.</summary>
public sealed class MaskedVerdicts
{
    private static IEnumerable<TestCaseData> Cases() =>
        AllMutants.List.Select(mutant => new TestCaseData(mutant).SetArgDisplayNames(mutant.Name));

    [TestCaseSource(nameof(Cases))]
    public void Masking_changes_no_verdict(object subject)
    {
        var mutant = (Mutant)subject;
        bool leaks = mutant.Clause.StartsWith("secrecy.", StringComparison.Ordinal);
        bool provides = mutant.Role == EndpointRole.Provider;
        Cast cast = provides
            ? new Cast(new Player(mutant.Charm, mutant.Profile ?? ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer))
            : new Cast(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(mutant.Charm, ReferenceProfiles.Requirer));
        var options = new JudgeOptions { SubjectRoles = provides ? Roles.Provider : Roles.Requirer, VisibleEvents = JudgeOptions.AllEvents };
        var plain = new Judge(options);
        var masked = new Judge(options);
        var runner = new ScriptRunner(cast, new RunOptions { UnderTest = options.SubjectRoles, StopAtFailure = false, MaxHooks = 200 });

        foreach (ScriptCase script in BuiltInScripts.Cases.Where((_, index) => leaks || index % 10 == 0))
        {
            Trace trace = runner.Run(WithLongSecrets(script.Script)).Trace;
            plain.Add(trace);
            masked.Add(TraceJson.Read(TraceJson.Write(Redaction.Masked(trace)), "trace").Single());
        }

        Assert.That(Said(masked), Is.EqualTo(Said(plain)));
    }

    // The judge does not look for a secret of three characters in texts, and it sees that a mask is longer. AK1 becomes a real one.
    private static Script WithLongSecrets(Script script)
    {
        string text = ScriptPrinter.Print(script)
            .Replace("access-key=AK", "access-key=AKIAIOSFODNN7EXAMPLE", StringComparison.Ordinal)
            .Replace("secret-key=SK", "secret-key=wJalrXUtnFEMI/K7MDENG+bPxRfiCY", StringComparison.Ordinal);
        return ScriptParser.Parse(text, script.File).Script;
    }

    private static string[] Said(Judge judge) => [.. judge.Verdicts().Select(verdict => $"{verdict.Clause.Id} {verdict.Verdict} {verdict.Checked}")];
}
