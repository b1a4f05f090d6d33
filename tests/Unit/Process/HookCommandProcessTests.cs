using S3Contract.Charms;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>Hook commands as a charm meets them: as programs on its PATH.</summary>
public sealed class HookCommandProcessTests
{
    private const string Peer = "peers:0";

    [TestCase("is-leader", "True\n")]
    [TestCase("is-leader --format=json", "true\n")]
    [TestCase("relation-ids s3 --format json", "[]\n")]
    [TestCase("relation-ids s3", "")]
    [TestCase("config-get --format=json", "{\"count\":3,\"text\":\"it's\"}\n")]
    [TestCase("config-get text", "it's\n")]
    [TestCase("config-get count", "3\n")]
    [TestCase("config-get nothing --format=json", "null\n")]
    [TestCase("config-get", "count: 3\ntext: it's\n")]
    [TestCase("state-set a=1 b=; state-get --format=json; state-get a; state-get nothing", "{\"a\":\"1\",\"b\":\"\"}\n1\n")]
    [TestCase("printf 'k: |\\n  two\\n  lines\\n' | state-set --file -; state-get k", "two\nlines\n\n")]
    [TestCase("printf 'a: x' >f; (cd /; state-set --file \"$JUJU_CHARM_DIR/f\"); state-set --file f; state-get a", "x\n")]
    [TestCase("status-set --application=False active -- 'all well'; status-get --include-data --format=json", null)]
    [TestCase("unit-get private-address | grep -c '^127\\.'", "1\n")]
    [TestCase("open-port 80; open-port 8000-8010/udp; opened-ports --format=json", "[]\n")]
    [TestCase("storage-list --format=json", "[]\n")]
    [TestCase("relation-ids s3 --format=json -o out; cat out", "[]\n")]
    public void An_answer_is_printed_as_Juju_does(string command, string? printed)
    {
        HookStep step = ScriptCharm.Run(command);
        Assert.That((step.Outcome, step.Stderr), Is.EqualTo((HookOutcome.Committed, "")));
        if (printed is not null)
            Assert.That(step.Stdout, Is.EqualTo(printed));
    }

    [TestCase("relation-get -r s3:9 - x/0", 2, "ERROR invalid value \"s3:9\" for option -r: relation not found\n")]
    [TestCase("relation-list --relation s3:x", 2, "ERROR invalid value \"s3:x\" for option --relation: invalid relation id\n")]
    [TestCase("relation-get", 2, "ERROR no relation id specified\n")]
    [TestCase("relation-ids", 2, "ERROR no endpoint name specified\n")]
    [TestCase("is-leader now", 2, "ERROR unrecognized args: [\"now\"]\n")]
    [TestCase("is-leader --loud", 2, "ERROR option provided but not defined: --loud\n")]
    [TestCase("config-get --format=bad", 2, "ERROR invalid value \"bad\" for option --format: unknown format \"bad\"\n")]
    [TestCase("config-get --all text", 2, "ERROR cannot use argument --all together with key \"text\"\n")]
    [TestCase("juju-log", 2, "ERROR no message specified\n")]
    [TestCase("status-set", 2, "ERROR invalid args, require <status> [message]\n")]
    [TestCase("status-set happy", 2, "ERROR invalid status \"happy\", expected one of [maintenance blocked waiting active]\n")]
    [TestCase("state-get --strict k", 1, "ERROR \"k\" not found\n")]
    [TestCase("action-get", 1, "ERROR not running an action\n")]
    [TestCase("open-port", 2, "ERROR no port or range specified\n")]
    [TestCase("open-port 80/sctp", 2, "ERROR invalid protocol \"sctp\", expected \"tcp\", \"udp\", or \"icmp\"\n")]
    [TestCase("leader-get x=x", 2, "ERROR invalid key \"x=x\"\n")]
    [TestCase("goal-state --format=smart", 2, "ERROR invalid value \"smart\" for option --format: unknown format \"smart\"\n")]
    [TestCase("network-get '' --primary-address", 2, "ERROR no binding name specified\n")]
    [TestCase("network-get s3 --primary-address --bind-address", 1, "ERROR --primary-address must be the only flag specified\n")]
    [TestCase("network-get", 2, "ERROR no arguments specified\n")]
    [TestCase("network-get no-such", 1, "ERROR no network config found for binding \"no-such\"\n")]
    [TestCase("resource-get image", 1, "ERROR could not download resource: resource \"image\" not found\n")]
    [TestCase("JUJU_CONTEXT_ID=other is-leader", 1, null)]
    public void A_refusal_is_told_on_standard_error_and_recorded(string command, int exitCode, string? error)
    {
        HookStep step = ScriptCharm.Run($"{command}\necho \"exit $?\"");
        Assert.Multiple(() =>
        {
            Assert.That(step.Stdout, Is.EqualTo($"exit {exitCode}\n"));
            Assert.That(step.Stderr, error is null ? Does.StartWith("ERROR bad request: unknown context id ") : Is.EqualTo(error));
            Assert.That(step.Entries.OfType<Refusal>().Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public void Values_arrive_as_they_are()
    {
        using ScriptCharm charm = new(":", $$"""
            relation-set -r {{Peer}} --app -- "lines=a
            b

            c" 'quotes='\''"$(x)`y`\' 'unicode=é€😀' '-dash=--x' 'equals==a=b='
            relation-get -r {{Peer}} --app - script --format=json
            relation-get -r {{Peer}} --app lines script
            """);
        charm.Next();
        HookStep step = charm.Next();
        DatabagWrite write = step.Entries.OfType<DatabagWrite>().Single();
        Assert.Multiple(() =>
        {
            Assert.That(write.Changes, Is.EqualTo(new KeyValuePair<string, string>[]
            {
                new("lines", "a\nb\n\nc"), new("quotes", "'\"$(x)`y`\\"), new("unicode", "é€😀"), new("-dash", "--x"), new("equals", "=a=b="),
            }));
            Assert.That(step.Stdout, Is.EqualTo(
                "{\"-dash\":\"--x\",\"equals\":\"=a=b=\",\"lines\":\"a\\nb\\n\\nc\",\"quotes\":\"'\\\"$(x)`y`\\\\\",\"unicode\":\"é€😀\"}\na\nb\n\nc\n"));
        });
    }

    [Test]
    public void A_megabyte_on_standard_input_comes_back_whole()
    {
        using ScriptCharm charm = new(":", $$"""
            head -c 1048576 /dev/zero | tr '\0' x >value
            { printf '{"big": "'; cat value; printf '"}'; } | relation-set -r {{Peer}} --app --file -
            relation-get -r {{Peer}} --app big script | tr -d '\n' | cmp - value && echo same
            """);
        charm.Next();
        HookStep step = charm.Next();
        Assert.That((step.Stdout, step.Stderr, step.Outcome), Is.EqualTo(("same\n", "", HookOutcome.Committed)));
    }

    [Test]
    public void Commands_that_run_at_the_same_time_each_get_their_own_answer()
    {
        HookStep step = ScriptCharm.Run("""
            i=0
            while [ $i -lt 40 ]; do
                state-set "k$i=v$i" &
                i=$((i + 1))
            done
            wait
            i=0
            while [ $i -lt 40 ]; do
                ( [ "$(state-get "k$i")" = "v$i" ] || echo "wrong $i" ) &
                i=$((i + 1))
            done
            wait
            """);
        Assert.That((step.Stdout, step.Stderr, step.Outcome), Is.EqualTo(("", "", HookOutcome.Committed)));
    }

    [Test]
    public void A_command_after_the_hook_has_ended_says_so()
    {
        using ScriptCharm charm = new(
            "env >before; setsid sh -c 'while [ -e \"${JUJU_AGENT_SOCKET_ADDRESS%/*}\" ]; do sleep 0.05; done; is-leader >late 2>&1; echo $? >>late; mv late later' & :",
            "i=0; while ! [ -e later ] && [ $i -lt 200 ]; do sleep 0.05; i=$((i + 1)); done; cat later");
        charm.Next();
        Assert.That(charm.Next().Stdout, Is.EqualTo("ERROR is-leader: the hook that this command belongs to has ended\n1\n"));
    }

    [Test]
    public void A_bad_log_level_is_logged_as_info_with_a_warning()
    {
        HookStep step = ScriptCharm.Run("juju-log -l LOUD one two; juju-log --debug three; juju-log --log-level critical -- -four");
        Assert.That(step.Entries.OfType<Logged>().Select(entry => (entry.Level, entry.Text)), Is.EqualTo(new[]
        {
            (LogLevel.Warning, "Specified log level of \"LOUD\" is not valid"), (LogLevel.Info, "one two"), (LogLevel.Debug, "three"), (LogLevel.Critical, "-four"),
        }));
    }

    [Test]
    public void An_action_reads_its_parameters_and_sets_results()
    {
        using ScriptCharm charm = new(":", "[ -z \"$JUJU_ACTION_NAME\" ] || { action-get --format=json; action-get a.b; action-set out.x=1 ok=yes; action-log working; action-fail 'no luck'; }");
        charm.Juju.Settle();
        charm.Juju.RunAction(ScriptCharm.Unit, "go", [new("a.b", "v"), new("c", "d")]);
        HookStep step = charm.Next();
        Assert.Multiple(() =>
        {
            Assert.That(step.Stdout, Is.EqualTo("{\"a\":{\"b\":\"v\"},\"c\":\"d\"}\nv\n"));
            Assert.That(step.Action!.Failed, Is.True);
            Assert.That(step.Action.Message, Is.EqualTo("no luck"));
        });
    }
}
