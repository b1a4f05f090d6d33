using System.Diagnostics;
using System.Globalization;
using S3Contract.Bench.Comparing;

namespace S3Contract.Bench.Processes;

/// <summary>How long <c>s3contract --help</c> takes, beside a program that prints one line.</summary>
internal static class HelpRow
{
    /// <summary>Measures.</summary>
    public static Row Measure(Scale scale)
    {
        string tool = Built("src/S3Contract.Cli", "S3Contract.Cli.dll");
        string hello = Built("bench/Hello", "Hello.dll");
        string single = Path.Combine(PeerScripts.Root, "artifacts", "single-file", "linux-x64", "s3contract");
        bool isSingle = File.Exists(single);
        double[] milliseconds = new Rounds(scale.Turns).Medians(
            () => Start("dotnet", tool, "--help"),
            () => Start("dotnet", hello),
            () => isSingle ? Start(single, "--help") : 0);
        string over = string.Create(CultureInfo.InvariantCulture, $"{milliseconds[0]:0} ms, {milliseconds[0] - milliseconds[1]:0} ms over it");
        return isSingle
            ? Row.Of("help-start-ms", milliseconds[2], milliseconds[1], "ms", $"The single file of build/single-file, which wheels carry, beside dotnet Hello.dll. dotnet S3Contract.Cli.dll, as built here, takes {over}.")
            : Row.Of("help-start-ms", milliseconds[0], milliseconds[1], "ms", $"dotnet S3Contract.Cli.dll beside dotnet Hello.dll, both as built here: {over}. The single file was not built (build/single-file).");
    }

    private static double Start(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        return 1000 * Scratch.Seconds(() =>
        {
            using Process process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed");
            }
        });
    }

    /// <summary>An assembly of a project, built as the measurements themselves were.</summary>
    public static string Built(string project, string assembly)
    {
        string[] own = AppContext.BaseDirectory.TrimEnd('/').Split('/');
        return Path.Combine(PeerScripts.Root, project, "bin", own[^2], own[^1], assembly);
    }
}
