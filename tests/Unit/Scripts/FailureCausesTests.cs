using S3Contract.Charms;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Oddities;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Scripts;

/// <summary>What the failure of a hook hangs on: the script is run again without what is odd.</summary>
public sealed class FailureCausesTests
{
    private const string Beginning = "deploy provider\ndeploy requirer\nintegrate provider requirer\nsettle\n";
    private const string OtherBucket = Beginning + "issue provider bucket=other access-key=AKIAFIRST7Q2XM4 secret-key=wJalrFirst7K9MDENGbPx\nsettle\n";
    private const string UnknownKeys = Beginning + "issue provider access-key=AKIAFIRST7Q2XM4 secret-key=wJalrFirst7K9MDENGbPx\nsettle\nwrite provider colour=blue\nsettle\n";
    private const string HalfAnAnswer = Beginning + "write provider access-key=AKIAFIRST7Q2XM4\nsettle\n";
    private const string Malformed = Beginning + "issue provider access-key=AKIAFIRST7Q2XM4 secret-key=wJalrFirst7K9MDENGbPx\nsettle\nwrite provider attributes=x\nsettle\n";

    [TestCase(OtherBucket, "region", "without-region")]
    [TestCase(OtherBucket, "endpoint", "without-endpoint")]
    [TestCase(UnknownKeys, "path", "without-path")]
    [TestCase(OtherBucket, "tls-ca-chain", "without-tls-ca-chain")]
    public void A_field_taken_for_granted_is_blamed_and_not_what_is_odd_beside_it(string script, string field, string cause) =>
        Assert.That(Causes(script, answer => answer.ContainsKey("access-key") ? answer[field] : ""), Is.EqualTo(new[] { cause }));

    [Test]
    public void Another_bucket_is_blamed_if_the_charm_insists_on_its_own() =>
        Assert.That(Causes(OtherBucket, answer => Insist(!string.Equals(answer.Get("bucket"), "other", StringComparison.Ordinal))), Is.EqualTo(new[] { "other-bucket" }));

    [Test]
    public void An_unknown_key_is_blamed_if_the_charm_fails_on_it() =>
        Assert.That(Causes(UnknownKeys, answer => Insist(!answer.ContainsKey("colour"))), Is.EqualTo(new[] { "unknown-keys" }));

    [Test]
    public void Half_an_answer_is_blamed_if_the_charm_takes_the_other_key_for_granted() =>
        Assert.That(Causes(HalfAnAnswer, answer => answer.ContainsKey("access-key") ? answer["secret-key"] : ""), Is.EqualTo(new[] { "half-filled" }));

    [Test]
    public void A_list_that_is_none_is_blamed_if_the_charm_reads_it() =>
        Assert.That(Causes(Malformed, answer => Insist(answer.Get("attributes") is not "x")), Is.EqualTo(new[] { "malformed-lists" }));

    [Test]
    public void An_empty_databag_is_blamed_if_the_charm_takes_it_for_filled() =>
        Assert.That(Causes(Beginning, answer => answer["access-key"], HookKind.RelationCreated), Is.EqualTo(new[] { "empty-databag" }));

    [TestCase(OtherBucket)]
    [TestCase(UnknownKeys)]
    [TestCase(HalfAnAnswer)]
    public void Nothing_is_blamed_if_the_charm_fails_whatever_it_is_given(string script) =>
        Assert.That(Causes(script, answer => Insist(!answer.ContainsKey("access-key"))), Is.EqualTo(Array.Empty<string>()));

    [Test]
    public void A_charm_that_conforms_is_run_once() =>
        Assert.That(Explain(OtherBucket, _ => "", HookKind.RelationChanged).Trace.Steps.OfType<HookStep>().All(step => step.FailsOnlyWith is null));

    private static string Insist(bool holds) => holds ? "" : throw new InvalidOperationException("not as expected");

    private static IReadOnlyList<string>? Causes(string script, Func<Databag, string> use, HookKind kind = HookKind.RelationChanged) =>
        Explain(script, use, kind).Trace.Steps.OfType<HookStep>().First(step => step.Outcome == HookOutcome.Failed).FailsOnlyWith;

    private static ScriptRun Explain(string script, Func<Databag, string> use, HookKind kind)
    {
        var requirer = new InProcessCharm(ReferenceRequirer.Metadata, context => new Reader(context, kind, use));
        var cast = new Cast(new(ReferenceProvider.Subject, ReferenceProfiles.Provider), new(requirer, new CharmProfile()));
        var options = new RunOptions { UnderTest = Roles.Requirer, StopAtFailure = false };
        Script parsed = ScriptParser.Parse(script, "test.s3c").Script;
        return new FailureCauses(cast, options).Explained(new ScriptRunner(cast, options).Run(parsed));
    }

    // A requirer that asks, and makes something of what it reads in hooks of one kind.
    private sealed class Reader : CharmBase
    {
        public Reader(CharmContext context, HookKind kind, Func<Databag, string> use) : base(context)
        {
            Observe(HookKind.RelationCreated, hook => Juju.RelationSet(hook.Relation!.Value, true, [KeyValuePair.Create("bucket", "own")]), "s3");
            Observe(kind, hook => use(Juju.RelationGet(hook.Relation!.Value, hook.RemoteApplication!)), "s3");
        }
    }
}
