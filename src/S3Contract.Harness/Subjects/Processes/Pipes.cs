using S3Contract.Harness.Files;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>Named pipes.</summary>
internal static class Pipes
{
    private const uint Private = 0x180;

    /// <summary>Makes a named pipe and opens it, without waiting for whoever is at the other end.</summary>
    /// <returns>The descriptor; negative if that could not be done.</returns>
    public static int Make(string path, int access) =>
        Posix.MakeFifo(path, Private) != 0 ? -1 : Posix.Open(path, access | FileCalls.NoFollow | Posix.OpenCloseOnExec | Posix.OpenNonBlocking, 0);
}
