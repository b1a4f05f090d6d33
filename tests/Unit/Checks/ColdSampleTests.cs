using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Checks;

/// <summary>Which scripts run with cold hooks although all went well in them.</summary>
[TestFixture]
internal sealed class ColdSampleTests
{
    private static readonly IReadOnlyList<ScriptCase> s_course = BuiltInScripts.Cases;
    private static readonly CaseRun?[] s_runs = [.. s_course.Select(Run)];

    [Test]
    public void Of_each_folder_it_is_the_one_with_the_fewest_hooks_of_the_charm()
    {
        int[] sample = [.. ColdSample.Of(s_course, s_runs, _ => false, Roles.Requirer, isQuick: false)];
        Assert.That(sample.Select(FolderOf), Is.EquivalentTo(s_course.Select((_, place) => FolderOf(place)).Distinct(StringComparer.Ordinal)));
        Assert.That(sample, Has.All.Matches<int>(place => Enumerable.Range(0, s_course.Count).Where(other => FolderOf(other) == FolderOf(place)).All(other => Hooks(other) >= Hooks(place))));
        Assert.That(sample, Is.Ordered);
    }

    [Test]
    public void A_folder_of_which_one_was_seen_cold_needs_no_other()
    {
        int rotation = s_course.ToList().FindIndex(script => script.Name.StartsWith("rotation/", StringComparison.Ordinal));
        Assert.That(ColdSample.Of(s_course, s_runs, place => place == rotation, Roles.Requirer, isQuick: false).Select(FolderOf), Does.Not.Contain("rotation").And.Contain("answer"));
    }

    [Test]
    public void What_did_not_come_to_its_end_is_not_taken()
    {
        CaseRun?[] runs = [.. s_runs.Select((run, place) => FolderOf(place) == "scale" ? null : run)];
        Assert.That(ColdSample.Of(s_course, runs, _ => false, Roles.Requirer, isQuick: false).Select(FolderOf), Does.Not.Contain("scale"));
    }

    [Test]
    public void Of_the_short_course_they_are_an_eighth_of_the_hooks_at_most()
    {
        IReadOnlyList<ScriptCase> quick = QuickCourse.For(Roles.Requirer);
        CaseRun?[] runs = [.. quick.Select(Run)];
        IReadOnlyList<int> sample = ColdSample.Of(quick, runs, _ => false, Roles.Requirer, isQuick: true);
        int all = runs.Sum(run => HooksOf(run!));
        Assert.That(sample.Sum(place => HooksOf(runs[place]!)), Is.InRange(1, all / 8));
        Assert.That(ColdSample.Of([quick[0]], [runs[0]], _ => false, Roles.Requirer, isQuick: true), Is.EqualTo(new[] { 0 }), "one in any case");
    }

    private static string FolderOf(int place) => s_course[place].Name.Split('/')[0];

    private static int Hooks(int place) => HooksOf(s_runs[place]!);

    private static int HooksOf(CaseRun run) => run.Steps.OfType<HookStep>().Count(hook => hook.Unit.Application.StartsWith("requirer", StringComparison.Ordinal));

    private static CaseRun Run(ScriptCase script) => new CaseRunner(
        new Cast(ReferencePlayers.Of(Roles.Provider, ContractVersion.V0), ReferencePlayers.Of(Roles.Requirer, ContractVersion.V0)) { Others = ReferencePlayers.Beside(Roles.Requirer) },
        new JudgeOptions { SubjectRoles = Roles.Requirer }, seed: 0).RunUntil(script, isEnough: null, default);
}
