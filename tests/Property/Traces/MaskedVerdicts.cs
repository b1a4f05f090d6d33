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
        bool provides = mutant.Role == EndpointRole.Provider;
        Cast cast = provides
            ? new Cast(new Player(mutant.Charm, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer))
            : new Cast(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(mutant.Charm, ReferenceProfiles.Requirer));
        var options = new JudgeOptions { SubjectRoles = provides ? Roles.Provider : Roles.Requirer, VisibleEvents = JudgeOptions.AllEvents };
        var plain = new Judge(options);
        var masked = new Judge(options);
        var runner = new ScriptRunner(cast, new RunOptions { UnderTest = options.SubjectRoles, StopAtFailure = false, MaxHooks = 200 });

        foreach (ScriptCase script in BuiltInScripts.Cases)
        {
            Trace trace = runner.Run(script.Script).Trace;
            plain.Add(trace);
            masked.Add(TraceJson.Read(TraceJson.Write(Redaction.Masked(trace)), "trace").Single());
        }

        Assert.That(Said(masked), Is.EqualTo(Said(plain)));
    }

    private static string[] Said(Judge judge) => [.. judge.Verdicts().Select(verdict => $"{verdict.Clause.Id} {verdict.Verdict} {verdict.Checked}")];
}
