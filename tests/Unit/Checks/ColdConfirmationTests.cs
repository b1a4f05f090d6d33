using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Matrix;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Checks;

/// <summary>How a check goes where hooks start warm: what it tells is what is so when they start cold.</summary>
[TestFixture]
internal sealed class ColdConfirmationTests
{
    private const string Warm = "'fork-server' in open(f'/proc/{os.getppid()}/cmdline').read()";
    private const string AsksForABucket = "    if hook in (ENDPOINT + \"-relation-created\", ENDPOINT + \"-relation-joined\"):\n";

    // The one with the fewest hooks runs cold too.
    private static readonly string[] s_scripts = ["teardown/broken-before-it-was-answered", "teardown/provider-application-goes", "teardown/requirer-application-goes"];

    [Test]
    public void A_sound_charm_passes_and_the_report_says_how_it_ran()
    {
        CheckReport report = Check("", Transport.Warm);
        Assert.That(Broken(report), Is.Empty);
        Assert.That(report.HookStarts, Has.Count.EqualTo(1).And.All.StartWith("hooks start warm"));
        Assert.That(report.Counts, Is.EqualTo(Check("", Transport.Cold).Counts));
    }

    [Test]
    public void What_only_warm_hooks_break_is_not_held_against_the_charm()
    {
        CheckReport report = Check($"    if hook == 's3-relation-changed' and {Warm}: raise ValueError\n", Transport.Warm, scripts: 1);
        Assert.That(Broken(report), Is.Empty);
        Assert.That(report.HookStarts.Skip(1), Is.Not.Empty.And.All.StartWith("only warm: "));
    }

    [Test]
    public void What_only_warm_hooks_do_right_is_no_pass()
    {
        CheckReport report = Check($"    if hook == 's3-relation-broken' and not {Warm}: raise ValueError\n", Transport.Warm, scripts: 2);
        Assert.That(Broken(report), Is.EqualTo(Broken(Check("    if hook == 's3-relation-broken': raise ValueError\n", Transport.Cold, scripts: 2))).And.Not.Empty);
        Assert.That(report.HookStarts.Skip(1), Is.Not.Empty.And.All.StartWith("only warm: "));
    }

    [Test]
    public void What_is_another_each_time_is_told()
    {
        CheckReport report = Check("    if hook == 's3-relation-joined': call('relation-set', '-r', relation, 'x=' + str(time.time_ns()))\n", Transport.Warm, scripts: 1);
        Assert.That(report.HookStarts.Skip(1), Has.Some.StartsWith("the charm is not deterministic: "));
    }

    [TestCase(Warm, false)]
    [TestCase("True", true)]
    public void Nor_is_it_held_against_a_pair(string when, bool isBroken)
    {
        (PairResult result, string? starts) = With($"    if hook == 's3-relation-changed' and {when}: raise ValueError\n", Transport.Warm, charm =>
        {
            var cast = new Cast(ReferencePlayers.Of(Roles.Provider, ContractVersion.V0), new Player(charm, charm.Profile));
            return (PairCheck.Run(cast, [.. Scripts(1)], seed: 0, default), ((ICharmSubject)charm).HookStarts);
        });
        Assert.That((result.Problem, result.Broken is not null), Is.EqualTo(((string?)null, isBroken)));
        Assert.That(starts, Does.StartWith("hooks start warm"));
    }

    private static string[] Broken(CheckReport report) => [.. report.Clauses.Where(clause => clause.Verdict == Verdict.Fail).Select(clause => clause.Id)];

    private static IEnumerable<ScriptCase> Scripts(int scripts) => BuiltInScripts.Cases.Where(script => s_scripts.Take(scripts).Contains(script.Name, StringComparer.Ordinal));

    private static CheckReport Check(string lines, Transport transport, int scripts = 3) => With(lines, transport, charm =>
        new ConformanceCheck(new ToolName("test", "1")).Run(new CheckOptions(charm) { Profile = charm.Profile, Roles = Roles.Requirer, Scripts = [.. Scripts(scripts)], Jobs = 2 }).Report);

    // The example, with lines of its own before what it does for a hook.
    private static T With<T>(string lines, Transport transport, Func<ProcessCharm, T> use)
    {
        ExampleCharms.NeedsPython();
        string folder = Directory.CreateTempSubdirectory("confirmed-charm-").FullName;
        try
        {
            foreach (string file in Directory.GetFiles(ExampleCharms.Example("python-requirer")))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            string dispatch = Path.Combine(folder, "dispatch");
            File.WriteAllText(dispatch, File.ReadAllText(dispatch)
                .Replace("import subprocess\n", "import subprocess\nimport time\n", StringComparison.Ordinal)
                .Replace(AsksForABucket, lines + AsksForABucket, StringComparison.Ordinal));
            using ProcessCharm charm = ProcessCharm.Open(folder, ExampleCharms.Options with { Transport = transport });
            return use(charm);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
