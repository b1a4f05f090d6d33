using System.IO.Compression;
using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>The shapes in which a charm may be given: a packed file, a Python source tree, hooks instead of a dispatch.</summary>
[TestFixture]
internal sealed class CharmShapesTests
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string _folder = null!;

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("charm-shapes-").FullName;
        Write("charm/metadata.yaml", "name: shape\nprovides:\n  storage: {interface: object-store}\n");
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_packed_charm_is_run_with_the_execute_bits_it_was_packed_with()
    {
        Write("charm/dispatch", "#!/bin/sh\njuju-log from-the-package\n", Executable);
        string packed = Path.Combine(_folder, "shape.charm");
        ZipFile.CreateFromDirectory(Path.Combine(_folder, "charm"), packed);

        Assert.That(LoggedByInstall(packed), Does.Contain("from-the-package"));
    }

    [Test]
    public void A_Python_source_tree_without_dispatch_finds_its_libraries_as_under_charmcraft()
    {
        Write("charm/lib/shape_library.py", "WORD = 'from-lib'\n");
        Write("charm/venv/shape_dependency.py", "WORD = 'from-venv'\n");
        Write(
            "charm/src/charm.py",
            "#!/usr/bin/env python3\nimport os, subprocess\nimport shape_library, shape_dependency\n"
            + "subprocess.check_call(['juju-log', shape_library.WORD + ' ' + shape_dependency.WORD + ' ' + os.environ['JUJU_DISPATCH_PATH']])\n",
            Executable);

        Assert.That(LoggedByInstall(Path.Combine(_folder, "charm")), Does.Contain("from-lib from-venv hooks/install"));
        Assert.That(Directory.GetDirectories(_folder, "__pycache__", SearchOption.AllDirectories), Is.Empty, "the charm's folder is not written to");
    }

    [Test]
    public void A_Python_source_tree_gets_the_dispatch_without_which_ops_puts_links_into_hooks()
    {
        Write("charm/src/charm.py", "import os, subprocess\nsubprocess.check_call(['juju-log', str(os.access('dispatch', os.X_OK)) + ' ' + os.environ['PYTHONPATH']])\n");
        Write("charm/s3contract.yaml", "environment: {PYTHONPATH: /opt/ops}\n");
        File.CreateSymbolicLink(Path.Combine(_folder, "charm", "left-by-an-old-run"), "../src/no-such.py");

        Assert.That(LoggedByInstall(Path.Combine(_folder, "charm")), Does.Contain("True lib:src:/opt/ops"));
        Assert.That(File.Exists(Path.Combine(_folder, "charm", "dispatch")), Is.False, "the charm's folder is not written to");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Links_that_a_hook_leaves_behind_do_not_disturb_those_that_follow()
    {
        Write(
            "charm/dispatch",
            "#!/bin/sh\nmkdir -p hooks\nfor hook in install leader-elected start; do ln -sf ../src/no-such.py hooks/$hook; done\nmkfifo -m 600 pipe 2>/dev/null\n"
            + "[ \"$JUJU_HOOK_NAME\" != leader-elected ]\n",
            Executable);
        using ProcessCharm charm = ProcessCharm.Open(Path.Combine(_folder, "charm"), ExampleCharms.Options);
        using var juju = new Simulation(new SimulationOptions { Retries = 0 });
        juju.Deploy("shape", charm);

        HookOutcome[] outcomes = [.. Enumerable.Range(0, 3).Select(_ => juju.RunNext(new UnitName("shape", 0))?.Outcome ?? HookOutcome.Missing)];
        Assert.That(outcomes[..2], Is.EqualTo(new[] { HookOutcome.Committed, HookOutcome.Failed }));
    }

    [Test]
    public void A_charm_of_hook_scripts_runs_those_it_has_and_the_others_are_missing()
    {
        Write("charm/hooks/install", "#!/bin/sh\njuju-log from-hooks\n", Executable);
        using ProcessCharm charm = ProcessCharm.Open(Path.Combine(_folder, "charm"), ExampleCharms.Options);
        using var juju = new Simulation();
        juju.Deploy("shape", charm);

        Assert.That(juju.RunNext(new UnitName("shape", 0))!.Entries.OfType<Logged>().Select(entry => entry.Text), Does.Contain("from-hooks"));
        Assert.That(juju.RunNext(new UnitName("shape", 0))!.Outcome, Is.EqualTo(HookOutcome.Missing));
    }

    [Test]
    public void An_endpoint_that_is_named_is_under_contract_whatever_its_interface_is_called()
    {
        Write("charm/dispatch", "#!/bin/sh\n", Executable);
        string folder = Path.Combine(_folder, "charm");

        using ProcessCharm unnamed = ProcessCharm.Open(folder, ExampleCharms.Options);
        using ProcessCharm named = ProcessCharm.Open(folder, ExampleCharms.Options with { Endpoint = "storage" });

        Assert.That(unnamed.Metadata.S3Endpoints(EndpointRole.Provider), Is.Empty);
        Assert.That(named.Metadata.S3Endpoints(EndpointRole.Provider).Select(endpoint => endpoint.Name), Is.EqualTo(new[] { "storage" }));
    }

    private static IEnumerable<string> LoggedByInstall(string charm)
    {
        using ProcessCharm opened = ProcessCharm.Open(charm, ExampleCharms.Options);
        using var juju = new Simulation();
        juju.Deploy("shape", opened);
        HookStep step = juju.RunNext(new UnitName("shape", 0))!;
        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.Committed), step.Failure + step.Stderr);
        return [.. step.Entries.OfType<Logged>().Select(entry => entry.Text)];
    }

    private void Write(string path, string content, UnixFileMode? mode = null)
    {
        string file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        if (mode is { } bits)
        {
            File.SetUnixFileMode(file, bits);
        }
    }
}
