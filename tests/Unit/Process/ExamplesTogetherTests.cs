using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Subjects;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>The example charms, as processes, in a simulated Juju.</summary>
[Parallelizable]
public sealed class ExamplesTogetherTests
{
    private ProcessCharm _provider = null!;
    private ProcessCharm _requirer = null!;
    private Simulation _juju = null!;

    [SetUp]
    public void Deploy()
    {
        ExampleCharms.NeedsPython();
        _provider = ExampleCharms.Open(ExampleCharms.Example("sh-provider"));
        _requirer = ExampleCharms.Open(ExampleCharms.Example("python-requirer"));
        _juju = new Simulation();
        _juju.Deploy("provider", _provider, 2);
        _juju.Deploy("requirer", _requirer, 2);
        _juju.Integrate("provider", null, "requirer", null);
        _juju.Settle();
    }

    [TearDown]
    public void Remove()
    {
        _juju?.Dispose();
        _provider?.Dispose();
        _requirer?.Dispose();
    }

    [Test]
    public void No_hook_fails()
    {
        Issue("AK1", "SK1");
        Assert.That(Hooks().Where(step => step.Outcome is not (HookOutcome.Committed or HookOutcome.Missing)).Select(Describe), Is.Empty);
    }

    [Test]
    public void Every_unit_of_the_requirer_sees_what_was_issued()
    {
        Issue("AK1", "SK1");
        RelationId relation = _juju.World.Relations.Single(r => !r.IsPeer).Id;
        Databag answer = _juju.World.ApplicationDatabag(relation, "provider");
        Assert.Multiple(() =>
        {
            Assert.That(answer.Get("access-key"), Is.EqualTo("AK1"));
            Assert.That(answer.Get("secret-key"), Is.EqualTo("SK1"));
            Assert.That(answer.Get("bucket"), Is.EqualTo("relation-" + relation));
            Assert.That(Seen("credentials-changed").Select(e => e.Unit).Distinct(), Is.EquivalentTo(new[] { new UnitName("requirer", 0), new UnitName("requirer", 1) }));
        });
    }

    [Test]
    public void A_request_is_announced_once_by_the_leader()
    {
        Issue("AK1", "SK1");
        _juju.Elect(new UnitName("provider", 1));
        _juju.Settle();
        Issue("AK2", "SK2", unit: 1);
        Assert.That(Seen("credentials-requested").Select(e => e.Unit), Is.EqualTo(new[] { new UnitName("provider", 0) }));
    }

    [Test]
    public void A_new_leader_answers_from_what_the_old_one_kept()
    {
        Issue("AK1", "SK1");
        _juju.Elect(new UnitName("provider", 1));
        _juju.RemoveRelation("provider", null, "requirer", null);
        _juju.Settle();
        _juju.Integrate("provider", null, "requirer", null);
        _juju.Settle();
        RelationId relation = _juju.World.Relations.Last(r => !r.IsPeer).Id;
        Assert.Multiple(() =>
        {
            Assert.That(_juju.World.ApplicationDatabag(relation, "provider").Get("access-key"), Is.EqualTo("AK1"));
            Assert.That(Seen("credentials-gone").Count(), Is.EqualTo(2));
        });
    }

    private void Issue(string access, string secret, int unit = 0)
    {
        _juju.RunAction(new UnitName("provider", unit), "sync-s3-credentials", [new("access-key", access), new("secret-key", secret)]);
        _juju.Settle();
    }

    private IEnumerable<HookStep> Hooks() => _juju.Steps.OfType<HookStep>();

    private IEnumerable<(UnitName Unit, EventEmitted Event)> Seen(string name) =>
        from step in Hooks() from entry in step.Entries.OfType<EventEmitted>() where entry.Name == name select (step.Unit, entry);

    private static string Describe(HookStep step) => $"{step.Unit} {step.Hook.Name}: {step.Failure} {step.Stdout} {step.Stderr}";
}
