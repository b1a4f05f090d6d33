using S3Contract.Harness.Files;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>How much of a charm has been copied, and the end of patience: a charm beyond these sizes is a mistake, or meant to fill a disk.</summary>
internal sealed class CharmSize(string shown)
{
    /// <summary>The most bytes of one file.</summary>
    public const long LargestFile = 512L * 1024 * 1024;

    private const long Largest = 1024L * 1024 * 1024;
    private const int Most = 2 * FolderWalk.Most;

    private int _count;

    /// <summary>How many bytes the files had together.</summary>
    public long Total { get; private set; }

    /// <summary>One more file, folder or link.</summary>
    /// <exception cref="CharmProblem">It is too much.</exception>
    public void Add(string rawPath, long length, int depth)
    {
        if (depth > FolderWalk.Deepest)
            throw TooLarge($"folders that are nested more than {FolderWalk.Deepest} deep");
        if (++_count > Most)
            throw TooLarge(FormattableString.Invariant($"more than {Most} files and folders"));
        Grow(rawPath, length, length);
    }

    /// <summary>A file has become longer.</summary>
    /// <exception cref="CharmProblem">It is too much.</exception>
    public void Grow(string rawPath, long more, long length)
    {
        if (length > LargestFile)
            throw TooLarge($"a file of more than {LargestFile / 1024 / 1024} MiB: {RawName.Shown(rawPath)}");
        Total += more;
        if (Total > Largest)
            throw TooLarge($"more than {Largest / 1024 / 1024} MiB");
    }

    private CharmProblem TooLarge(string what) =>
        CharmProblem.Wrong($"{shown}: the charm holds {what} (nothing that large is copied; a virtual environment, a packed charm or a workload's files beside the charm may be at fault)");
}
