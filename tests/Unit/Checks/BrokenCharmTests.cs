using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Subjects;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Checks;

/// <summary>Charms with one fault each, run as processes: each is found out, by the clause that names its fault.</summary>
[TestFixture]
internal sealed class BrokenCharmTests
{
    [TestCase("provider-follower-writes", "scale/", "write.leader-only")]
    [TestCase("provider-partial-answer", "answer/related", "atomicity.no-partial-answer")]
    [TestCase("provider-invalid-field", "answer/related", "data.uri-style")]
    [TestCase("requirer-changed-on-one-key", "hostile-counterpart/", "events.changed-needs-both-keys")]
    [TestCase("requirer-writes-after-broken", "teardown/", "write.nothing-after-broken")]
    public void A_broken_charm_fails_by_the_clause_that_names_its_fault(string fixture, string scripts, string clause)
    {
        using ProcessCharm charm = ExampleCharms.Open(ExampleCharms.Fixture(fixture));
        var options = new CheckOptions(charm)
        {
            Profile = charm.Profile,
            Scripts = [.. BuiltInScripts.Cases.Where(script => script.Name.StartsWith(scripts, StringComparison.Ordinal))],
        };

        CheckReport report = new ConformanceCheck(new ToolName("test", "0")).Run(options).Report;

        Assert.That(report.Clauses.Where(found => found.Verdict == Verdict.Fail).Select(found => found.Id), Does.Contain(clause));
    }
}
