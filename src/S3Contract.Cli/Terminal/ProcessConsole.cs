using System.Text;
using Microsoft.Win32.SafeHandles;

namespace S3Contract.Cli.Terminal;

/// <summary>The console of this process: UTF-8 whatever the locale says, buffered where nobody watches.</summary>
internal sealed class ProcessConsole : IDisposable
{
    private readonly LastingStream _written;
    private readonly StreamWriter _out;
    private readonly StreamWriter _error;

    private ProcessConsole(LastingStream written, StreamWriter output, StreamWriter error, Interruption interruption)
    {
        _written = written;
        _out = output;
        _error = error;
        Surroundings = new Surroundings(output, error)
        {
            InIsTerminal = !Console.IsInputRedirected,
            OutIsTerminal = !Console.IsOutputRedirected,
            Width = WidthOf(Console.IsOutputRedirected),
            ErrorWidth = WidthOf(Console.IsErrorRedirected),
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Variable = Environment.GetEnvironmentVariable,
            Input = Input,
            Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            Cancellation = interruption.Token,
            NextPart = Console.IsInputRedirected ? null : interruption.NextPart,
        };
    }

    public Surroundings Surroundings { get; }

    public static ProcessConsole Open(Interruption interruption)
    {
        var written = new LastingStream(Console.OpenStandardOutput());
        StreamWriter output = Writer(written, !Console.IsOutputRedirected);
        return new ProcessConsole(written, output, new ErrorWriter(new LastingStream(Console.OpenStandardError()), output), interruption);
    }

    /// <summary>Writes out what is held back, and says so if it could not all be written.</summary>
    /// <param name="code">What the command came to.</param>
    /// <returns>The exit code.</returns>
    public int Close(int code)
    {
        _out.Flush();
        if (_written.Failure is not { } failure)
        {
            return code;
        }

        _error.WriteLine($"s3contract: standard output cannot be written: {failure}");
        return ExitCode.InternalError;
    }

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

    // A line that is typed is the terminal's to edit, and to drop at Ctrl-C: the console's own reader would keep it.
    private static Stream Input() => Console.IsInputRedirected || OperatingSystem.IsWindows()
        ? Console.OpenStandardInput()
        : new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    // A terminal that does not know its width is taken for a small one; a line of prose that is too long is not read.
    private static int WidthOf(bool redirected)
    {
        if (redirected)
        {
            return 100;
        }

        try
        {
            return Console.WindowWidth is var width and > 20 ? Math.Min(width, 120) : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }

    private static StreamWriter Writer(Stream stream, bool live) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
    {
        AutoFlush = live,
        NewLine = "\n",
    };

    /// <summary>Standard error. What was printed before comes first, also where both go to one file: never in the middle of a word.</summary>
    private sealed class ErrorWriter : StreamWriter
    {
        private readonly TextWriter _first;

        public ErrorWriter(Stream stream, TextWriter first)
            : base(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
        {
            (_first, AutoFlush, NewLine) = (first, true, "\n");
        }

        public override void Write(string? value)
        {
            _first.Flush();
            base.Write(value);
        }

        public override void WriteLine(string? value)
        {
            _first.Flush();
            base.WriteLine(value);
        }
    }
}
