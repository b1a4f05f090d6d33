using S3Contract.Charms;

namespace S3Contract.Tests.Unit.Library;

public sealed class RelationDatabagTests
{
    [Test]
    public void A_databag_is_read_once_in_a_hook()
    {
        var juju = new ScriptedHookCommands();
        var charm = TestCharm.On(juju, TestCharm.Changed(7));

        _ = charm.GetRelation("s3", new RelationId(7)).RemoteApplicationData!.Get("bucket");
        _ = charm.GetRelation("s3", new RelationId(7)).RemoteApplicationData!.Content;

        Assert.That(juju.Asked.Count(asked => asked == "relation-get 7 remote"), Is.EqualTo(1));
    }

    [Test]
    public void What_stands_there_already_is_not_written()
    {
        var juju = new ScriptedHookCommands { Databags = { ["7 local"] = Databag.Empty.With("bucket", "b") } };
        var charm = TestCharm.On(juju, TestCharm.Changed(7));

        charm.GetRelation("s3", new RelationId(7)).LocalApplicationData.Update([new("bucket", "b"), new("path", "")]);

        Assert.That(juju.Asked, Has.None.StartsWith("relation-set"));
    }

    [Test]
    public void Several_changes_are_one_relation_set_and_are_seen_at_once()
    {
        var juju = new ScriptedHookCommands { Databags = { ["7 local"] = Databag.Empty.With("path", "p") } };
        RelationDatabag databag = TestCharm.On(juju, TestCharm.Changed(7)).GetRelation("s3", new RelationId(7)).LocalApplicationData;

        databag.Update([new("bucket", "b"), new("region", "r"), new("path", "")]);

        Assert.That(juju.Asked[^1], Is.EqualTo("relation-set 7 app bucket=b region=r path="));
        Assert.That(databag.Content, Is.EqualTo(Databag.Empty.With("bucket", "b").With("region", "r")));
    }

    [Test]
    public void Of_a_key_given_twice_the_last_value_counts()
    {
        var juju = new ScriptedHookCommands();
        RelationDatabag databag = TestCharm.On(juju, TestCharm.Changed(7)).GetRelation("s3", new RelationId(7)).LocalApplicationData;

        databag.Update(new List<KeyValuePair<string, string>> { new("bucket", "a"), new("bucket", "b") });

        Assert.That(juju.Asked[^1], Is.EqualTo("relation-set 7 app bucket=b"));
    }

    [Test]
    public void A_follower_may_neither_read_nor_write_its_applications_databag()
    {
        var charm = TestCharm.On(new ScriptedHookCommands { Leader = false }, TestCharm.Changed(7));
        RelationDatabag databag = charm.GetRelation("s3", new RelationId(7)).LocalApplicationData;

        Assert.That(() => databag.Get("bucket"), Throws.TypeOf<RelationDataAccessException>().With.Property("Write").False);
        Assert.That(() => databag.Set("bucket", "b"), Throws.TypeOf<RelationDataAccessException>().With.Property("Write").True);
    }

    [Test]
    public void Nobody_writes_a_remote_databag()
    {
        var juju = new ScriptedHookCommands();
        Relation relation = TestCharm.On(juju, TestCharm.Changed(7)).GetRelation("s3", new RelationId(7));

        Assert.That(() => relation.RemoteApplicationData!.Set("a", "1"), Throws.TypeOf<RelationDataAccessException>());
        Assert.That(() => relation.UnitData(new UnitName("remote", 0)).Set("a", "1"), Throws.TypeOf<RelationDataAccessException>());
        Assert.That(juju.Asked, Has.None.StartsWith("relation-set"));
    }

    [Test]
    public void A_relation_that_the_endpoint_does_not_have_reads_as_empty_and_cannot_be_written()
    {
        var juju = new ScriptedHookCommands { Ids = [7, 9] };
        RelationDatabag databag = TestCharm.On(juju, TestCharm.Changed(7)).GetRelation("s3", new RelationId(8)).LocalApplicationData;

        Assert.That(databag.Content, Is.Empty);
        Assert.That(() => databag.Set("a", ""), Throws.Nothing);
        Assert.That(() => databag.Set("a", "1"), Throws.TypeOf<RelationNotFoundException>());
    }

    [Test]
    public void A_broken_relation_is_not_listed_but_can_be_had_by_its_number()
    {
        var charm = TestCharm.On(new ScriptedHookCommands { Ids = [7, 9] }, TestCharm.Changed(7, HookKind.RelationBroken));

        Assert.That(charm.Relations("s3").Select(relation => relation.Id.Number), Is.EqualTo(new[] { 9 }));
        Assert.That(() => charm.GetRelation("s3", new RelationId(7)).LocalApplicationData.Set("a", "1"), Throws.Nothing);
    }

    [Test]
    public void Without_a_number_the_only_relation_is_meant()
    {
        var hook = new Hook(HookKind.ConfigChanged);

        Assert.That(TestCharm.On(new ScriptedHookCommands(), hook).GetRelation("s3", null), Is.Null);
        Assert.That(TestCharm.On(new ScriptedHookCommands { Ids = [7] }, hook).GetRelation("s3", null)!.Id.Number, Is.EqualTo(7));
        Assert.That(
            () => TestCharm.On(new ScriptedHookCommands { Ids = [7, 9] }, hook).GetRelation("s3", null),
            Throws.TypeOf<TooManyRelatedApplicationsException>().With.Property("Count").EqualTo(2));
    }

    [Test]
    public void Juju_is_asked_once_who_leads()
    {
        var juju = new ScriptedHookCommands();
        var charm = TestCharm.On(juju, new Hook(HookKind.Start));

        Assert.That((charm.IsLeader(), charm.IsLeader()), Is.EqualTo((true, true)));
        Assert.That(juju.Asked, Is.EqualTo(new[] { "is-leader" }));
    }

    [TestCase(29, 1)]
    [TestCase(31, 2)]
    public void Juju_is_asked_again_who_leads_once_its_answer_is_old_by_the_clock_of_the_context(int seconds, int times)
    {
        var clock = new HandClock();
        var juju = new ScriptedHookCommands();
        var charm = new TestCharm(new CharmContext(new UnitName("local", 0), new Hook(HookKind.UpdateStatus), juju) { Clock = clock });
        charm.IsLeader();
        clock.Now += TimeSpan.FromSeconds(seconds);
        charm.IsLeader();
        Assert.That(juju.Asked.Count(command => command == "is-leader"), Is.EqualTo(times));
    }

    private sealed class HandClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
