using S3Contract.Charms;
using S3Contract.Harness.Juju.Actions;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Library;

/// <summary>Each test shows a weakness of the original library, and that the stricter behaviour does not have it.</summary>
public sealed class StricterBehaviorTests
{
    private static readonly UnitName s_provider0 = UnitName.Parse("provider/0");
    private static readonly UnitName s_provider1 = UnitName.Parse("provider/1");
    private static readonly UnitName s_requirer0 = UnitName.Parse("requirer/0");
    private static readonly UnitName s_requirer1 = UnitName.Parse("requirer/1");

    [Test]
    public void A_request_survives_a_leader_change_before_it_was_handled([Values] bool strict)
    {
        using Simulation juju = Related(strict, providers: 2, requirers: 1);
        RunAll(juju, s_provider1, s_requirer0);
        juju.Elect(s_provider1);
        juju.Settle();
        Assert.That(Shown(juju, "provider").ContainsKey("access-key"), Is.EqualTo(strict));
    }

    [Test]
    public void A_bucket_is_asked_for_although_the_first_leader_goes_before_anybody_joined([Values] bool strict)
    {
        using Simulation juju = Related(strict, providers: 1, requirers: 2);
        RunAll(juju, s_provider0, s_requirer1);
        juju.Elect(s_requirer1);
        juju.Settle();
        Assert.That(Shown(juju, "requirer").Get("bucket"), Is.EqualTo(strict ? "relation-0" : null));
    }

    [Test]
    public void Credentials_on_the_second_relation_are_told_of([Values] bool strict)
    {
        using var juju = new Simulation();
        juju.Deploy("silent", Provider(strict, answers: false));
        juju.Deploy("provider", Provider(strict));
        juju.Deploy("requirer", Requirer(strict));
        juju.Integrate("silent", null, "requirer", null);
        juju.Integrate("provider", null, "requirer", null);
        juju.Settle();
        EventEmitted[] told = Events(juju, "credentials-changed");
        Assert.That(told.Any(e => e.Relation == new RelationId(1)), Is.EqualTo(strict));
        Assert.That(told.Any(e => e.Relation == new RelationId(0)), Is.False);
    }

    [Test]
    public void Bookkeeping_that_is_no_object_is_survived([Values] bool strict, [Values("[]", "not JSON", "null")] string saved)
    {
        using Simulation juju = Related(strict, providers: 1, requirers: 1);
        juju.Settle();
        juju.RunAction(s_provider0, "spoil", [new("data", saved)], ParameterStyle.Text);
        juju.RunAction(s_requirer0, "ask", [new("bucket", "another")], ParameterStyle.Text);
        juju.Settle();
        Assert.That(juju.World.UnitStatus(s_provider0)!.Error, Is.EqualTo(!strict));
    }

    [TestCase("[]")]
    [TestCase("not JSON")]
    [TestCase("null")]
    public void A_hook_that_repairs_bookkeeping_tells_of_a_request_once(string saved)
    {
        using Simulation juju = Related(strict: true, providers: 1, requirers: 1);
        juju.Settle();
        juju.RunAction(s_provider0, "spoil", [new("data", saved)], ParameterStyle.Text);
        juju.RunAction(s_requirer0, "ask", [new("bucket", "another")], ParameterStyle.Text);
        juju.Settle();

        int[] told = [.. juju.Steps.OfType<HookStep>().Select(step => step.Entries.Count(entry => entry is EventEmitted { Name: "credentials-requested" }))];
        Assert.That(told.Count(times => times == 1), Is.EqualTo(2));
        Assert.That(told.Max(), Is.EqualTo(1));
    }

    [Test]
    public void A_bucket_that_the_charm_asked_for_by_itself_is_not_overwritten_when_a_unit_joins([Values] bool strict)
    {
        using Simulation juju = Related(strict, providers: 1, requirers: 1);
        juju.Settle();
        juju.RunAction(s_requirer0, "ask", [new("bucket", "mine")], ParameterStyle.Text);
        juju.Settle();
        juju.AddUnit("provider");
        juju.Settle();
        Assert.That(Shown(juju, "requirer").Get("bucket"), Is.EqualTo(strict ? "mine" : "relation-0"));
    }

    [Test]
    public void A_request_that_was_handled_is_not_told_of_again_by_the_next_leader([Values] bool strict)
    {
        using Simulation juju = Related(strict, providers: 2, requirers: 1);
        juju.Settle();
        juju.Elect(s_provider1);
        juju.UpdateStatus(s_provider1);
        juju.Settle();
        Assert.That(Events(juju, "credentials-requested"), Has.Length.EqualTo(1));
    }

    [Test]
    public void Nothing_is_switched_on_by_default()
    {
        Assert.That(new S3Behavior(), Is.EqualTo(S3Behavior.Original));
        Assert.That(S3Behavior.Strict, Is.EqualTo(new S3Behavior { CatchesUp = true, LooksAtEachRelation = true, RepairsBookkeeping = true }));
    }

    private static Simulation Related(bool strict, int providers, int requirers)
    {
        var juju = new Simulation();
        juju.Deploy("provider", Provider(strict), providers);
        juju.Deploy("requirer", Requirer(strict), requirers);
        juju.Settle();
        juju.Integrate("provider", null, "requirer", null);
        return juju;
    }

    private static void RunAll(Simulation juju, params UnitName[] units)
    {
        bool ran;
        do
        {
            ran = false;
            foreach (UnitName unit in units)
            {
                ran |= juju.RunNext(unit) is not null;
            }
        }
        while (ran);
    }

    private static Databag Shown(Simulation juju, string application) => juju.World.ApplicationDatabag(juju.World.Relations[0].Id, application);

    private static EventEmitted[] Events(Simulation juju, string name) =>
    [
        .. juju.Steps.OfType<HookStep>().SelectMany(step => step.Entries).OfType<EventEmitted>().Where(e => e.Name == name),
    ];

    private static InProcessCharm Provider(bool strict, bool answers = true) => new(
        new CharmMetadata("provider", [new("s3", EndpointRole.Provider, "s3")]) { Actions = [new("spoil")] },
        context => new PlainProvider(context, Behavior(strict), answers));

    private static InProcessCharm Requirer(bool strict) => new(
        new CharmMetadata("requirer", [new("s3", EndpointRole.Requirer, "s3")]) { Actions = [new("ask")] },
        context => new PlainRequirer(context, Behavior(strict)));

    private static S3Behavior? Behavior(bool strict) => strict ? S3Behavior.Strict : null;

    private sealed class PlainProvider : CharmBase
    {
        public PlainProvider(CharmContext context, S3Behavior? behavior, bool answers)
            : base(context)
        {
            var s3 = new S3Provider(this, "s3", behavior);
            s3.CredentialsRequested += (_, e) =>
            {
                if (answers)
                {
                    s3.UpdateConnectionInfo(e.Relation.Id, [new("bucket", e.Bucket), new("access-key", "AK"), new("secret-key", "SK")]);
                }
            };
            ObserveAction("spoil", _ => Juju.RelationSet(s3.Relations[0].Id, true, [.. Juju.ActionGet()]));
        }
    }

    private sealed class PlainRequirer : CharmBase
    {
        public PlainRequirer(CharmContext context, S3Behavior? behavior)
            : base(context)
        {
            var s3 = new S3Requirer(this, "s3", behavior: behavior);
            ObserveAction("ask", _ => s3.UpdateConnectionInfo(s3.Relations[0].Id, [new("bucket", Juju.ActionGet()["bucket"])]));
        }
    }
}
