using System.Text;

namespace S3Contract.Cli.Terminal;

/// <summary>The console of this process: UTF-8 whatever the locale says, buffered where nobody watches.</summary>
internal sealed class ProcessConsole : IDisposable
{
    private readonly StreamWriter _out;
    private readonly StreamWriter _error;

    private ProcessConsole(StreamWriter output, StreamWriter error, CancellationToken cancellation)
    {
        _out = output;
        _error = error;
        Surroundings = new Surroundings(output, error)
        {
            InIsTerminal = !Console.IsInputRedirected,
            OutIsTerminal = !Console.IsOutputRedirected,
            Width = WidthOf(Console.IsOutputRedirected),
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Variable = Environment.GetEnvironmentVariable,
            Input = Console.OpenStandardInput,
            Cancellation = cancellation,
        };
    }

    public Surroundings Surroundings { get; }

    public static ProcessConsole Open(CancellationToken cancellation)
    {
        StreamWriter output = Writer(Console.OpenStandardOutput(), !Console.IsOutputRedirected);
        return new ProcessConsole(output, new ErrorWriter(Console.OpenStandardError(), output), cancellation);
    }

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

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
