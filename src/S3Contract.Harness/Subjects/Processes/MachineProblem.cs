using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>This machine failed the run: no room is left, a folder of ours may not be written, no process can be started. No fault of the
/// charm, and nothing that was seen from then on says anything about it. The message is meant for people. The command line exits
/// with 4.</summary>
[SuppressMessage("Design", "MA0058:Class name should end with 'Exception'", Justification = "It is a problem of the machine, not of this program.")]
internal sealed class MachineProblem : Exception
{
    private const int TooManyOpen = 24;

    // As the system numbers them: out of memory, too many open files (here, and in all), no room, a read-only file system, a broken disk, a
    // quota, too many processes.
    private static readonly int[] s_numbers = [12, TooManyOpen, 23, 28, 30, 5, 122, 11];

    /// <summary>Creates the problem.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="cause">What told; null for nothing.</param>
    public MachineProblem(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Is it an error that no charm is to blame for?</summary>
    /// <param name="number">The system's number of the error.</param>
    internal static bool Is(int number) => Array.IndexOf(s_numbers, number) >= 0;

    /// <summary>What the system says of a failure, without the names of our folders, which differ from run to run.</summary>
    internal static string Why(Exception failure) => failure switch
    {
        IOException { HResult: TooManyOpen } => "too many open files (ulimit -n)",
        _ when Is(failure) => Marshal.GetPInvokeErrorMessage(failure.HResult),
        DirectoryNotFoundException or FileNotFoundException => "a folder of this run is gone",
        UnauthorizedAccessException => "permission denied",
        _ => failure.Message,
    };

    /// <summary>Is it an error that no charm is to blame for?</summary>
    internal static bool Is(Exception failure) => failure is IOException && Is(failure.HResult);
}
