using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Subjects;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Checks;

/// <summary>A provider that has its keys from a secret of the operator's, as a process: its profile says what the operator does, and it is judged by what
/// was issued in that secret.</summary>
[TestFixture]
[Parallelizable]
internal sealed class UserSecretTests
{
    private const string Grants = "  - grant-secret ${app}-keys ${app}\n";
    private const string LooksAtEveryHook = "HOOK not in (\"install\"";

    private static readonly string[] s_scripts = ["version-1/a-rotation-reaches-every-unit", "two-versions/rotated", "rotation/reaches-every-unit"];

    [Test]
    public void It_is_known_what_was_issued_and_that_it_came()
    {
        List<OperationRefused> refused = [];
        CheckReport report = Check("", "", refused: refused);

        Assert.That(refused, Is.Empty, "what names a secret that is not there yet is left out");
        Assert.That(report.Clauses.Where(clause => clause.Verdict == Verdict.Fail).Select(clause => clause.Id), Is.Empty);
        string[] judged = ["live.secret-shown", "live.latest-revision", "atomicity.one-revision-one-pair", "mixed.latest-credentials"];
        Assert.That(judged.Select(id => (id, Of(report, id).Verdict)), Is.EqualTo(judged.Select(id => (id, Verdict.Pass))));
    }

    [TestCase(LooksAtEveryHook, "HOOK not in (\"secret-changed\", \"install\"", TestName = "{m}(it does not look at secret-changed)")]
    [TestCase("(\"secret-get\", secret, how, ", "(\"secret-get\", secret, ", TestName = "{m}(it reads what it once read)")]
    [TestCase("all(held.get(key) for key in KEYS)", "answer(\"config-get\", \"endpoint\")", TestName = "{m}(it does not hand them on)")]
    public void What_is_wrong_with_such_a_charm_is_found(string sound, string faulty) =>
        Assert.That(Of(Check(sound, faulty), "live.secret-shown-at-once").Verdict, Is.EqualTo(Verdict.Fail));

    [Test]
    public void What_it_was_not_granted_it_does_not_owe()
    {
        CheckReport report = Check("", "", withoutGrant: true);

        Assert.That(report.Clauses.Where(clause => clause.Verdict == Verdict.Fail).Select(clause => clause.Id), Is.Empty);
        Assert.That(Of(report, "live.secret-shown").Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    private static ClauseResult Of(CheckReport report, string id) => report.Clauses.Single(clause => clause.Id == id);

    // The example, changed.
    private static CheckReport Check(string sound, string changed, bool withoutGrant = false, List<OperationRefused>? refused = null)
    {
        ExampleCharms.NeedsPython();
        string folder = Directory.CreateTempSubdirectory("user-secret-charm-").FullName;
        try
        {
            foreach (string file in Directory.GetFiles(ExampleCharms.Example("python-provider-v1")))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            if (sound.Length > 0)
                Change(Path.Combine(folder, "dispatch"), sound, changed);
            if (withoutGrant)
                Change(Path.Combine(folder, "s3contract.yaml"), Grants, "");
            using ProcessCharm charm = ProcessCharm.Open(folder, ExampleCharms.Options);
            return new ConformanceCheck(new ToolName("test", "1")).Run(new CheckOptions(charm)
            {
                Profile = charm.Profile,
                Level = ClauseLevel.Strict,
                Scripts = [.. BuiltInScripts.EveryCase.Where(script => s_scripts.Contains(script.Name))],
                Ran = (_, run) => refused?.AddRange(run.Trace.Steps.OfType<ModelStep>().Select(step => step.Change).OfType<OperationRefused>()),
            }).Report;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Change(string file, string sound, string changed)
    {
        string text = File.ReadAllText(file);
        Assert.That(text, Does.Contain(sound));
        File.WriteAllText(file, text.Replace(sound, changed, StringComparison.Ordinal));
    }
}
