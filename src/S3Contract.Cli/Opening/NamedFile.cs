using S3Contract.Harness.Files;
namespace S3Contract.Cli.Opening;

/// <summary>A file of ours that is named on the command line; <c>-</c> is standard input.</summary>
internal static class NamedFile
{
    private const long Largest = 1024L * 1024 * 1024;

    /// <summary>Its text.</summary>
    /// <param name="file">The file.</param>
    /// <param name="expected">What it should be: <c>a trace</c>.</param>
    /// <param name="around">Where standard input is had from.</param>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static string Text(string file, string expected, Surroundings around)
    {
        try
        {
            if (string.Equals(file, "-", StringComparison.Ordinal))
            {
                using var reader = new StreamReader(around.Input());
                return reader.ReadToEnd();
            }

            return PlainFile.Text(file, Largest);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(File.Exists(file) ? $"{file}: cannot be read: {problem.Message}"
                : Directory.Exists(file) ? $"{file}: is a folder; expected {expected}"
                : $"{file}: there is no such file; expected {expected}");
        }
    }
}
