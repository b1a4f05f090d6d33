using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace S3Contract.Tests.Unit.Cli.Terminals;

/// <summary>A terminal of a size, and the command line run in it by <c>script</c> (util-linux): what only shows where somebody watches.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly System.Diagnostics.Process _script;
    private readonly StringBuilder _shown = new();
    private readonly Task _reading;

    private PseudoTerminal(System.Diagnostics.Process script)
    {
        _script = script;
        _reading = Task.Run(Read);
    }

    /// <summary>All that was sent to the terminal so far.</summary>
    public string Shown
    {
        get
        {
            lock (_shown)
            {
                return _shown.ToString();
            }
        }
    }

    /// <summary>Starts a shell command in a terminal.</summary>
    /// <param name="command">The command.</param>
    /// <param name="size">How many lines and columns the terminal has.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="variables">What stands in its environment beside what stands in ours.</param>
    public static PseudoTerminal Start(string command, (int Lines, int Columns) size, string folder, params (string Name, string Value)[] variables)
    {
        string sized = string.Create(CultureInfo.InvariantCulture, $"stty rows {size.Lines} cols {size.Columns}; {command}");

        // Whoever starts the tests in the background has them ignore Ctrl-C, and with them all that they start.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "script", "-qec", sized, "/dev/null"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["SHELL"] = "/bin/sh";
        foreach (string unwanted in new[] { "NO_COLOR", "CI" })
        {
            start.Environment.Remove(unwanted);
        }

        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        return new PseudoTerminal(System.Diagnostics.Process.Start(start)!);
    }

    /// <summary>Waits until the terminal has shown a text: what it shows comes when it comes, so it is looked at again and again.</summary>
    public void WaitFor(string text)
    {
        long begin = Stopwatch.GetTimestamp();
        while (!Shown.Contains(text, StringComparison.Ordinal))
        {
            Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(s_patience), $"waited for \"{text}\"; the terminal shows:\n{Shown}");
            Thread.Sleep(20);
        }
    }

    /// <summary>Types on its keyboard.</summary>
    public void Type(string keys)
    {
        _script.StandardInput.Write(keys);
        _script.StandardInput.Flush();
    }

    /// <summary>The terminal is no more; the command is left alone.</summary>
    public void TakeAway() => _script.Kill(entireProcessTree: false);

    /// <summary>Waits until the command has ended.</summary>
    /// <returns>Its exit code.</returns>
    public int End()
    {
        Assert.That(_script.WaitForExit(s_patience), $"it has not come to its end; the terminal shows:\n{Shown}");
        _reading.Wait();
        return _script.ExitCode;
    }

    /// <summary>The lines that stay on the terminal, without colours and without how much and how long: what was there while something went on is
    /// not among them.</summary>
    public static string[] Staying(string shown)
    {
        string plain = shown.Replace("\r\n", "\n", StringComparison.Ordinal);
        int progress = plain.LastIndexOf("\u001b[?25h", StringComparison.Ordinal);
        plain = Control().Replace(progress < 0 ? plain : plain[progress..], "");
        return Number().Replace(plain, "N").TrimEnd('\n').Split('\n');
    }

    public void Dispose()
    {
        if (!_script.HasExited)
        {
            _script.Kill(entireProcessTree: true);
        }

        _script.Dispose();
    }

    private void Read()
    {
        char[] buffer = new char[4096];
        int length;
        while ((length = _script.StandardOutput.Read(buffer)) > 0)
        {
            lock (_shown)
            {
                _shown.Append(buffer, 0, length);
            }
        }
    }

    /// <summary>A change of colour.</summary>
    [GeneratedRegex("\u001b\\[[0-9;]+m", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    public static partial Regex Colour();

    [GeneratedRegex("\u001b(\\[[0-9;?]*[a-zA-Z]|[=>])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Control();

    [GeneratedRegex("(?<![a-z0-9-])[0-9]+(\\.[0-9])?(?= [a-z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Number();
}
