using System.Net.Sockets;
using S3Contract.Harness.Files;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Tests.Unit.Process;

/// <summary>What a charm keeps in its folder is brought back when a hook is thrown away, whatever it put there.</summary>
[TestFixture]
internal sealed class UnitFolderTests
{
    private string _folder = null!;
    private UnitFolder _unit = null!;

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("unit-folder-").FullName;
        string stage = Path.Combine(_folder, "stage");
        Directory.CreateDirectory(Path.Combine(stage, "src"));
        File.WriteAllText(Path.Combine(stage, "src", "charm.py"), "code");
        File.WriteAllText(Path.Combine(stage, "notes"), "staged");
        File.CreateSymbolicLink(Path.Combine(stage, "leads-nowhere"), "no/such/file");
        MakePipe(Path.Combine(stage, "pipe-in-the-charm"));
        _unit = UnitFolder.Create(stage, Path.Combine(_folder, "unit"));
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Links_are_copied_as_links_and_pipes_are_left_out() => Assert.That(Content(), Is.EqualTo(new[]
    {
        "leads-nowhere -> no/such/file", "notes: staged", "src/charm.py: code",
    }));

    [Test]
    public void What_a_hook_that_is_thrown_away_did_is_undone()
    {
        File.WriteAllText(At("state"), "kept");
        _unit.Keep();
        string[] kept = Content();

        File.WriteAllText(At("state"), "lost");
        File.WriteAllText(At("notes"), "lost too");
        File.Delete(At("src/charm.py"));
        File.WriteAllText(At("new"), "new");
        _unit.BringBack();

        Assert.That(Content(), Is.EqualTo(kept));
    }

    [Test]
    public void Links_that_a_hook_made_changed_or_removed_are_as_before_and_nothing_behind_them_is_touched()
    {
        string outside = Path.Combine(_folder, "outside");
        Directory.CreateDirectory(outside);
        File.WriteAllText(Path.Combine(outside, "charm.py"), "not ours");
        File.CreateSymbolicLink(At("current"), "notes");
        _unit.Keep();
        string[] kept = Content();

        File.Delete(At("current"));
        File.CreateSymbolicLink(At("current"), "src/charm.py");
        File.Delete(At("leads-nowhere"));
        File.CreateSymbolicLink(At("hook"), "gone/for/ever");
        File.CreateSymbolicLink(At("loop"), "loop");
        Directory.Delete(At("src"), recursive: true);
        File.CreateSymbolicLink(At("src"), outside);
        _unit.BringBack();

        Assert.That(Content(), Is.EqualTo(kept));
        Assert.That(File.ReadAllText(Path.Combine(outside, "charm.py")), Is.EqualTo("not ours"));
    }

    [Test]
    [CancelAfter(30_000)]
    public void Pipes_and_sockets_are_never_opened()
    {
        MakePipe(At("kept-pipe"));
        _unit.Keep();
        MakePipe(At("pipe"));
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(At("socket")));
        _unit.BringBack();
        _unit.Keep();

        Assert.That(Content(), Does.Contain("kept-pipe").And.Not.Contain("pipe").And.Not.Contain("socket"));
    }

    [Test]
    public void A_folder_where_a_file_was_and_a_file_where_a_folder_was_make_way()
    {
        _unit.Keep();
        string[] kept = Content();

        File.Delete(At("notes"));
        Directory.CreateDirectory(At("notes/deep"));
        File.WriteAllText(At("notes/deep/file"), "x");
        Directory.Delete(At("src"), recursive: true);
        File.WriteAllText(At("src"), "x");
        _unit.BringBack();

        Assert.That(Content(), Is.EqualTo(kept));
    }

    [Test]
    public void A_charm_that_removes_its_own_folder_has_it_back()
    {
        string[] before = Content();
        Directory.Delete(_unit.Path, recursive: true);
        _unit.BringBack();

        Assert.That(Content(), Is.EqualTo(before));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Files_that_come_and_go_meanwhile_disturb_nothing(CancellationToken cancellation)
    {
        string goesOn = Path.Combine(_folder, "goes-on");
        File.WriteAllText(goesOn, "");
        using System.Diagnostics.Process busy = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "/bin/sh", ["-c", "while [ -e ../goes-on ]; do for i in 1 2 3 4; do mkdir d$i; : > d$i/f; ln -s f d$i/l; : > t$i; done; rm -rf d? t?; done"])
        {
            WorkingDirectory = _unit.Path,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        try
        {
            for (int i = 0; i < 100; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                _unit.Keep();
                _unit.BringBack();
            }
        }
        finally
        {
            // Not killed: what the shell had started would live on, and write into what is taken away.
            File.Delete(goesOn);
            busy.WaitForExit(10_000);
        }

        Assert.That(File.ReadAllText(At("notes")), Is.EqualTo("staged"));
    }

    private static void MakePipe(string path) => Assert.That(Posix.MakeFifo(path, 0x180), Is.Zero);

    private string At(string file) => Path.Combine(_unit.Path, file);

    private string[] Content() =>
    [
        .. Entries(_unit.Path).Select(path => Path.GetRelativePath(_unit.Path, path) + FileNode.At(path)!.Value.Kind switch
        {
            FileNodeKind.Link => " -> " + new FileInfo(path).LinkTarget,
            FileNodeKind.File => ": " + File.ReadAllText(path),
            _ => "",
        }).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Entries(string folder) => Directory.EnumerateFileSystemEntries(folder)
        .SelectMany(path => FileNode.At(path) is { Kind: FileNodeKind.Folder } ? Entries(path) : [path]);
}
