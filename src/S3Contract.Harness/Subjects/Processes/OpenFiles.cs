namespace S3Contract.Harness.Subjects.Processes;

/// <summary>How many files this process may have open at a time. Where they run out, nothing that fails tells why, not even .NET itself.</summary>
internal static unsafe class OpenFiles
{
    private const int Least = 256;
    private const int Which = 7;

    /// <summary>Why nothing can be begun; null if there are enough.</summary>
    public static string? TooFew()
    {
        Posix.Limit limit;
        return OperatingSystem.IsLinux() && Posix.LimitOf(0, Which, null, &limit) == 0 && limit.Soft < Least
            ? FormattableString.Invariant($"too many open files are needed (ulimit -n is {limit.Soft}): allow at least {Least}")
            : null;
    }

    /// <summary>Why a folder of this run cannot be opened: it is gone, unless nothing at all can be opened.</summary>
    public static IOException Unreachable()
    {
        try
        {
            File.OpenHandle("/dev/null").Dispose();
            return new DirectoryNotFoundException("a folder of this run is gone");
        }
        catch (IOException failure) when (MachineProblem.Is(failure))
        {
            return new IOException("too many open files (ulimit -n)", failure.HResult);
        }
    }
}
