using System.Diagnostics;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>A charm's worker does hook after hook, by the protocol of <c>docs/worker.md</c>.</summary>
public sealed class WorkerTests
{
    private const string Well = "echo '{\"end\": 0}'";

    [Test]
    public void A_hook_is_told_to_it_and_ends_as_it_says()
    {
        using WorkerCharm charm = new("echo \"$hook\" >&2\nprintf '%s\\n' '{\"end\": 0, \"stdout\": \"said\\n\", \"stderr\": \"more\\n\"}'");
        HookStep step = charm.Next();
        Assert.That((step.Outcome, step.Failure, step.Stdout, step.Stderr), Is.EqualTo((HookOutcome.Committed, (string?)null, "said\n", "install\nmore\n")));
        Assert.That(charm.HookStarts, Is.EqualTo(
            "hooks are done by the charm's worker, one after the other; the charm has no dispatch, so nothing that went wrong was seen as Juju would start it"));
    }

    [Test]
    public void What_it_says_of_a_hook_comes_behind_what_it_wrote_whichever_is_heard_first()
    {
        using WorkerCharm charm = WorkerCharm.InPython(
            """
            import os, sys
            for line in sys.stdin:
                os.write(2, b"written\n")
                os.write(1, b'{"end": 0, "stderr": "said\\n"}\n')
            """, units: 10);
        for (int unit = 0; unit < 10; unit++)
        {
            for (int hook = 0; hook < 4; hook++)
            {
                Assert.That(charm.Next(unit).Stderr, Is.EqualTo("written\nsaid\n"));
            }
        }
    }

    [Test]
    public void A_hook_has_the_environment_and_the_folder_that_a_program_would_have()
    {
        using WorkerCharm charm = WorkerCharm.InPython(
            """
            import json, os, sys
            for line in sys.stdin:
                hook = json.loads(line)
                assert os.path.isfile(hook["folder"] + "/metadata.yaml")
                print(json.dumps({"end": 0, "stdout": " ".join(sorted(hook["environment"])) + "|" + hook["environment"]["JUJU_HOOK_NAME"]}), flush=True)
            """);
        using ScriptCharm cold = new("env | cut -d= -f1 | grep -Ev '^(PWD|OLDPWD|SHLVL|_)$' | sort | tr '\\n' ' '");
        Assert.That(charm.Next().Stdout, Is.EqualTo(cold.Next().Stdout.Trim() + "|install"));
    }

    [Test]
    public void Hook_commands_are_answered_over_the_protocol_and_to_programs()
    {
        using WorkerCharm charm = WorkerCharm.InPython(
            """
            import json, subprocess, sys
            for line in sys.stdin:
                hook = json.loads(line)
                said = ""
                for words, text in ((["is-leader"], ""), (["state-set", "--file", "-"], "é: ü\n"), (["state-get", "é"], ""), (["relation-get"], "")):
                    print(json.dumps({"run": words, "stdin": text}), flush=True)
                    said += sys.stdin.readline()
                said += subprocess.run(["unit-get", "private-address"], env=hook["environment"], stdout=subprocess.PIPE, text=True).stdout
                print(json.dumps({"end": 0, "stdout": said}), flush=True)
            """);
        HookStep step = charm.Next();
        Assert.That(step.Stdout.Split('\n')[..4], Is.EqualTo(new[]
        {
            """{"exit":0,"stdout":"True\n","stderr":""}""",
            """{"exit":0,"stdout":"","stderr":""}""",
            """{"exit":0,"stdout":"ü\n","stderr":""}""",
            """{"exit":2,"stdout":"","stderr":"ERROR no relation id specified\n"}""",
        }));
        Assert.That(step.Stdout.Split('\n')[4], Does.Match("^[0-9.]+$"));
        Assert.That(step.Entries.OfType<OtherCommand>(), Is.Not.Empty);
    }

    [Test]
    public void One_worker_does_the_hooks_of_all_units_as_long_as_they_end_well()
    {
        using WorkerCharm charm = new("echo $$ >&2\n[ $hook = leader-elected ] && echo '{\"end\": 4}' || " + Well, units: 2);
        string[] first = [charm.Next().Stderr, charm.Next(1).Stderr];
        HookStep failed = charm.Next();
        HookStep next = charm.Next(1);
        Assert.That(first.Append(failed.Stderr).Distinct(StringComparer.Ordinal), Has.One.Items);
        Assert.That((failed.Hook.Name, failed.Outcome, failed.Failure), Is.EqualTo(("leader-elected", HookOutcome.Failed, "exit status 4")));
        Assert.That(next.Stderr, Is.Not.EqualTo(failed.Stderr), "of what failed nothing is remembered");
    }

    [Test]
    public void Of_a_hook_that_is_thrown_away_nothing_is_remembered()
    {
        using WorkerCharm charm = new("echo $$ >&2\n" + Well);
        string before = charm.Next().Stderr;
        charm.Juju.Arm(new("script", 0), Fault.Crash);
        charm.Next();
        Assert.That(charm.Next().Stderr, Is.Not.EqualTo(before));
    }

    [TestCase("echo 'last words' >&2; exit 3", "exit status 3", "; its last words: last words")]
    [TestCase("exit 0", "exit status 0", "")]
    [TestCase("kill -9 $$", "killed by signal 9", "")]
    public void A_worker_that_ends_fails_its_hook_and_another_does_the_next(string lines, string how, string words)
    {
        using WorkerCharm charm = new($"[ -e there ] || {{ : >there; {lines}; }}\n{Well}");
        HookStep step = charm.Next();
        Assert.That((step.Outcome, step.Failure), Is.EqualTo(
            (HookOutcome.Failed, $"the charm's worker ended ({how}) before it said that the hook had (docs/worker.md){words}")));
        Assert.That(charm.Next().Outcome, Is.EqualTo(HookOutcome.Committed));
    }

    [TestCase("echo hello", "a line that is no JSON: hello")]
    [TestCase("echo", "a line that is no JSON: an empty one")]
    [TestCase("printf '%070dKEYOFAPROVIDER%01000d\\n' 0 0", "a line that is no JSON: … (1084 bytes)")]
    [TestCase("printf 'some words %060dKEYOFAPROVIDER%01000d\\n' 0 0", "a line that is no JSON: some words … (1085 bytes)")]
    [TestCase("echo '[1]'", "a line that is neither {\"run\": […]} nor {\"end\": NUMBER}: [1]")]
    [TestCase("echo '{\"end\": 300}'", "a line that is neither {\"run\": […]} nor {\"end\": NUMBER}: {\"end\": 300}")]
    [TestCase("echo '{\"run\": []}'", "a line that is neither {\"run\": […]} nor {\"end\": NUMBER}: {\"run\": []}")]
    [TestCase("echo '{\"run\": [7]}'", "a line that is no JSON: {\"run\": [7]}")]
    [TestCase("printf '%b\\n' '{\"run\": [\"\\377\"]}'", "a line that is no JSON: {\"run\": [\"\uFFFD\"]}")]
    [TestCase("echo '{\"end\": 0}\nmore'", "something after it had said that the hook had ended")]
    [TestCase("head -c 20000000 /dev/zero", "a line of more than 16 MiB")]
    public void What_is_no_message_fails_the_hook(string lines, string what) => Assert.That(
        WorkerCharm.FailureOf(lines), Is.EqualTo("the charm's worker wrote to its standard output, which is for messages alone (docs/worker.md), " + what));

    [Test]
    public void A_worker_that_takes_too_long_is_killed_with_its_children()
    {
        using WorkerCharm charm = new("[ $hook = install ] && sleep 4321\n" + Well, limit: TimeSpan.FromSeconds(1));
        long begin = Stopwatch.GetTimestamp();
        Assert.That(charm.Next().Failure, Is.EqualTo("the hook took longer than its time limit of 1 s (hook-time-limit) and was killed"));
        Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(TimeSpan.FromSeconds(40)));
        Assert.That(Directory.GetDirectories("/proc").Count(IsSleeping), Is.Zero);
        static bool IsSleeping(string process) => Read(process + "/cmdline").Contains("sleep\04321", StringComparison.Ordinal);
    }

    [Test]
    public void A_worker_that_asks_without_end_and_never_listens_is_killed()
    {
        using WorkerCharm charm = new("yes '{\"run\": [\"juju-log\", \"x\"]}'");
        Assert.That(charm.Next().Failure, Does.EndWith("more than 1000 hook commands without reading the answers"));
    }

    [Test]
    public void What_a_worker_asks_for_has_an_end_as_for_any_hook()
    {
        using WorkerCharm charm = new("while :; do printf '{\"run\": [\"juju-log\", \"%0100000d\"]}\\n' 0; IFS= read -r line; done");
        Assert.That(charm.Next().Failure, Does.StartWith("the hook said more by hook commands than it may"));
    }

    [Test]
    public void A_hook_is_ended_where_it_stands_and_cancelled()
    {
        using WorkerCharm charm = new("sleep 4322");
        using CancellationTokenSource cancellation = new(TimeSpan.FromSeconds(0.5));
        Assert.Throws<OperationCanceledException>(() => charm.Next(cancellation: cancellation.Token));
    }

    [Test]
    public void What_is_left_behind_ends_with_the_unit_and_the_worker_goes_on()
    {
        using WorkerCharm charm = new("setsid env -i sleep 4323 >/dev/null 2>&1 </dev/null &\nuntil grep -q ^sleep /proc/$!/cmdline; do :; done\n" + Well);
        charm.Next();
        Assert.That(Left(), Is.Not.Empty);
        charm.Juju.Dispose();

        // Who is killed is gone when the kernel comes to it.
        Assert.That(Left, Is.Empty.After(5000, 20));
        static string[] Left() => [.. Directory.GetDirectories("/proc").Where(process =>
            Read(process + "/cmdline").Contains("sleep\04323", StringComparison.Ordinal) && !Read(process + "/stat").Contains(") Z ", StringComparison.Ordinal))];
    }

    [Test]
    public void A_charm_without_a_worker_is_refused_and_one_with_nothing_else_needs_it()
    {
        using ScriptCharm charm = new(":");
        string folder = charm.Folder;
        Assert.That(() => ProcessCharm.Open(folder, ExampleCharms.Options with { Transport = Transport.Worker }), Throws.TypeOf<CharmProblem>().With.Message.EqualTo(
            $"{folder}: the charm has no worker: expected an executable \"worker\" beside its metadata (docs/worker.md), since the transport is \"worker\" (--transport, or transport: in the profile)"));
        File.Move(Path.Combine(folder, "dispatch"), Path.Combine(folder, "worker"));
        Assert.That(() => ProcessCharm.Open(folder, ExampleCharms.Options), Throws.TypeOf<CharmProblem>().With.Message.EndsWith(
            "; its worker is asked for by --transport worker, or transport: worker in its profile (docs/worker.md)"));
    }

    [Test]
    public void What_goes_wrong_runs_cold_as_well_where_the_charm_has_a_dispatch()
    {
        using WorkerCharm charm = new(Well, dispatch: "exit 0");
        ICharmSubject subject = charm.Charm;
        Assert.That(subject.Cold, Is.SameAs(subject), "nothing has run");
        charm.Next();
        Assert.That(subject.Cold, Is.Not.SameAs(subject));
        Assert.That(charm.HookStarts, Is.EqualTo("hooks are done by the charm's worker, one after the other; what went wrong ran cold as well, and counts as it went then"));
    }

    [Test]
    public void A_worker_is_not_isolated_so_isolated_hooks_start_cold()
    {
        try
        {
            using WorkerCharm charm = new("echo worked >&2\n" + Well, dispatch: "ls -A /root | wc -l", isIsolated: true);
            Assert.That((charm.Next().Stdout, charm.Next().Stderr), Is.EqualTo(("0\n", "")));
            Assert.That(charm.HookStarts, Is.EqualTo("hooks start cold, a process for each: they are isolated, and a worker is not"));
            Assert.That(() => new WorkerCharm(Well, isIsolated: true), Throws.TypeOf<CharmProblem>().With.Message.EndsWith(
                "hooks are isolated, and a worker cannot be (docs/worker.md): the charm needs a dispatch as well"));
        }
        catch (CharmProblem refused) when (refused.Message.StartsWith("hooks cannot be isolated here", StringComparison.Ordinal))
        {
            Assert.Ignore(refused.Message);
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
