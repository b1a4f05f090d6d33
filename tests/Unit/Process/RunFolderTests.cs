using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Tests.Unit.Process;

/// <summary>That nothing is left behind.</summary>
public sealed class RunFolderTests
{
    [Test]
    public void A_folder_whose_owner_is_gone_is_removed_and_one_whose_owner_lives_is_not()
    {
        string parent = Directory.CreateTempSubdirectory("stale-").FullName;
        string self = $"{Environment.ProcessId}-{RunFolder.StartedAt(Environment.ProcessId)}";
        string[] names = [$"s3contract-{self}-0", $"s3contract-{Environment.ProcessId}-1-0", "s3contract-999999999-5-0", "s3contract-notes", "other"];
        foreach (string name in names)
            Directory.CreateDirectory(Path.Combine(parent, name, "deep"));
        RunFolder.RemoveStale(parent);
        Assert.That(Directory.GetDirectories(parent).Select(Path.GetFileName), Is.EquivalentTo(new[] { names[0], names[3], names[4] }));
        Directory.Delete(parent, recursive: true);
    }

    [Test]
    public void A_folder_and_its_pipes_go_when_it_is_disposed()
    {
        RunFolder folder = RunFolder.Create();
        Assert.That((Directory.Exists(folder.Path), Directory.Exists(folder.Pipes)), Is.EqualTo((true, true)));
        Directory.CreateDirectory(Path.Combine(folder.Path, "locked"), UnixFileMode.None);
        folder.Dispose();
        folder.Dispose();
        Assert.That((Directory.Exists(folder.Path), Directory.Exists(folder.Pipes)), Is.EqualTo((false, false)));
    }
}
