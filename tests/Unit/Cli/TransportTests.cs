using S3Contract.Tests.Unit.Cli.Diagnostics;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>Scripts on a charm whose hooks need not start cold: what is told is what is so when they do.</summary>
public sealed class TransportTests
{
    private const string Warm = "'fork-server' in open(f'/proc/{os.getppid()}/cmdline').read()";

    [Test]
    public void What_only_warm_hooks_break_is_not_held_against_the_charm()
    {
        using Bench bench = Charm("bucket=backups", $"raise ValueError if hook == 's3-relation-changed' and {Warm}");
        CliRun run = bench.Run("run", "@mine.s3c", "--requirer", bench["charm"]);
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")), run.Out);
        Assert.That(run.Out, Does.Contain("only warm: mine went another way at step"));
    }

    [TestCase("run", 1)]
    [TestCase("accept", 1)]
    public void What_fails_is_told_as_it_is_cold(string command, int code)
    {
        using Bench bench = Charm("bucket=other", $"raise ValueError('warm' if {Warm} else 'cold') if hook == 's3-relation-changed'");
        string[] words = [command, "@mine.s3c", "--requirer", bench["charm"]];
        CliRun run = bench.Run(words);
        Assert.That(run.Code, Is.EqualTo(code), run.Out);
        Assert.That(run.Out.Replace(" --transport cold", "", StringComparison.Ordinal), Is.EqualTo(bench.Run([.. words, "--transport", "cold"]).Out.Replace(" --transport cold", "", StringComparison.Ordinal)));
    }

    [Test]
    public void A_worker_plays_in_scripts_and_in_the_shell()
    {
        ExampleCharms.NeedsPython();
        string charm = ExampleCharms.Example("python-worker");
        using Bench bench = new Bench().With("mine.s3c", Bench.Life + "expect databag requirer provider bucket=backups\n");
        Assert.That(bench.Run("run", "@mine.s3c", "--requirer", charm).Out, Does.Contain("1 script: 1 as expected"));
        CliRun shell = CliRun.Of(new CliRun.Around { Input = Bench.Life + "expect databag requirer provider bucket=backups\n" }, ["shell", charm, "--transport", "worker"]);
        Assert.That((shell.Code, shell.Error), Is.EqualTo((0, "")), shell.Out);
    }

    // The example, with a statement of its own before what it does for a hook: STATEMENT if CONDITION.
    private static Bench Charm(string expected, string statement)
    {
        ExampleCharms.NeedsPython();
        const string Asks = "    if hook in (ENDPOINT + \"-relation-created\", ENDPOINT + \"-relation-joined\"):\n";
        string example = ExampleCharms.Example("python-requirer");
        string[] parts = statement.Split(" if hook ", 2);
        string dispatch = File.ReadAllText(Path.Combine(example, "dispatch")).Replace(Asks, $"    if hook {parts[1]}:\n        {parts[0]}\n{Asks}", StringComparison.Ordinal);
        Bench bench = new Bench().With("mine.s3c", Bench.Life + $"expect databag requirer provider {expected}\nexpect requirer/0 hook s3-relation-changed\n")
            .With("charm/dispatch", dispatch)
            .With("charm/metadata.yaml", File.ReadAllText(Path.Combine(example, "metadata.yaml")))
            .With("charm/config.yaml", File.ReadAllText(Path.Combine(example, "config.yaml")))
            .With("charm/s3contract.yaml", File.ReadAllText(Path.Combine(example, "s3contract.yaml")));
        File.SetUnixFileMode(bench["charm/dispatch"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return bench;
    }
}
