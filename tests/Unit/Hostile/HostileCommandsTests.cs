using System.Diagnostics;
using S3Contract.Harness.Printing;
using S3Contract.Harness.Subjects.HookCommands;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Hostile;

/// <summary>What hook commands are given: however much, however nested, it takes no time and no memory to speak of.</summary>
[Platform("Linux")]
internal sealed class HostileCommandsTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(4);

    [Test]
    public void Many_keys_are_read_in_no_time()
    {
        string text = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"k{i}: v\n"));
        Assert.That(Timed(() => Read(text)).Count, Is.EqualTo(200_000));
    }

    [Test]
    public void The_later_of_equal_keys_counts_and_stands_where_it_came() =>
        Assert.That(Read("a: 1\nb: 2\na: 3\n").Select(pair => pair.Key + pair.Value), Is.EqualTo(new[] { "b2", "a3" }));

    [TestCase("k: ", "[", 100_000, "yaml: exceeded max depth of 100")]
    [TestCase("k: ", "{a: ", 100_000, "yaml: exceeded max depth of 100")]
    [TestCase("", "[", 1_000_000, "cannot unmarshal !!seq into map[string]string")]
    [TestCase("k: \"", @"\ud83d\ude00", 100_000, "yaml: found invalid Unicode character escape code", "\"")]
    [TestCase("k: &a \"", "x", 100_000, "yaml")]
    public void What_is_nested_or_escaped_without_end_is_refused_in_no_time(string start, string part, int count, string expected, string end = "")
    {
        string text = start + string.Concat(Enumerable.Repeat(part, count)) + end;
        Assert.That(() => Timed(() => Read(text)), Throws.TypeOf<CommandLineError>().With.Message.Contains(expected).Or.Property("Reason").Contains(expected));
    }

    [Test]
    public void An_alias_of_much_costs_nothing_each_time()
    {
        string text = "k: &a \"" + new string('x', 500_000) + "\"\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"k{i}: *a\n"));
        Assert.That(Timed(() => Read(text)).Count, Is.EqualTo(20_001));
    }

    [Test]
    public void A_databag_has_an_end_that_no_charm_is_blamed_for()
    {
        using ScriptCharm charm = new(":", "r=$(relation-ids peers); [ -z \"$r\" ] || { seq 20000 | sed 's/.*/k&: v/' | relation-set -r $r --file -; relation-set -r $r x=y; }");
        HookStep step = Enumerable.Range(0, 9).Select(_ => charm.Next()).First(ran => ran.Entries.Count > 0);
        Assert.That(step.Entries.OfType<Lacking>().Single().What, Is.EqualTo("databags of more than 10000 keys or 4 MiB"));
        Assert.That(step.Commits.Single().After.Keys.Where(key => key is "x" || key[0] is 'k'), Is.EqualTo(new[] { "x" }));
    }

    [Test]
    public void The_context_of_a_hook_cannot_be_guessed_and_is_never_told()
    {
        using ScriptCharm charm = new("echo $JUJU_CONTEXT_ID; JUJU_CONTEXT_ID=script/0-install-1 is-leader", "echo $JUJU_CONTEXT_ID");
        HookStep first = charm.Next();
        string context = first.Stdout.Trim();
        Assert.That(context, Does.Match("^script/0-install-[0-9a-f]{32}$"));
        Assert.That(first.Stderr, Does.Contain("unknown context id \"script/0-install-1\"").And.Not.Contain(context));
        Assert.That(charm.Next().Stdout.Trim()[^32..], Is.Not.EqualTo(context[^32..]));
    }

    [Test]
    public void Much_that_is_said_ends_the_hook()
    {
        using ScriptCharm charm = new("w=$(head -c 120000 /dev/zero | tr '\\0' x); while juju-log $w; do :; done");
        Assert.That(charm.Next().Failure, Is.EqualTo("the hook said more by hook commands than it may (4 MiB, and four times as much all hooks of a unit) and was killed"));
    }

    [Test]
    public void A_request_that_is_named_twice_is_done_once()
    {
        using ScriptCharm charm = new("d=${JUJU_AGENT_SOCKET_ADDRESS%/*}; juju-log once; for i in 0 0 0; do echo $i >$d/requests; done; sleep 0.2; is-leader");
        Assert.That(charm.Next().Entries.OfType<Logged>().Count(), Is.EqualTo(1));
    }

    private static List<KeyValuePair<string, string>> Read(string text) => SettingsInput.File("relation-set", System.Text.Encoding.UTF8.GetBytes(text));

    private static T Timed<T>(Func<T> act)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            return act();
        }
        finally
        {
            Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(s_long));
        }
    }
}
