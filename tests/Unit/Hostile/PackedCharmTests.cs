using System.IO.Compression;
using S3Contract.Harness.Files;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Tests.Unit.Hostile;

/// <summary>A packed charm of somebody whom nobody vouches for: nothing lands outside, nothing grows without end, and each refusal says why.</summary>
[Platform("Linux")]
internal sealed class PackedCharmTests
{
    private const int Link = 0xA1FF << 16;
    private string _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("packed-charm-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_link_and_an_entry_by_way_of_it_is_refused_and_nothing_is_written_outside()
    {
        string outside = Directory.CreateDirectory(Path.Combine(_folder, "outside")).FullName;
        Assert.That(
            Refusal(zip =>
            {
                Add(zip, "way", outside, Link);
                Add(zip, "way/written", "evil");
            }),
            Does.EndWith("the archive's entry \"way/written\" lies below way, which is no folder but a link or a file of the same archive"));
        Assert.That(Directory.GetFileSystemEntries(outside), Is.Empty);
    }

    [TestCase("../out", "which lies outside the charm")]
    [TestCase("a/../../out", "which lies outside the charm")]
    [TestCase("/etc/out", "which lies outside the charm")]
    public void A_name_that_leads_out_is_refused(string name, string expected) => Assert.That(Refusal(zip => Add(zip, name, "x")), Does.EndWith(expected));

    [Test]
    public void What_comes_twice_is_refused() => Assert.That(
        Refusal(zip =>
        {
            Add(zip, "a", "/etc/passwd", Link);
            Add(zip, "a", "x");
        }),
        Does.EndWith("entry \"a\" comes twice"));

    [Test]
    public void A_pipe_is_refused() => Assert.That(Refusal(zip => Add(zip, "p", "", 0x11FF << 16)), Does.EndWith("is neither a file, a folder nor a link"));

    [Test]
    public void What_unpacks_to_far_more_than_it_is_is_refused() => Assert.That(
        Refusal(zip =>
        {
            using Stream entry = zip.CreateEntry("zeros").Open();
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 100; i++)
                entry.Write(zeros);
        }),
        Does.EndWith("the archive unpacks to more than 200 times its size"));

    [Test]
    public void An_encrypted_archive_says_so()
    {
        byte[] bytes = Zip(zip => Add(zip, "metadata.yaml", "name: x"));
        Flag(bytes, "PK\x03\x04"u8, 6, 1);
        Flag(bytes, "PK\x01\x02"u8, 8, 1);
        Assert.That(Refusal(bytes), Does.EndWith("is encrypted (pack the charm without a password)"));
    }

    [Test]
    public void An_unusual_compression_says_so()
    {
        byte[] bytes = Zip(zip => Add(zip, "metadata.yaml", new string('x', 1000)));
        Flag(bytes, "PK\x03\x04"u8, 8, 93);
        Flag(bytes, "PK\x01\x02"u8, 10, 93);
        Assert.That(Refusal(bytes), Does.Contain("is packed in a way that is not read here"));
    }

    [TestCase(10)]
    [TestCase(60)]
    [TestCase(200)]
    public void A_damaged_archive_is_refused(int at)
    {
        byte[] bytes = Zip(zip => Add(zip, "metadata.yaml", string.Concat(Enumerable.Range(0, 100))));
        Assert.That(Refusal(bytes[..^Math.Min(at, bytes.Length - 1)]), Does.Contain("this is no packed charm"));
    }

    [Test]
    public void Files_links_and_permissions_are_those_of_the_archive()
    {
        string file = Written(Zip(zip =>
        {
            Add(zip, "dispatch", "#!/bin/sh", 0x81ED << 16);
            Add(zip, "hooks/install", "../dispatch", Link);
            Add(zip, "venv/bin/python3", "/usr/bin/python3", Link);
            Add(zip, "empty/", "");
        }));
        string to = Unpack(file);
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Path.Combine(to, "hooks/install")), Is.EqualTo("#!/bin/sh"));
            Assert.That(File.GetUnixFileMode(Path.Combine(to, "dispatch")), Is.EqualTo((UnixFileMode)0x1ED));
            Assert.That(new FileInfo(Path.Combine(to, "venv/bin/python3")).LinkTarget, Is.EqualTo("/usr/bin/python3"));
            Assert.That(Directory.Exists(Path.Combine(to, "empty")));
        });
    }

    private static void Add(ZipArchive zip, string name, string text, int attributes = 0)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name);
        entry.ExternalAttributes = attributes;
        using var writer = new StreamWriter(entry.Open());
        writer.Write(text);
    }

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
            fill(zip);
        return stream.ToArray();
    }

    // Sets a number in each header of a kind.
    private static void Flag(byte[] bytes, ReadOnlySpan<byte> header, int offset, byte value)
    {
        int at = bytes.AsSpan().IndexOf(header);
        bytes[at + offset] = value;
    }

    private string Refusal(Action<ZipArchive> fill) => Refusal(Zip(fill));

    private string Refusal(byte[] bytes) => Assert.Throws<CharmProblem>(() => Unpack(Written(bytes)))!.Message;

    private string Written(byte[] bytes)
    {
        string file = Path.Combine(_folder, "x.charm");
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private string Unpack(string file)
    {
        string to = Directory.CreateDirectory(Path.Combine(_folder, "to")).FullName;
        using HeldFolder held = HeldFolder.Open(to)!;
        PackedCharm.Unpack(file, held);
        return to;
    }
}
