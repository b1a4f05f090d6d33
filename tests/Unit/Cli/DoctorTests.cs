using S3Contract.Cli.Doctor;
using S3Contract.Cli.Terminal;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli;

/// <summary><c>doctor</c>: what a machine and a charm lack, what that costs, and what to type.</summary>
public sealed class DoctorTests
{
    private static readonly Machine s_complete = new()
    {
        System = "Debian",
        Python = "/usr/bin/python3",
        PythonVersion = "Python 3.11.2",
        Shell = "/bin/sh",
        Setsid = "/usr/bin/setsid",
        Bubblewrap = "/usr/bin/bwrap",
        UserNamespaces = true,
        SharedMemory = 64L << 20,
        Terminal = true,
        TerminalKind = "xterm",
    };

    private static Diagnosis[] Wanting(Machine machine) => [.. machine.Diagnoses().Where(one => one.Health != Health.Good)];

    [Test]
    public void A_complete_machine_lacks_nothing() => Assert.That(Wanting(s_complete), Is.Empty);

    [TestCase("macOS 15")]
    [TestCase("Microsoft Windows 11")]
    public void Elsewhere_than_on_linux_it_says_what_works_and_where_to_go(string system)
    {
        Diagnosis only = (s_complete with { System = system, IsLinux = false }).Diagnoses().Single();

        Assert.That(only.Health, Is.EqualTo(Health.Missing));
        Assert.That(only.Found, Is.EqualTo(system));
        Assert.That(only.Cost, Does.Contain("Linux only").And.Contain("lint"));
        Assert.That(only.Remedy, Does.Contain("WSL 2"));
    }

    [Test]
    public void Only_what_no_check_can_do_without_is_missing()
    {
        var bare = new Machine { System = "Debian", Shell = "/bin/sh" };

        Assert.That(Wanting(bare).Select(one => one.Health), Is.All.EqualTo(Health.Lacking));
        Assert.That(Wanting(bare).Select(one => one.What), Is.EqualTo((string[])["python3", "/dev/shm", "setsid", "user namespaces", "bubblewrap"]));
        Assert.That(Wanting(bare with { Shell = null })[0], Has.Property("Health").EqualTo(Health.Missing).And.Property("What").EqualTo("sh"));
        Assert.That(Wanting(bare).Select(one => one.Cost), Is.All.Not.Null);
    }

    [Test]
    public void What_the_charm_cannot_do_without_is_missing()
    {
        Diagnosis[] Missing(Machine machine, Needs needs) => [.. machine.Diagnoses(needs).Where(one => one.Health == Health.Missing)];
        Machine bare = s_complete with { Python = null, NoS3 = "no package", Bubblewrap = null, UserNamespaces = false };

        Assert.That(Missing(bare, new Needs()), Is.Empty);
        Assert.That(Missing(bare, new Needs { Python = true }).Single().Cost, Is.EqualTo("the charm is in Python and cannot be run"));
        Assert.That(Missing(bare, new Needs { S3 = true }).Single().What, Is.EqualTo("S3"));
        Assert.That(Missing(bare, new Needs { Isolation = true }).Single().What, Is.EqualTo("isolation"));
        Assert.That(Missing(s_complete, new Needs { Python = true, S3 = true, Isolation = true }), Is.Empty);
    }

    [TestCase("sh-provider", 0)]
    [TestCase("python-requirer", 3)]
    [Platform("Linux")]
    public void Without_a_python_a_charm_in_Python_is_told_by_the_exit_code(string charm, int code)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("s3contract-tests-");
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "sh"), "/bin/sh");
            CliRun run = CliRun.Of(new CliRun.Around { Variables = { ["PATH"] = folder.FullName } }, "doctor", ExampleCharms.Example(charm));

            Assert.That(run.Code, Is.EqualTo(code), run.Out + run.Error);
            Assert.That(run.Out, Does.Match(code == 0 ? "(?m)^lacking +python3 " : "(?m)^missing +python3 +not on the search path\n +costs: the charm is in Python and cannot be run$"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void A_small_shared_memory_is_told_with_its_size() =>
        Assert.That(Wanting(s_complete with { SharedMemory = 3L << 20 }).Single().Found, Is.EqualTo("3 MiB free"));

    [Test]
    [Platform("Linux")]
    public void A_python_that_is_a_script_is_told_with_the_one_behind_it()
    {
        ExampleCharms.NeedsPython();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("s3contract-tests-");
        try
        {
            string shim = Path.Combine(folder.FullName, "python3");
            File.WriteAllText(shim, "#!/bin/sh\nif [ \"$1\" = -c ]; then echo /opt/python/bin/python3.11; else echo Python 3.11.2; fi\n");
            File.SetUnixFileMode(shim, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            using var said = new StringWriter();

            Machine machine = MachineVisit.Look(new Surroundings(said, said) { Variable = name => name is "PATH" ? $"{folder.FullName}:/usr/bin:/bin" : null });

            Diagnosis python = machine.Diagnoses().Single(one => one.What is "python3");
            Assert.That(python.Found, Is.EqualTo($"Python 3.11.2, {shim}, a script that looks for /opt/python/bin/python3.11"));
            Assert.That(python.Remedy, Is.EqualTo("export PATH=/opt/python/bin:$PATH"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    [Platform("Linux")]
    public void A_charm_that_can_be_run_is_described()
    {
        CliRun run = Doctor(ExampleCharms.Example("sh-provider"));

        Assert.That(run.Code, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Match(@"(?m)^ok +charm +sh-provider, provider on s3-credentials$"));
    }

    [Test]
    [Platform("Linux")]
    public void An_ops_that_cannot_be_imported_is_missing_with_what_to_type()
    {
        ExampleCharms.NeedsPython();
        using var charm = new OpsCharm(opsVersion: null);

        CliRun run = Doctor(charm.Folder);

        Assert.That(run.Code, Is.EqualTo(3), run.Out);
        Assert.That(run.Out, Does.Match(@"(?m)^missing +ops .*No module named 'ops'$"));
        Assert.That(run.Out, Does.Contain("venv/bin/pip install ops").And.Contain("PYTHONPATH"));
    }

    [Test]
    [Platform("Linux")]
    public void The_ops_that_its_own_dispatch_leads_to_is_found()
    {
        ExampleCharms.NeedsPython();
        using var charm = new OpsCharm(opsVersion: "9.8.7");
        string packages = Path.Combine(charm.Folder, "packages");
        Directory.Move(Directory.GetDirectories(Path.Combine(charm.Folder, "venv", "lib"))[0] + "/site-packages", packages);
        Directory.Delete(Path.Combine(charm.Folder, "venv"), recursive: true);
        File.WriteAllText(Path.Combine(charm.Folder, "dispatch"), "#!/bin/sh\nPYTHONPATH=lib:packages exec python3 src/charm.py\n");

        Assert.That(Doctor(charm.Folder).Out, Does.Match("(?m)^ok +ops +9.8.7"));
    }

    [Test]
    [Platform("Linux")]
    public void The_ops_of_the_charms_virtual_environment_is_found_with_its_version()
    {
        ExampleCharms.NeedsPython();
        using var charm = new OpsCharm(opsVersion: "2.17.1");

        CliRun run = Doctor(charm.Folder);

        Assert.That(run.Code, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Match(@"(?m)^ok +ops +2\.17\.1, .*site-packages/ops$"));
    }

    [Test]
    public void A_folder_that_is_none_is_wrong_usage() => Assert.That(CliRun.Of("doctor", "nowhere").Code, Is.EqualTo(2));

    private static CliRun Doctor(string charm) => CliRun.Of(
        new CliRun.Around { Variables = { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! } }, "doctor", charm);

    // A source tree that imports ops, which stands in its virtual environment if a version is given.
    private sealed class OpsCharm : IDisposable
    {
        public OpsCharm(string? opsVersion)
        {
            File.WriteAllText(Path.Combine(Folder, "metadata.yaml"), "name: mine\nsummary: s\ndescription: d\nrequires: {s3: {interface: s3}}\n");
            Directory.CreateDirectory(Path.Combine(Folder, "src"));
            File.WriteAllText(Path.Combine(Folder, "src", "charm.py"), "#!/usr/bin/env python3\nimport ops\n");
            if (opsVersion is null)
            {
                // Not even one that this machine has.
                Directory.CreateDirectory(Path.Combine(Folder, "lib"));
                File.WriteAllText(Path.Combine(Folder, "lib", "ops.py"), "raise ModuleNotFoundError(\"No module named 'ops'\")\n");
            }
            else
            {
                string library = Directory.CreateDirectory(Path.Combine(Folder, "venv", "lib", "python3.11", "site-packages", "ops")).FullName;
                File.WriteAllText(Path.Combine(library, "__init__.py"), $"__version__ = '{opsVersion}'\n");
            }
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
