using S3Contract.Harness.Files;
using S3Contract.Harness.Traces;

namespace S3Contract.Cli.Opening;

/// <summary>A file of ours that is named on the command line; <c>-</c> is standard input.</summary>
internal static class NamedFile
{
    /// <summary>The most bytes of a file that is read whole.</summary>
    public const long Largest = 256L * 1024 * 1024;

    private const string Traced = "a trace";

    /// <summary>The traces in it: of a file one after the other, as often as they are gone through; of what can be read but once all together.</summary>
    /// <param name="file">The file.</param>
    /// <param name="around">Where standard input is had from.</param>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static IEnumerable<Trace> Traces(string file, Surroundings around) =>
        !string.Equals(file, "-", StringComparison.Ordinal) && FileNode.At(file, follow: true) is { Kind: FileNodeKind.File }
            ? OneByOne(file)
            : TraceJson.Read(Text(file, Traced, around), file);

    private static IEnumerable<Trace> OneByOne(string file)
    {
        using StreamReader reader = Tried(file, Traced, () => new StreamReader(file));
        using IEnumerator<Trace> traces = TraceJson.Read(reader, file).GetEnumerator();

        // A disk may fail anywhere in it.
        while (Tried(file, Traced, traces.MoveNext))
        {
            yield return traces.Current;
        }
    }

    /// <summary>Its text.</summary>
    /// <param name="file">The file.</param>
    /// <param name="expected">What it should be: <c>a trace</c>.</param>
    /// <param name="around">Where standard input is had from.</param>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static string Text(string file, string expected, Surroundings around) => Tried(file, expected, () =>
        string.Equals(file, "-", StringComparison.Ordinal) ? StandardInput.Text(around, Largest) : PlainFile.Text(file, Largest));

    private static T Tried<T>(string file, string expected, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(File.Exists(file) || string.Equals(file, "-", StringComparison.Ordinal) ? $"{file}: cannot be read: {problem.Message}"
                : Directory.Exists(file) ? $"{file}: is a folder; expected {expected}"
                : $"{file}: there is no such file; expected {expected}");
        }
    }
}
