using S3Contract.Charms;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>Storage as a charm meets it that is a process: a folder of the unit.</summary>
public sealed class StorageProcessTests
{
    private const string Declared = "storage:\n  data: {type: filesystem}\n  logs: {type: filesystem, multiple: {range: 0-}}\n  cache: {type: filesystem, multiple: {range: 2-4}}\n";

    [Test]
    public void The_charm_is_told_which_and_where_and_finds_a_folder()
    {
        using ScriptCharm charm = new(
            ":", "echo $JUJU_DISPATCH_PATH $JUJU_STORAGE_ID $JUJU_STORAGE_KIND; [ -d \"$JUJU_STORAGE_LOCATION\" ] && [ \"$JUJU_STORAGE_LOCATION\" = \"$(storage-get location)\" ] && storage-get kind; storage-list",
            metadata: Declared);
        Assert.That(charm.Next().Stdout, Is.EqualTo("hooks/data-storage-attached data/0 filesystem\nfilesystem\ndata/0\n"));
        Assert.That(charm.Next().Stdout, Is.EqualTo("hooks/cache-storage-attached cache/1 filesystem\nfilesystem\ncache/1\ndata/0\n"));
        Assert.That(charm.Next().Hook.Storage, Is.EqualTo("cache/2"));
        Assert.That(charm.Next().Hook.Kind, Is.EqualTo(HookKind.Install));
    }

    [Test]
    public void The_help_of_storage_get_names_the_storage_of_the_hook_where_ops_2_looks_for_it()
    {
        using ScriptCharm charm = new(":", "storage-get --help | grep '^-s '", metadata: "storage:\n  data: {type: filesystem}\n");
        Assert.That(charm.Next().Stdout, Is.EqualTo("-s  (= data/0)\n"));
    }

    [Test]
    public void What_is_stored_stays_also_when_the_hook_fails()
    {
        using ScriptCharm charm = new(
            "echo kept >\"$(storage-get -s data/0 location)/file\"; exit 1", ":", metadata: "storage:\n  data: {type: filesystem}\n");
        charm.Next();
        string location = Location(charm);
        Assert.That(charm.Next().Outcome, Is.EqualTo(HookOutcome.Failed));
        Assert.That(File.ReadAllText(Path.Combine(location, "file")), Is.EqualTo("kept\n"));
    }

    [TestCase("storage-get", 2, "ERROR no storage instance specified\n")]
    [TestCase("storage-get -s data/9", 2, "ERROR invalid value \"data/9\" for option -s: storage not found\n")]
    [TestCase("storage-get -s Data", 2, "ERROR invalid value \"Data\" for option -s: invalid storage ID \"Data\"\n")]
    [TestCase("storage-get -s data/0 size", 1, "ERROR invalid storage attribute \"size\"\n")]
    public void What_is_asked_for_wrongly_is_refused(string command, int exitCode, string error)
    {
        using ScriptCharm charm = new($"{command}; echo $?", metadata: "storage:\n  data: {type: filesystem}\n");
        charm.Next();
        HookStep step = charm.Next();
        Assert.That((step.Stdout, step.Stderr), Is.EqualTo(($"{exitCode}\n", error)));
    }

    private static string Location(ScriptCharm charm) =>
        Directory.EnumerateDirectories(charm.Charm.PrivateFolder, "0", SearchOption.AllDirectories).Single(path => path.EndsWith("storage/data/0", StringComparison.Ordinal));
}
