using S3Contract.Harness.Reports.Text;
using Spectre.Console;

namespace S3Contract.Cli.Terminal;

/// <summary>Writes to a console, in colour where that is wanted. Prose is wrapped at words; all else never, so that commands can be copied and
/// columns compared.</summary>
internal sealed class Screen
{
    private readonly IAnsiConsole _console;

    private readonly int _width;
    private readonly bool _isRead;

    private Screen(IAnsiConsole console, int width, bool isRead) => (_console, _width, _isRead) = (console, width, isRead);

    /// <summary>Standard output. Coloured only on a terminal, unless <c>NO_COLOR</c> is set or colour is refused.</summary>
    public static Screen For(Surroundings around, bool noColor) => new(Console(around.Out, around.OutIsTerminal && Coloured(around, noColor), interactive: false), around.Width, around.OutIsTerminal);

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

    /// <summary>Writes prose: a line of pieces, each with its style, wrapped at words.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="indent">How far the lines behind the first are moved to the right; null for a little more than the first.</param>
    public void Prose(IReadOnlyList<(string Text, string Style)> pieces, int? indent = null)
    {
        string text = string.Concat(pieces.Select(piece => piece.Text));
        int right = indent ?? WordWrap.IndentOf(text, _width);
        bool first = true;
        foreach (Range range in WordWrap.Lines(text, _width, right))
        {
            (int start, int length) = range.GetOffsetAndLength(text.Length);
            Line([.. first ? [] : new[] { (new string(' ', right), "default") }, .. Between(pieces, start, start + length)]);
            first = false;
        }
    }

    /// <summary>Writes reference text: prose on a terminal, a line in a pipe, where it may be searched.</summary>
    public void Reference(IReadOnlyList<(string Text, string Style)> pieces, int? indent = null)
    {
        if (_isRead)
        {
            Prose(pieces, indent);
        }
        else
        {
            Line([.. pieces]);
        }
    }

    /// <summary>Writes lines as they are meant.</summary>
    public void Show(IEnumerable<TextLine> lines)
    {
        foreach (TextLine line in lines)
        {
            (string, string) piece = (line.Text, line.Tone switch
            {
                Tone.Faint => "grey",
                Tone.Strong => "bold",
                Tone.Expected => "green",
                Tone.Observed => "red",
                _ => "default",
            });
            if (line.Wraps)
            {
                Prose([piece]);
            }
            else
            {
                Line(piece);
            }
        }
    }

    /// <summary>Writes out what is still held back: somebody may be watching through a pipe.</summary>
    public void Flush() => _console.Profile.Out.Writer.Flush();

    /// <summary>Writes a line without style.</summary>
    public void Line(string text = "") => Line((text, "default"));

    private static IEnumerable<(string Text, string Style)> Between(IReadOnlyList<(string Text, string Style)> pieces, int start, int end)
    {
        int at = 0;
        foreach ((string text, string style) in pieces)
        {
            int from = Math.Clamp(start - at, 0, text.Length);
            int to = Math.Clamp(end - at, from, text.Length);
            if (to > from)
            {
                yield return (text[from..to], style);
            }

            at += text.Length;
        }
    }

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
