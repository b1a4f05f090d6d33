using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using S3Contract.Bench.Processes;

namespace S3Contract.Bench.Comparing;

/// <summary>What was measured on one day, on one machine, of one commit.</summary>
internal sealed record Results(string Date, string Commit, int Cores, string Load, IReadOnlyList<Row> Rows, IReadOnlyList<Growth> Growth)
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Where they are kept.</summary>
    public static string Folder { get; } = Path.Combine(PeerScripts.Root, "bench", "results");

    /// <summary>What is measured today; nothing yet.</summary>
    public static Results Today() => new(
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), CurrentCommit(), Environment.ProcessorCount, CurrentLoad(), [], []);

    /// <summary>Reads a file of results.</summary>
    public static Results? Read(string file) => File.Exists(file) ? JsonSerializer.Deserialize<Results>(File.ReadAllText(file), s_json) : null;

    /// <summary>The last results that were kept; null if there are none.</summary>
    public static Results? Last() => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).LastOrDefault() is { } file ? Read(file) : null
        : null;

    /// <summary>The file of a day.</summary>
    public static string FileOf(string date) => Path.Combine(Folder, date + ".json");

    /// <summary>Writes them.</summary>
    public void Write(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, JsonSerializer.Serialize(this, s_json) + "\n");
    }

    private static string CurrentCommit()
    {
        try
        {
            using Process git = Process.Start(new ProcessStartInfo("git", ["-C", PeerScripts.Root, "describe", "--always", "--dirty", "--exclude=*"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            string said = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return said.Length > 0 ? said : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    // How busy the machine was before anything was measured.
    private static string CurrentLoad() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
