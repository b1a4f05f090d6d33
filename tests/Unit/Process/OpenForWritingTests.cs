using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Tests.Unit.Process;

/// <summary>Scripts that are written by one thread while another starts processes can be run.</summary>
[Platform("Linux")]
public sealed class OpenForWritingTests
{
    [Test]
    public void No_file_is_busy_that_was_made_while_others_started()
    {
        string folder = Directory.CreateTempSubdirectory("busy-").FullName;
        int busy = 0;
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            string script = Path.Combine(folder, $"{i}.sh");
            OpenForWriting.Make(() => File.WriteAllText(script, "#!/bin/sh\n"));
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            using ChildProcess? child = ChildProcess.Start(script, [script], [], folder, out int error);
            child?.Reap();
            if (error != 0)
                Interlocked.Increment(ref busy);
        });
        Directory.Delete(folder, recursive: true);
        Assert.That(busy, Is.Zero);
    }

    [Test]
    public void No_process_starts_while_a_file_is_being_made()
    {
        using ManualResetEventSlim begun = new(), goesOn = new();
        bool made = false;
        Task making = Task.Run(() => OpenForWriting.Make(() =>
        {
            begun.Set();
            goesOn.Wait();
            made = true;
        }));
        begun.Wait();

        Task<bool> starting = Task.Run(() => OpenForWriting.Start(() => made));
        bool early = starting.Wait(50);
        goesOn.Set();

        Assert.That((early, starting.Result), Is.EqualTo((false, true)));
        making.Wait();
    }
}
