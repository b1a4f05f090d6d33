using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace S3Contract.Charms;

/// <summary>Runs one of Juju's hook commands from the PATH.</summary>
internal static class HookCommandProcess
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs a command and gives what it prints.</summary>
    /// <param name="command">The command.</param>
    /// <param name="arguments">Its arguments. Never a secret: other users of the machine can see them.</param>
    /// <param name="input">What it reads on its standard input; null for nothing.</param>
    /// <exception cref="HookCommandException">The command is not there, or ends with another exit code than 0.</exception>
    public static string Run(string command, IReadOnlyList<string> arguments, string? input = null)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = s_utf8,
            StandardOutputEncoding = s_utf8,
            StandardErrorEncoding = s_utf8,
        };
        using Process process = Start(command, start);

        // Both pipes are drained while the input is written: a command that prints more than a pipe holds would else wait for ever.
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input ?? "");
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The command ended without reading its input; its exit code says why.
        }

        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Result
            : throw new HookCommandException(command, Reason(error.Result, process.ExitCode), process.ExitCode);
    }

    private static Process Start(string command, ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new HookCommandException(command, "the command could not be started");
        }
        catch (Win32Exception exception)
        {
            throw new HookCommandException(command, $"the command could not be started: {exception.Message}");
        }
    }

    private static string Reason(string error, int exitCode)
    {
        string text = error.Trim();
        text = text.StartsWith("ERROR ", StringComparison.Ordinal) ? text["ERROR ".Length..] : text;
        return text.Length > 0 ? text : $"exit status {exitCode}";
    }
}
