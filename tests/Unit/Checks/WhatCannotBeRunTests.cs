using S3Contract.Charms;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Tests.Unit.Checks;

/// <summary>The two ends of the scale: a charm that never gets going, and one that runs and does nothing.</summary>
[TestFixture]
internal sealed class WhatCannotBeRunTests
{
    private static readonly CharmMetadata s_metadata = new("idle", [new CharmEndpoint("s3", EndpointRole.Provider, "s3")])
    {
        Actions = [new CharmAction("issue")],
    };

    private static readonly CharmProfile s_profile = new() { Issue = [new ProfileLine("run ${leader} issue")] };

    [Test]
    public void A_charm_whose_install_always_fails_could_not_be_run_and_its_own_words_say_why()
    {
        var charm = new InProcessCharm(s_metadata, context => new ProbeCharm(context, HookKind.Install, () => throw new InvalidOperationException("no snapd")));

        CheckBrokenException broken = Assert.Throws<CheckBrokenException>(() => Check(charm))!;
        var problem = broken.InnerException as CharmProblem;

        Assert.That(problem!.Kind, Is.EqualTo(CharmProblemKind.CannotRun));
        Assert.That(problem.Message, Does.Contain("install on provider/0").And.Contain("no snapd"));
        Assert.That((broken.Found.Report.Partial, broken.Found.Report.Error, broken.Found.Report.Interrupted), Is.EqualTo(("ended by a problem of the charm", problem.Message, true)));
    }

    [Test]
    public void A_charm_whose_relation_hooks_fail_is_judged()
    {
        var charm = new InProcessCharm(
            s_metadata, context => new ProbeCharm(context, HookKind.RelationCreated, () => throw new InvalidOperationException("no")));

        CheckReport report = Check(charm);

        Assert.That(report.Clauses.Single(clause => clause.Id == "tolerance.ordinary-hook").Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void A_failure_that_is_retried_is_one_finding()
    {
        int failed = 0;
        var charm = new InProcessCharm(
            s_metadata, context => new ProbeCharm(context, HookKind.RelationCreated, () => throw new InvalidOperationException($"attempt {++failed}")));
        Script script = ScriptParser.Parse("deploy provider\ndeploy requirer\nintegrate provider requirer\nsettle\nsettle\n", "retried.s3c").Script;

        CheckReport report = new ConformanceCheck(new ToolName("test", "0"))
            .Run(new CheckOptions(charm) { Profile = s_profile, Scripts = ScriptCase.Of(script) }).Report;

        Assert.That(failed, Is.GreaterThan(2));
        Assert.That(report.Clauses.Single(clause => clause.Id == "tolerance.ordinary-hook").Violations, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_provider_that_does_nothing_does_not_conform()
    {
        var charm = new InProcessCharm(s_metadata, context => new ProbeCharm(context, HookKind.Action, () => { }));

        CheckReport report = Check(charm);

        Assert.That(report.Clauses.Single(clause => clause.Id == "live.answered").Verdict, Is.EqualTo(Verdict.Fail));
    }

    private static CheckReport Check(InProcessCharm charm) => new ConformanceCheck(new ToolName("test", "0"))
        .Run(new CheckOptions(charm) { Profile = s_profile }).Report;

    private sealed class ProbeCharm : CharmBase
    {
        public ProbeCharm(CharmContext context, HookKind kind, Action act)
            : base(context) => Observe(kind, _ => act());
    }
}
