using System.IO.Compression;
using System.Text.Json;

namespace S3Contract.Tests.Property.Vectors;

/// <summary>The recorded lives of the Python library: those in this folder, or those in the folder that the run parameter <c>vectors</c>
/// or the environment variable <c>S3CONTRACT_VECTORS</c> names.</summary>
internal static class Recording
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 1_000 };

    public static string Folder =>
        TestContext.Parameters.Get("vectors") is { Length: > 0 } parameter ? parameter
        : Environment.GetEnvironmentVariable("S3CONTRACT_VECTORS") is { Length: > 0 } variable ? variable
        : Path.Combine(AppContext.BaseDirectory, "Vectors");

    /// <summary>The file of a role, plain or compressed; null if the folder has none.</summary>
    public static string? FileOf(string role)
    {
        string plain = Path.Combine(Folder, role + ".jsonl");
        return File.Exists(plain) ? plain : File.Exists(plain + ".gz") ? plain + ".gz" : null;
    }

    /// <summary>The sequences in a file, in order.</summary>
    public static IEnumerable<JsonElement> Sequences(string file)
    {
        using Stream stream = File.OpenRead(file);
        using Stream plain = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var lines = new StreamReader(plain);
        while (lines.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                using var document = JsonDocument.Parse(line, s_options);
                yield return document.RootElement.Clone();
            }
        }
    }
}
