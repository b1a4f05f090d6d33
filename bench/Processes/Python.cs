using System.Diagnostics;
using System.Globalization;

namespace S3Contract.Bench.Processes;

/// <summary>The Python that peers are written in. Debian's first: its packages are found by it alone.</summary>
internal static class Python
{
    /// <summary>The interpreter; null if there is none.</summary>
    public static string? Path { get; } = Find();

    /// <summary>Can a module be imported?</summary>
    public static bool Has(string module) => Path is not null && Run("-c", [$"import {module}"]).Code == 0;

    /// <summary>The version of a module.</summary>
    public static string Version(string module) => Run("-c", [$"import {module}; print({module}.__version__)"]).Said.Trim();

    /// <summary>Runs a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The numbers on its last line; a word that is none is not a number.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static double[] Numbers(string script, IEnumerable<string> arguments) =>
        [.. Words(script, arguments).Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];

    /// <summary>The words on the last line that a script prints.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string[] Words(string script, IEnumerable<string> arguments)
    {
        (int code, string said) = Run(script, arguments);
        return code == 0
            ? said.TrimEnd().Split('\n')[^1].Split(' ')
            : throw new InvalidOperationException($"{System.IO.Path.GetFileName(script)} failed with exit code {code.ToString(CultureInfo.InvariantCulture)}");
    }

    private static (int Code, string Said) Run(string first, IEnumerable<string> rest)
    {
        ProcessStartInfo start = new(Path!, [first, .. rest]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";

        // Hypothesis makes a folder when it is imported.
        string storage = Directory.CreateTempSubdirectory().FullName;
        start.Environment["HYPOTHESIS_STORAGE_DIRECTORY"] = storage;
        try
        {
            using Process process = Process.Start(start)!;
            string said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, said);
        }
        finally
        {
            Directory.Delete(storage, recursive: true);
        }
    }

    private static string? Find() => new[] { "/usr/bin/python3", "/usr/local/bin/python3", "/bin/python3" }.FirstOrDefault(File.Exists);
}
