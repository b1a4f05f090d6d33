using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Sessions;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Sessions;

/// <summary>Completion: from a line and what there is to the words that may stand at its end.</summary>
public sealed class CompletionTests
{
    private static readonly CompletionScene s_scene = new(
        ObservedModel.Of(new ModelChange[]
        {
            new ApplicationDeployed("provider", "provider"), new UnitAdded(new("provider", 0)), new UnitAdded(new("provider", 1)),
            new ApplicationDeployed("requirer", "requirer"), new UnitAdded(new("requirer", 0)),
        }.Select((change, index) => new ModelStep(index, change))),
        new Cast(
            Playing(new("provider", [new("s3-credentials", EndpointRole.Provider, "s3"), new("peers", EndpointRole.Peer, "peers")])
            {
                Config = [new("bucket", "string"), new("region", "string")],
                Actions = [new("sync-s3-credentials")],
            }),
            Playing(new("requirer", [new("s3", EndpointRole.Requirer, "s3"), new("database", EndpointRole.Provider, "mysql")]) { Config = [new("bucket", "string")] })),
        new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["show"] = ["databags", "units"], ["rotate"] = [] })
    { Secrets = ["keys", "backup-keys"] };

    private static Player Playing(CharmMetadata charm) => new(new InProcessCharm(charm, _ => throw new InvalidOperationException()), new CharmProfile());

    [TestCase("ele", "elect")]
    [TestCase("refresh ", "provider requirer")]
    [TestCase("remove-", "remove-application remove-relation remove-secret remove-unit")]
    [TestCase("s", "s3 set settle show step")]
    [TestCase("rot", "rotate rotate-secret")]
    [TestCase("[process] ele", "elect")]
    [TestCase("show ", "databags units")]
    [TestCase("show d", "databags")]
    [TestCase("deploy ", "provider-b requirer-b")]
    [TestCase("deploy provider-b ", "--units bucket= region=")]
    [TestCase("deploy requirer-b b", "bucket=")]
    [TestCase("elect provider/", "provider/0 provider/1 provider/leader")]
    [TestCase("elect provider/1 ", "")]
    [TestCase("integrate requirer", "requirer requirer:database requirer:s3")]
    [TestCase("integrate provider req", "requirer requirer:database requirer:s3")]
    [TestCase("config provider ", "bucket= region=")]
    [TestCase("config provider bucket=a ", "region=")]
    [TestCase("run provider/0 ", "sync-s3-credentials")]
    [TestCase("run provider/leader s", "sync-s3-credentials")]
    [TestCase("issue ", "provider")]
    [TestCase("issue provider re", "region= requirer")]
    [TestCase("issue provider requirer access-key=a s", "s3-api-version= s3-uri-style= secret-key= storage-class=")]
    [TestCase("settle ", "max= order=")]
    [TestCase("resolve provider/0 ", "--no-retry")]
    [TestCase("add-unit provider ", "-n")]
    [TestCase("! ", "expect")]
    [TestCase("expect n", "nothing")]
    [TestCase("expect requirer/", "requirer/* requirer/0 requirer/leader")]
    [TestCase("expect only data", "databag")]
    [TestCase("expect only only", "")]
    [TestCase("! expect requirer/* cred", "credentials-changed credentials-gone credentials-requested")]
    [TestCase("expect? requirer/0 credentials-gone t", "times= tls-ca-chain=")]
    [TestCase("expect databag p", "provider")]
    [TestCase("expect databag provider requirer bu", "bucket=")]
    [TestCase("expect provider/0 status ", "active blocked maintenance waiting")]
    [TestCase("expect provider/0 action sync-s3-credentials ", "completed failed")]
    [TestCase("expect provider/0 hook s3-credentials-relation-b", "s3-credentials-relation-broken")]
    [TestCase("grant-secret ", "backup-keys keys")]
    [TestCase("grant-secret keys p", "provider")]
    [TestCase("revoke-secret k", "keys")]
    [TestCase("update-secret b", "backup-keys")]
    [TestCase("remove-secret ", "backup-keys keys")]
    [TestCase("remove-secret keys ", "--revision")]
    [TestCase("nonsense ", "")]
    public void What_may_stand_at_the_end_of_a_line(string line, string words) =>
        Assert.That(string.Join(' ', Completion.Of(line, s_scene)), Is.EqualTo(words));

    [Test]
    public void An_empty_line_may_become_any_command() =>
        Assert.That(Completion.Of("", s_scene), Is.SupersetOf(Vocabulary.Commands.Keys).And.Contains("show").And.Contains("expect?"));

    [Test]
    public void Every_command_of_the_language_has_completions_of_its_own()
    {
        // A command that is added to the language and not to completion falls through to "any word", which is none. Some begin with a name that a
        // writer makes up.
        string[] named = ["include", "add-secret"];
        foreach (string command in Vocabulary.Commands.Keys.Except(named, StringComparer.Ordinal))
        {
            Assert.That(Completion.Of(command + " ", s_scene), Is.Not.Empty, command);
        }
    }

    [Test]
    public void What_completion_offers_can_be_read()
    {
        // Each first argument that is offered is one that the parser takes at that place.
        foreach (string command in Vocabulary.Commands.Keys.Where(command => command is not ("include" or "expect")))
        {
            foreach (string word in Completion.Of(command + " ", s_scene).Where(word => !word.EndsWith('=')))
            {
                int column = command.Length + 2;
                IEnumerable<ScriptError> errors = ScriptParser.Parse($"{command} {word}", "x.s3c").Errors;
                Assert.That(errors.Where(error => error.Column == column && error.Length == word.Length), Is.Empty, $"{command} {word}");
            }
        }
    }
}
