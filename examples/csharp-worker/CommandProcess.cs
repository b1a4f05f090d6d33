using System.Diagnostics;

namespace S3Contract.Examples.Worker;

/// <summary>Hook commands as Juju has them: programs on the PATH.</summary>
internal static class CommandProcess
{
    /// <summary>Runs one.</summary>
    public static string Run(string input, params string[] words)
    {
        using Process process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{words[0]} was refused");
    }
}
