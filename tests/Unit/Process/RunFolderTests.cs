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
    public void Neither_deep_paths_nor_names_that_are_no_text_keep_a_stale_folder()
    {
        string parent = Directory.CreateTempSubdirectory("stale-").FullName;
        string stale = Path.Combine(parent, "s3contract-999999999-5-0");
        Directory.CreateDirectory(stale);
        Shell($"cd '{stale}' && n=$(printf %0200d 1) && for i in $(seq 30); do mkdir $n && cd -P $n || exit 1; done; cd '{stale}' && mkdir \"$(printf '\\377')\" && : >\"$(printf '\\376')\"");

        RunFolder.RemoveStale(parent);

        Assert.That(Directory.GetFileSystemEntries(parent), Is.Empty);
        Directory.Delete(parent, recursive: true);
    }

    [Test]
    public void Whoever_holds_the_lock_lives_whatever_its_number_says()
    {
        string parent = Directory.CreateTempSubdirectory("stale-").FullName;
        string other = Path.Combine(parent, "s3contract-999999999-5-0");
        Directory.CreateDirectory(other);
        using (var held = new FileStream(Path.Combine(other, "lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            RunFolder.RemoveStale(parent);
            Assert.That(Directory.Exists(other));
        }

        RunFolder.RemoveStale(parent);
        Assert.That(Directory.Exists(other), Is.False);
        Directory.Delete(parent, recursive: true);
    }

    [Test]
    public void What_was_killed_before_it_had_its_name_is_removed_and_what_is_in_the_making_is_not()
    {
        string parent = Directory.CreateTempSubdirectory("stale-").FullName;
        string left = Path.Combine(parent, ".s3contract-999999999-5-0");
        string made = Path.Combine(parent, ".s3contract-999999999-5-1");
        Directory.CreateDirectory(left);
        Directory.CreateDirectory(made);
        Directory.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(-1));

        RunFolder.RemoveStale(parent);

        Assert.That(Directory.GetFileSystemEntries(parent), Is.EqualTo(new[] { made }));
        Directory.Delete(parent, recursive: true);
    }

    private static void Shell(string command)
    {
        using var shell = System.Diagnostics.Process.Start("sh", ["-c", command]);
        shell.WaitForExit();
        Assert.That(shell.ExitCode, Is.Zero);
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

    [Test]
    public void Hooks_that_fail_at_the_same_time_all_find_room()
    {
        using RunFolder folder = RunFolder.Create();

        Assert.That(() => Parallel.For(0, 400, _ => folder.RequireRoom("a hook failed")), Throws.Nothing);
    }
}
