using S3Contract.Harness.Files;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Hostile;

/// <summary>What a charm may put where we look: pipes, devices, links, files without end. Nothing of it makes us wait, or touch what is not ours.</summary>
[Platform("Linux")]
internal sealed class HostileFilesTests
{
    private string _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("hostile-files-").FullName;

    [TearDown]
    public void Remove() => Shell($"chmod -R u+rwX '{_folder}'; rm -rf '{_folder}'");

    [TestCase("metadata.yaml", "mkfifo metadata.yaml", "named pipe")]
    [TestCase("metadata.yaml", "ln -s /dev/zero metadata.yaml", "device")]
    [TestCase("metadata.yaml", "mkfifo p; ln -s p metadata.yaml", "named pipe")]
    [TestCase("metadata.yaml", "truncate -s 5G metadata.yaml", "larger than 4 MiB")]
    [TestCase("metadata.yaml", "mkdir metadata.yaml", "it is no file")]
    [TestCase("config.yaml", "mkfifo config.yaml", "named pipe")]
    [TestCase("actions.yaml", "ln -s /dev/tty actions.yaml", "device")]
    [TestCase("s3contract.yaml", "mkfifo s3contract.yaml", "named pipe")]
    [TestCase("dispatch", "mkfifo p; ln -s $PWD/p dispatch", "named pipe")]
    [TestCase("", "truncate -s 5G big", "a file of more than 512 MiB: big")]
    [TestCase("", "i=0; d=; while [ $i -lt 102 ]; do d=$d/d; i=$((i+1)); done; mkdir -p .$d", "nested more than 100 deep")]
    public void A_charm_with_what_is_no_file_is_refused_in_words(string file, string deed, string expected)
    {
        Charm(file);
        Shell($"cd '{_folder}' && {deed}");

        Assert.That(() => ProcessCharm.Open(_folder, ExampleCharms.Options).Dispose(), Throws.TypeOf<CharmProblem>().With.Message.Contains(expected));
    }

    [TestCase("{range: 900000000-}", 0)]
    [TestCase("{range: 101}", 0)]
    [TestCase("{range: 60-}", 1)]
    public void A_charm_with_storage_without_end_is_refused_in_words(string range, int more)
    {
        Charm("");
        string one = $"{{type: filesystem, multiple: {range}}}";
        File.AppendAllText(At("metadata.yaml"), $"storage:\n  data: {one}\n" + string.Concat(Enumerable.Range(0, more).Select(i => $"  more{i}: {one}\n")));

        Assert.That(
            () => ProcessCharm.Open(_folder, ExampleCharms.Options).Dispose(),
            Throws.TypeOf<CharmProblem>().With.Message.Contains("at deployment, of all storage, at most 100 can be made"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Pipes_devices_and_sparse_files_beside_the_charm_are_no_matter()
    {
        Charm("");
        Shell($"cd '{_folder}' && mkfifo pipe && truncate -s 400M sparse && mkdir deep && mkfifo deep/pipe && ln -s / root && ln -s . self && touch \"$(printf '\\377')\"");

        using ProcessCharm charm = ProcessCharm.Open(_folder, ExampleCharms.Options);
        Assert.That(Room(charm.PrivateFolder), Is.LessThan(1024 * 1024));
    }

    [TestCase("rm -rf $CHARM_DIR; ln -s {0}/other $CHARM_DIR")]
    [TestCase("h=${CHARM_DIR%/*}; mv $h {0}/gone; ln -s {0}/other $h; mkdir {0}/other/charm; touch {0}/other/charm/theirs")]
    [TestCase("rm -rf sub; ln -s {0}/other sub")]
    [TestCase("cd {0}; rm -rf $CHARM_DIR; mkfifo $CHARM_DIR")]
    [TestCase("mkfifo state; rm kept; ln -s {0}/other/mine kept")]
    [TestCase("rm kept; mkfifo kept")]
    [TestCase("rm kept; ln -s /dev/zero kept")]
    [TestCase("truncate -s 20G kept")]
    [TestCase("mkdir \"$(printf '\\377')\"; touch \"$(printf '\\377/\\376')\"")]
    [TestCase("chmod 000 sub")]
    [CancelAfter(60_000)]
    public void What_stands_in_the_place_of_the_units_files_is_neither_followed_nor_waited_for(string deed)
    {
        Charm("");
        Directory.CreateDirectory(At("sub"));
        File.WriteAllText(At("kept"), "kept");
        string outside = Directory.CreateTempSubdirectory("hostile-outside-").FullName;
        Directory.CreateDirectory(Path.Combine(outside, "other"));
        File.WriteAllText(Path.Combine(outside, "other", "mine"), "mine");
        string deeds = deed.Replace("{0}", outside, StringComparison.Ordinal);
        using (ScriptCharm charm = new($"mkdir -p sub; echo kept >kept; touch sub/staged; {deeds}; exit 1", "cat kept; ls sub"))
        {
            charm.Next();
            charm.Juju.Resolve(ScriptCharm.Unit, retry: false);
            charm.Next();
            Assert.That(Directory.GetFileSystemEntries(charm.Charm.PrivateFolder, "*", SearchOption.AllDirectories).Where(name => name.EndsWith("/kept", StringComparison.Ordinal)), Is.Empty);
        }

        Assert.That(File.ReadAllText(Path.Combine(outside, "other", "mine")), Is.EqualTo("mine"));
        Directory.Delete(outside, recursive: true);
    }

    [TestCase("mkfifo $d/0.in; printf '%s\\0' $JUJU_CONTEXT_ID / relation-set --file - >$d/0.q; echo 0 >$d/requests")]
    [TestCase("mkfifo $d/0.q; echo 0 >$d/requests")]
    [TestCase("ln -s /dev/zero $d/0.q; echo 0 >$d/requests")]
    [TestCase("ln -s {0} $d/0.o; ln -s {0} $d/0.o1; status-get --include-data")]
    [TestCase("rm $d/9.a; ln -s {0} $d/9.a; ln -s {0} $d/17.a; echo +9 >$d/requests; echo 17 >$d/requests; is-leader")]
    [TestCase("echo 999999 >$d/requests; sleep 60")]
    [TestCase("echo 99999999999999999999 >$d/requests; is-leader")]
    [TestCase("timeout 1 yes 1 >$d/requests")]
    [TestCase("timeout 1 cat /dev/zero >$d/requests")]
    [TestCase("relation-ids s3 -o $d/p; mkfifo p; relation-ids s3 -o p; relation-ids s3 -o /dev/null; relation-set -r 0 --file p; true")]
    [TestCase("rm -rf $d; ln -s {0}.d $d; is-leader")]
    [CancelAfter(60_000)]
    public void What_stands_in_the_place_of_requests_and_answers_is_neither_followed_nor_waited_for(string deed)
    {
        string outside = Path.Combine(_folder, "outside");
        File.WriteAllText(outside, "mine");
        Directory.CreateDirectory(outside + ".d");
        File.WriteAllText(outside + ".d/mine", "mine");
        string deeds = deed.Replace("{0}", outside, StringComparison.Ordinal);
        using (ScriptCharm charm = new($"d=${{JUJU_AGENT_SOCKET_ADDRESS%/*}}; {deeds}", "echo on", limit: TimeSpan.FromSeconds(10)))
        {
            HookStep step = charm.Next();
            if (step.Outcome != HookOutcome.Committed)
                charm.Juju.Resolve(ScriptCharm.Unit, retry: false);
            Assert.That(charm.Next().Stdout, Is.EqualTo("on\n"));
        }

        Assert.That((File.ReadAllText(outside), File.ReadAllText(outside + ".d/mine")), Is.EqualTo(("mine", "mine")));
    }

    [Test]
    public void Too_many_files_fail_the_hook_and_are_gone_in_the_next()
    {
        using ScriptCharm charm = new("mkdir many && cd many && seq 100001 | xargs touch", "ls");
        HookStep step = charm.Next();
        Assert.That((step.Outcome, step.Failure), Is.EqualTo((HookOutcome.Failed, "the unit's folder cannot be kept: it holds more than 100000 files and folders")));
        charm.Juju.Resolve(ScriptCharm.Unit, retry: false);
        Assert.That(charm.Next().Stdout, Is.EqualTo("actions.yaml\nconfig.yaml\ndispatch\nmetadata.yaml\n"));
    }

    [Test]
    public void A_name_that_is_no_text_is_kept_and_brought_back_as_any_other()
    {
        using ScriptCharm charm = new("n=$(printf '\\377'); mkdir \"$n\"; echo kept >\"$n/$n\"", "cat \"$(printf '\\377/\\377')\"; rm -rf \"$(printf '\\377')\"; exit 1");
        charm.Next();
        string first = charm.Next().Stdout;
        charm.Juju.Resolve(ScriptCharm.Unit, retry: false);
        Assert.That((first, charm.Next().Stdout), Is.EqualTo(("kept\n", "kept\n")));
    }

    [Test]
    public void The_temporary_folder_may_lie_in_the_charm()
    {
        Charm("");
        string tmp = At("tmp");
        Directory.CreateDirectory(tmp);
        using HeldFolder to = HeldFolder.Open(Directory.CreateDirectory(Path.Combine(tmp, "s3contract-1-2-3")).FullName)!;
        S3Contract.Harness.Subjects.Processes.SourceFolder.Copy(_folder, to);
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(tmp, "s3contract-1-2-3", "tmp")), Is.Empty);
    }

    private static long Room(string folder) => long.Parse(
        ShellOutput($"du -sk '{folder}' | cut -f1"), System.Globalization.CultureInfo.InvariantCulture);

    private static void Shell(string command) => ShellOutput(command);

    private static string ShellOutput(string command)
    {
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output;
    }

    private string At(string file) => Path.Combine(_folder, file);

    private void Charm(string without)
    {
        foreach ((string name, string text) in new[] { ("metadata.yaml", "name: hostile\nprovides:\n  s3: {interface: s3}\n"), ("dispatch", "#!/bin/sh\n") })
        {
            if (name == without)
                continue;
            File.WriteAllText(At(name), text);
            File.SetUnixFileMode(At(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [TestCase("..")]
    [TestCase(".")]
    [TestCase("a/../../out")]
    public void A_folder_is_made_below_another_and_nowhere_else(string path)
    {
        string top = Directory.CreateTempSubdirectory("held-").FullName;
        File.WriteAllText(Path.Combine(top, "out"), "precious");
        using (HeldFolder held = HeldFolder.Open(Directory.CreateDirectory(Path.Combine(top, "own")).FullName)!)
        {
            Assert.Throws<IOException>(() => held.MadeBelow(path).Dispose());
            Assert.That(held.Below(path) is null, Is.EqualTo(path != "."));
        }

        Assert.That(File.ReadAllText(Path.Combine(top, "out")), Is.EqualTo("precious"));
        Directory.Delete(top, recursive: true);
    }
}
