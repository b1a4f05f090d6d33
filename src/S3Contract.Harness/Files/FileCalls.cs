using System.Runtime.InteropServices;

namespace S3Contract.Harness.Files;

/// <summary>The calls of the C library that look at a folder by its descriptor: .NET knows folders by their paths alone, and what stands under a
/// path may be exchanged at any time.</summary>
internal static unsafe partial class FileCalls
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int Create = 0x40;
    public const int New = 0x80;
    public const int NoTerminal = 0x100;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int PathOnly = 0x200000;

    public const int CurrentFolder = -100;
    public const int RemoveFolder = 0x200;
    public const int SymlinkNoFollow = 0x100;
    public const int EmptyPath = 0x1000;
    public const uint BasicFacts = 0x7ff;
    public const int FactsSize = 256;

    public const int Eexist = 17;
    public const int Eintr = 4;

    private const long NamesNumberX64 = 217;
    private const long NamesNumberArm64 = 61;

    // These two differ from machine to machine.
    public static readonly int Folder = IsArm ? 0x4000 : 0x10000;
    public static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    public static int Names(int folder, byte* buffer, int size) =>
        (int)SystemCall(IsArm ? NamesNumberArm64 : NamesNumberX64, folder, buffer, size);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static partial int Stat(int folder, byte* name, int flags, uint mask, byte* facts);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    public static partial int Open(int folder, byte* name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int Truncate(int descriptor, long length);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(int descriptor, long offset, int from);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(int descriptor, uint mode);

    [LibraryImport("libc", EntryPoint = "chmod", SetLastError = true)]
    public static partial int ChangeModeOf(byte* path, uint mode);

    [LibraryImport("libc", EntryPoint = "futimens", SetLastError = true)]
    public static partial int ChangeTimes(int descriptor, long* times);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    public static partial int MakeFolder(int folder, byte* name, uint mode);

    [LibraryImport("libc", EntryPoint = "mkfifoat", SetLastError = true)]
    public static partial int MakePipe(int folder, byte* name, uint mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    public static partial int Remove(int folder, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true)]
    public static partial int Rename(int folder, byte* name, int to, byte* newName);

    [LibraryImport("libc", EntryPoint = "symlinkat", SetLastError = true)]
    public static partial int MakeLink(byte* target, int folder, byte* name);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    public static partial nint ReadLink(int folder, byte* name, byte* buffer, nint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long folder, byte* buffer, long size);
}
