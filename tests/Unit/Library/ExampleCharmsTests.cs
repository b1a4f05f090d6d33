using System.Runtime.CompilerServices;
using S3Contract.Charms;
using S3Contract.Examples.Provider;
using S3Contract.Examples.Requirer;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Subjects;

namespace S3Contract.Tests.Unit.Library;

/// <summary>The C# charms in examples/, in process and as processes, against each other and against the reference charms.</summary>
public sealed class ExampleCharmsTests
{
    [Test]
    public void The_examples_serve_each_other_in_process() =>
        Serve(Provider(), Requirer(), charms => charms.Run(
            "provider/0", "sync-s3-credentials", ("access-key", "AK"), ("secret-key", "SK")));

    [Test]
    public void The_examples_serve_each_other_as_processes()
    {
        using ProcessCharm provider = ProcessCharm.Open(Folder("csharp-provider"));
        using ProcessCharm requirer = ProcessCharm.Open(Folder("csharp-requirer"));
        Serve(
            provider,
            requirer,
            charms => charms.Run("provider/0", "sync-s3-credentials", ("access-key", "AK"), ("secret-key", "SK")),
            units: 1);
    }

    [Test]
    public void The_provider_serves_the_reference_requirer() =>
        Serve(Provider(), ReferenceRequirer.Subject, charms => charms.Run(
            "provider/0", "sync-s3-credentials", ("access-key", "AK"), ("secret-key", "SK")));

    [Test]
    public void The_requirer_is_served_by_the_reference_provider() =>
        Serve(ReferenceProvider.Subject, Requirer(), charms => charms.Run(
            "provider/0", "issue", ("access-key", "AK"), ("secret-key", "SK")));

    [Test]
    public void Configuration_reaches_the_requirer_and_an_option_taken_back_is_absent()
    {
        using var charms = new TwoCharms(Provider(), Requirer());
        RelationId relation = charms.Integrate();
        charms.Juju.Configure(
            "provider",
            [new("region", "r"), new("attributes", "a, b"), new("tls-ca-chain", "b25lCnR3bw=="), new("experimental-delete-older-than-days", "7")]);
        charms.Run("provider/0", "sync-s3-credentials", ("access-key", "AK"), ("secret-key", "SK"));

        Databag shown = charms.Shown(relation, "provider");
        Assert.That(
            (shown.Get("region"), shown.Get("attributes"), shown.Get("tls-ca-chain"), shown.Get("delete-older-than-days")),
            Is.EqualTo(("r", "[\"a\", \"b\"]", "[\"one\", \"two\"]", "7")));

        charms.Juju.Configure("provider", [new("region", ""), new("attributes", ""), new("tls-ca-chain", "-")]);
        charms.Settle();

        Assert.That(
            charms.Shown(relation, "provider").Keys, Is.EqualTo(new[] { "access-key", "bucket", "data", "delete-older-than-days", "secret-key" }));
    }

    [Test]
    public void A_new_leader_answers_with_what_the_one_before_was_given()
    {
        using var charms = new TwoCharms(Provider(), Requirer(), units: 2);
        charms.Run("provider/0", "sync-s3-credentials", ("access-key", "AK"), ("secret-key", "SK"));
        charms.Juju.Elect(new UnitName("provider", 1));
        RelationId relation = charms.Integrate();
        charms.Settle();

        Assert.That(charms.Shown(relation, "provider").Get("access-key"), Is.EqualTo("AK"));
    }

    private static void Serve(ICharmSubject provider, ICharmSubject requirer, Action<TwoCharms> issue, int units = 2)
    {
        using var charms = new TwoCharms(provider, requirer, units);
        RelationId relation = charms.Integrate();
        charms.Settle();
        issue(charms);

        Databag shown = charms.Shown(relation, "provider");
        Assert.That(
            (shown.Get("access-key"), shown.Get("secret-key"), shown.Get("bucket")), Is.EqualTo(("AK", "SK", $"relation-{relation}")));
        Assert.That(
            charms.Emitted(), Is.SupersetOf(Enumerable.Range(0, units).Select(unit => $"requirer/{unit} credentials-changed")));
    }

    private static InProcessCharm Provider() => new(Metadata("csharp-provider"), context => new ProviderCharm(context));

    private static InProcessCharm Requirer() => new(Metadata("csharp-requirer"), context => new RequirerCharm(context));

    private static CharmMetadata Metadata(string example) => CharmFiles.Read(Folder(example), example).Metadata;

    private static string Folder(string example, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../examples", example);
}
