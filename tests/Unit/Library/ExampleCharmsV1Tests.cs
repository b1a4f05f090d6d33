using Microsoft.Extensions.DependencyInjection;
using S3Contract.Charms;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Secrets;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Library;

/// <summary>The C# charms of version 1 in examples/, in process and as processes, against each other and against charms of version 0.</summary>
public sealed class ExampleCharmsV1Tests
{
    [Test]
    public void They_hand_the_keys_over_in_a_secret() => HandOver(Provider(), Requirer(), units: 2);

    [Test]
    public void They_do_so_as_processes()
    {
        using ProcessCharm provider = ProcessCharm.Open(ExampleCharms.Example("csharp-provider-v1"));
        using ProcessCharm requirer = ProcessCharm.Open(ExampleCharms.Example("csharp-requirer-v1"));
        HandOver(provider, requirer, units: 1);
    }

    [Test]
    public void Whoever_leads_next_answers_and_rotates_and_nothing_old_is_left()
    {
        using var charms = new TwoCharms(Provider(), Requirer(), units: 2);
        Issue(charms, "provider/0", "AK1");
        charms.Juju.Elect(UnitName.Parse("provider/1"));
        RelationId relation = charms.Integrate();
        charms.Settle();
        Issue(charms, "provider/1", "AK2");

        string[] told = [.. charms.Juju.Steps.OfType<HookStep>().Where(step => step.Hook.Kind is HookKind.SecretChanged && step.Entries.OfType<EventEmitted>().Any()).Select(step => step.Unit.ToString())];
        Assert.That(told, Is.EquivalentTo(new[] { "requirer/0", "requirer/1" }));
        Assert.That(charms.Juju.World.Secrets.Select(secret => (secret.Label, secret.Editions.Single().Number)), Is.EquivalentTo(new[] { ("credentials", 2), ($"s3-credentials.{relation}.extra.secret", 2) }));
        charms.Juju.RemoveRelation("provider", null, "requirer", null);
        charms.Settle();
        Assert.That(charms.Juju.World.Secrets.Select(secret => secret.Label), Is.EqualTo(new[] { "credentials" }));
    }

    [Test]
    public void What_is_configured_is_shown_and_what_is_taken_back_is_absent()
    {
        using var charms = new TwoCharms(Provider(), Requirer());
        RelationId relation = charms.Integrate();
        charms.Juju.Configure("provider", [new("region", "r"), new("attributes", "a, b"), new("tls-ca-chain", "b25lCnR3bw=="), new("bucket", "theirs")]);
        charms.Juju.Configure("requirer", [new("bucket", "mine")]);
        Issue(charms, "provider/0", "AK");
        Databag shown = charms.Shown(relation, "provider");
        Assert.That((shown.Get("region"), shown.Get("attributes"), shown.Get("tls-ca-chain")), Is.EqualTo(("r", "[\"a\", \"b\"]", "[\"one\", \"two\"]")));
        Assert.That((charms.Shown(relation, "requirer").Get("bucket"), shown.Get("bucket")), Is.EqualTo(("mine", "theirs")));

        charms.Juju.Configure("provider", [new("region", ""), new("attributes", ""), new("tls-ca-chain", ""), new("bucket", "")]);
        charms.Juju.Configure("requirer", [new("bucket", "")]);
        charms.Settle();
        Assert.That(charms.Shown(relation, "provider").Keys, Is.EqualTo(new[] { "secret-extra", "version" }));
        Assert.That(charms.Shown(relation, "requirer").Keys, Is.EqualTo(new[] { "requested-secrets", "version" }));
    }

    [Test]
    public void They_speak_with_charms_of_version_0()
    {
        using var old = new TwoCharms(Provider(), ReferenceRequirer.Subject, units: 2);
        RelationId relation = old.Integrate();
        Issue(old, "provider/0", "AK");
        Assert.That((old.Shown(relation, "provider").Get("access-key"), old.Shown(relation, "provider").Get("bucket")), Is.EqualTo(("AK", "relation-0")));

        using var silent = new TwoCharms(OwnKeysProvider.OnRequest, Requirer(), units: 2);
        relation = silent.Integrate();
        silent.Settle();
        Assert.That(silent.Shown(relation, "requirer").Get("bucket"), Is.EqualTo("relation-0"));
        Assert.That(silent.Emitted(), Is.SupersetOf(new[] { "requirer/0 credentials-changed", "requirer/1 credentials-changed" }));
    }

    [TestCase("csharp-provider-v1")]
    [TestCase("csharp-requirer-v1")]
    public void They_conform_against_both_kinds_of_counterparts(string example)
    {
        using ServiceProvider services = new ServiceCollection().AddS3Contract().BuildServiceProvider();
        CheckReport report = services.GetRequiredService<ConformanceCheck>().Run(new CheckOptions(example is "csharp-provider-v1" ? Provider() : Requirer())
        {
            Profile = CharmProfileFile.Load(Path.Combine(ExampleCharms.Example(example), "s3contract.yaml")).Required(),
            Level = ClauseLevel.Strict,
            Cases = 0,
        }).Report;

        Assert.That(report.Clauses.Where(clause => clause.Verdict == Verdict.Fail).SelectMany(clause => clause.Violations.Take(2)
            .Select(broken => $"{clause.Id} ({clause.Level}): {broken.Message} in {broken.Script}:{broken.Line}, step {broken.Step}")), Is.Empty);
        Assert.That(report.Scenarios.Select(script => script.Name), Has.Some.StartsWith("version-1/").And.Some.StartsWith("two-versions/"));
    }

    private static void HandOver(ICharmSubject provider, ICharmSubject requirer, int units)
    {
        using var charms = new TwoCharms(provider, requirer, units);
        RelationId relation = charms.Integrate();
        charms.Settle();
        Assert.That(charms.Shown(relation, "provider").Keys, Is.EqualTo(new[] { "version" }), "nothing by halves");
        Issue(charms, "provider/0", "AK");

        SecretRecord secret = charms.Juju.World.Secrets.Single(secret => secret.Label != "credentials");
        Assert.That(charms.Shown(relation, "provider"), Is.EqualTo(Databag.Empty.With([new("version", "1"), new("secret-extra", secret.Uri)])));
        Assert.That(charms.Emitted(), Is.SupersetOf(Enumerable.Range(0, units).Select(unit => $"requirer/{unit} credentials-changed")));
    }

    private static void Issue(TwoCharms charms, string unit, string accessKey) =>
        charms.Run(unit, "sync-s3-credentials", ("access-key", accessKey), ("secret-key", "SK"));

    private static InProcessCharm Provider() => new(Metadata("csharp-provider-v1"), context => new Examples.ProviderV1.ProviderCharm(context));

    private static InProcessCharm Requirer() => new(Metadata("csharp-requirer-v1"), context => new Examples.RequirerV1.RequirerCharm(context));

    private static CharmMetadata Metadata(string example) => CharmFiles.Read(ExampleCharms.Example(example), example).Metadata;
}
