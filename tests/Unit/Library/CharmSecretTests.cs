using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;

namespace S3Contract.Tests.Unit.Library;

/// <summary>The view that a charm has of a secret: each of its members against a simulated Juju, by URI, by label, and of another's.</summary>
public sealed class CharmSecretTests
{
    private readonly List<string> _said = [];
    private Simulation _juju = new();
    private Action<AnyCharm>? _provider;
    private Action<AnyCharm>? _requirer;

    [SetUp]
    public void Relate()
    {
        _juju = new Simulation();
        _said.Clear();
        _provider = _requirer = null;
        _juju.Deploy("provider", Charm(EndpointRole.Provider, charm => _provider?.Invoke(charm)));
        _juju.Deploy("requirer", Charm(EndpointRole.Requirer, charm => _requirer?.Invoke(charm)), 2);
        _juju.Integrate("provider", null, "requirer", null);
        _juju.Settle();
    }

    [TearDown]
    public void End() => _juju.Dispose();

    [Test]
    public void A_secret_that_is_added_has_a_URI_content_and_what_is_said_of_it()
    {
        var expires = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Provider(charm =>
        {
            Secret secret = charm.AddSecret(
                Content("one"), SecretOwner.Unit, new SecretSettings { Label = "l", Description = "d", Rotate = SecretRotation.Daily, Expire = expires });
            Say(secret.Content["key"]);
            Assert.That(secret.Uri, Does.StartWith("secret:"));
        });
        Provider(charm => Assert.That(
            charm.GetSecretByLabel("l").Info,
            Is.EqualTo(new SecretInfo(Uri[7..]) { Revision = 1, Label = "l", Owner = SecretOwner.Unit, Description = "d", Rotation = SecretRotation.Daily, Expiry = expires })));
        Assert.That(_said, Is.EqualTo(new[] { "one" }));
    }

    [Test]
    public void Who_manages_it_finds_the_URI_by_the_label_and_who_does_not_is_refused()
    {
        Add(grant: true);
        Provider(charm => Assert.That(charm.GetSecretByLabel("l").Uri, Is.EqualTo(Uri)));
        Requirer(charm =>
        {
            Say(charm.GetSecret(Uri, "mine").Content["key"]);
            Assert.That(charm.GetSecret(Uri).Uri, Is.EqualTo(Uri));
            Assert.That(() => charm.GetSecretByLabel("mine").Uri, Throws.TypeOf<HookCommandException>().With.Property("Reason").EqualTo("secret \"mine\" not found"));
            Assert.That(() => charm.GetSecret(Uri).Info, Throws.TypeOf<HookCommandException>());
        });
        Requirer(charm => Say(charm.GetSecretByLabel("mine").Content["key"]));
        Assert.That(_said, Is.EqualTo(new[] { "one", "one" }));
    }

    [Test]
    public void Content_is_what_is_tracked_peek_is_for_once_and_refresh_for_good()
    {
        Add(grant: true);
        Requirer(charm => Say(charm.GetSecret(Uri).Content["key"]));
        Provider(charm => charm.GetSecret(Uri).SetContent(Content("two")));
        Requirer(charm =>
        {
            Secret secret = charm.GetSecret(Uri);
            Say(secret.Content["key"]);
            Say(secret.Peek()["key"]);
            Say(secret.Content["key"]);
            Say(secret.Refresh()["key"]);
            Say(secret.Content["key"]);
        });
        Assert.That(_said, Is.EqualTo(new[] { "one", "one", "two", "one", "two", "two" }));
    }

    [Test]
    public void New_settings_leave_the_content_and_new_content_leaves_the_settings()
    {
        Add(grant: false);
        Provider(charm => charm.GetSecretByLabel("l").Set(new SecretSettings { Description = "d", Rotate = SecretRotation.Yearly }));
        Provider(charm => charm.GetSecretByLabel("l").SetContent(Content("two")));
        Provider(charm =>
        {
            SecretInfo info = charm.GetSecret(Uri).Info;
            Assert.That((info.Revision, info.Label, info.Description, info.Rotation, info.Owner), Is.EqualTo((2, "l", "d", SecretRotation.Yearly, SecretOwner.Application)));
        });
    }

    [Test]
    public void What_is_granted_is_read_and_what_is_revoked_is_not([Values] bool oneUnit)
    {
        UnitName? unit = oneUnit ? UnitName.Parse("requirer/1") : null;
        Add(grant: false);
        Read("permission denied", "permission denied");
        Provider(charm => charm.GetSecretByLabel("l").Grant(charm.GetRelation("s3", 0), unit));
        Read(oneUnit ? "permission denied" : "one", "one");
        Provider(charm => charm.GetSecret(Uri).Revoke(charm.GetRelation("s3", 0), unit));
        Read("permission denied", "permission denied");
    }

    [Test]
    public void A_revision_is_removed_and_then_all_of_it()
    {
        Add(grant: false);
        Provider(charm => charm.GetSecret(Uri).SetContent(Content("two")));
        Provider(charm => charm.GetSecret(Uri).RemoveRevision(1));
        Assert.That(_juju.World.Secrets.Single().Editions.Select(edition => edition.Number), Is.EqualTo(new[] { 2 }));
        Provider(charm => charm.GetSecretByLabel("l").Remove());
        Assert.That(_juju.World.Secrets, Is.Empty);
    }

    private string Uri => _juju.World.Secrets[0].Uri;

    private static Dictionary<string, string> Content(string value) => new(StringComparer.Ordinal) { ["key"] = value };

    private void Add(bool grant) => Provider(charm =>
    {
        Secret secret = charm.AddSecret(Content("one"), settings: new SecretSettings { Label = "l" });
        if (grant)
        {
            secret.Grant(charm.GetRelation("s3", 0));
        }
    });

    private void Read(string first, string second)
    {
        _said.Clear();
        foreach (string unit in (string[])["requirer/0", "requirer/1"])
        {
            Requirer(
                charm =>
                {
                    try
                    {
                        Say(charm.GetSecret(Uri).Content["key"]);
                    }
                    catch (HookCommandException refused)
                    {
                        Say(refused.Reason);
                    }
                },
                unit);
        }

        Assert.That(_said, Is.EqualTo(new[] { first, second }));
    }

    private void Say(string text) => _said.Add(text);

    private void Provider(Action<AnyCharm> run) => Run("provider/0", () => _provider = run);

    private void Requirer(Action<AnyCharm> run, string unit = "requirer/0") => Run(unit, () => _requirer = run);

    private void Run(string unit, Action prepare)
    {
        _juju.Settle();
        prepare();
        UnitName name = UnitName.Parse(unit);
        _juju.UpdateStatus(name);
        Assert.That(_juju.RunNext(name)?.Failure, Is.Null);
        _provider = _requirer = null;
    }

    private static InProcessCharm Charm(EndpointRole role, Action<AnyCharm> run) =>
        new(new CharmMetadata(role is EndpointRole.Provider ? "provider" : "requirer", [new("s3", role, "s3")]), context => new AnyCharm(context, run));

    private sealed class AnyCharm : CharmBase
    {
        public AnyCharm(CharmContext context, Action<AnyCharm> run)
            : base(context) => Observe(HookKind.UpdateStatus, _ => run(this));
    }
}
