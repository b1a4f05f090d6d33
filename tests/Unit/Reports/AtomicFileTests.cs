using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Tests.Unit.Reports;

/// <summary>What becomes of what already stands where a report goes.</summary>
[Platform("Linux")]
public sealed class AtomicFileTests
{
    private string _folder = "";

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("atomic-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Where_nothing_stands_a_file_comes_into_being_through_a_link_to_nowhere_too()
    {
        string link = Path.Combine(_folder, "link"), file = Path.Combine(_folder, "deeper", "file");
        File.CreateSymbolicLink(link, "later");

        AtomicFile.Write(file, stream => stream.Write("new"u8));
        AtomicFile.Write(link, stream => stream.Write("new"u8));

        Assert.That((File.ReadAllText(file), File.ReadAllText(Path.Combine(_folder, "later"))), Is.EqualTo(("new", "new")));
    }

    [Test]
    public void A_link_is_followed_and_stays_a_link()
    {
        string link = Path.Combine(_folder, "link"), file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "old");
        File.CreateSymbolicLink(link, "file");

        AtomicFile.Write(link, stream => stream.Write("new"u8));

        Assert.That((File.ReadAllText(file), new FileInfo(link).LinkTarget), Is.EqualTo(("new", "file")));
    }

    [Test]
    public void A_link_to_a_device_leaves_the_device()
    {
        string link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, "/dev/null");

        AtomicFile.Write(link, stream => stream.Write("new"u8));

        Assert.That((File.ReadAllText("/dev/null"), new FileInfo(link).LinkTarget, Directory.GetFiles(_folder).Length), Is.EqualTo(("", "/dev/null", 1)));
    }

    [Test]
    public async Task A_pipe_is_written_to()
    {
        string pipe = Path.Combine(_folder, "pipe");
        Assert.That(Posix.MakeFifo(pipe, 0x180), Is.Zero);
        Task<string> read = Task.Run(() => File.ReadAllText(pipe));

        AtomicFile.Write(pipe, stream => stream.Write("new"u8));

        Assert.That(await read.WaitAsync(TimeSpan.FromSeconds(20)), Is.EqualTo("new"));
    }
}
