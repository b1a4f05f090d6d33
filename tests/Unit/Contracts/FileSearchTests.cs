using S3Contract.Harness.Checks;

namespace S3Contract.Tests.Unit.Contracts;

/// <summary>Where relative paths lead that a test names.</summary>
public sealed class FileSearchTests
{
    private string _root = "";

    [SetUp]
    public void MakeFolders()
    {
        _root = Directory.CreateTempSubdirectory("s3contract-").FullName;
        Directory.CreateDirectory(Path.Combine(_root, "tests", "bin"));
        Directory.CreateDirectory(Path.Combine(_root, "elsewhere", "only-here"));
        Directory.CreateDirectory(Path.Combine(_root, "charm"));
        Directory.CreateDirectory(Path.Combine(_root, "elsewhere", "charm"));
    }

    [TearDown]
    public void RemoveFolders() => Directory.Delete(_root, recursive: true);

    [Test]
    public void A_folder_above_the_assembly_goes_before_the_current_folder() =>
        Assert.That(Find("charm"), Is.EqualTo(Path.Combine(_root, "charm")));

    [Test]
    public void The_nearest_folder_above_the_assembly_is_meant()
    {
        Directory.CreateDirectory(Path.Combine(_root, "tests", "charm"));

        Assert.That(Find("charm"), Is.EqualTo(Path.Combine(_root, "tests", "charm")));
    }

    [Test]
    public void The_current_folder_is_looked_in_last()
    {
        Assert.That(Find("only-here"), Is.EqualTo(Path.Combine(_root, "elsewhere", "only-here")));
        Assert.That(Find("nowhere-at-all"), Is.Null);
    }

    [Test]
    public void A_full_path_is_what_it_is()
    {
        Assert.That(Find(Path.Combine(_root, "charm")), Is.EqualTo(Path.Combine(_root, "charm")));
        Assert.That(Find(Path.Combine(_root, "none")), Is.Null);
    }

    private string? Find(string path) => FileSearch.Find(path, Path.Combine(_root, "tests", "bin"), Path.Combine(_root, "elsewhere"));
}
