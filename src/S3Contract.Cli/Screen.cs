using S3Contract.Harness.Reports.Failures;
using Spectre.Console;

namespace S3Contract.Cli;

/// <summary>Writes to a console, in colour where that is wanted; never wraps, so that commands can be copied and output compared.</summary>
internal sealed class Screen
{
    private readonly IAnsiConsole _console;

    private Screen(IAnsiConsole console) => _console = console;

    /// <summary>Standard output. Coloured only on a terminal, unless <c>NO_COLOR</c> is set or colour is refused.</summary>
    public static Screen For(Surroundings around, bool noColor) => new(Console(around.Out, around.OutIsTerminal && Coloured(around, noColor), interactive: false));

    /// <summary>A console on standard error for progress; null if nobody watches.</summary>
    public static IAnsiConsole? ForProgress(Surroundings around) =>
        around.ErrorIsTerminal && around.OutIsTerminal && !string.Equals(around.Variable("TERM"), "dumb", StringComparison.Ordinal)
            ? Console(around.Error, Coloured(around, noColor: false), interactive: true)
            : null;

    /// <summary>Writes a line of pieces, each with its style.</summary>
    public void Line(params ReadOnlySpan<(string Text, string Style)> pieces)
    {
        var line = new Paragraph();
        foreach ((string text, string style) in pieces)
        {
            line.Append(text, Style.Parse(style));
        }

        _console.Write(line);
        _console.Write(Text.NewLine);
    }

    /// <summary>Writes lines as they are meant.</summary>
    public void Show(IEnumerable<TextLine> lines)
    {
        foreach (TextLine line in lines)
        {
            Line((line.Text, line.Tone switch
            {
                Tone.Faint => "grey",
                Tone.Strong => "bold",
                Tone.Expected => "green",
                Tone.Observed => "red",
                _ => "default",
            }));
        }
    }

    /// <summary>Writes out what is still held back: somebody may be watching through a pipe.</summary>
    public void Flush() => _console.Profile.Out.Writer.Flush();

    /// <summary>Writes a line without style.</summary>
    public void Line(string text = "") => Line((text, "default"));

    private static bool Coloured(Surroundings around, bool noColor) =>
        !noColor && string.IsNullOrEmpty(around.Variable("NO_COLOR")) && !string.Equals(around.Variable("TERM"), "dumb", StringComparison.Ordinal);

    private static IAnsiConsole Console(TextWriter writer, bool coloured, bool interactive)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = coloured || interactive ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = coloured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = interactive ? 80 : 100_000;
        return console;
    }
}
