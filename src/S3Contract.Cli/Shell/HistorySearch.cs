using RadLine;
using Spectre.Console;

namespace S3Contract.Cli.Shell;

/// <summary>Ctrl-R: looks for an earlier line by what it holds, while that is typed. Ctrl-R again goes further back, Escape and Ctrl-G give up, any
/// other key goes on with the line that was found.</summary>
/// <param name="keys">Where keys come from.</param>
/// <param name="prompt">The prompt while nothing is looked for.</param>
/// <param name="lines">The earlier lines, the oldest first.</param>
/// <remarks>The editor puts what can be printed into the line by itself, and reads ahead. So what is typed while a search goes on is handed to it as
/// a key of no other use, and stands here until that key has its turn.</remarks>
internal sealed class HistorySearch(IInputSource keys, string prompt, IReadOnlyList<string> lines) : IInputSource, ILineEditorPrompt
{
    private const ConsoleKey Typed = ConsoleKey.F22;
    private const ConsoleKey Found = ConsoleKey.F23;
    private const ConsoleKey GivenUp = ConsoleKey.F24;
    private const char Rubout = '\b';

    // As keys are read.
    private readonly Queue<char> _typed = [];
    private ConsoleKeyInfo? _after;
    private bool _reading;

    // As they have their turn.
    private string? _wanted;
    private string _before = "";
    private int _at;
    private bool _lost;

    public bool ByPassProcessing => keys.ByPassProcessing;

    public bool IsKeyAvailable() => _after is not null || keys.IsKeyAvailable();

    public ConsoleKeyInfo ReadKey()
    {
        if (_after is { } after)
        {
            _after = null;
            return after;
        }

        ConsoleKeyInfo key = keys.ReadKey();
        if (key is { Key: ConsoleKey.R, Modifiers: ConsoleModifiers.Control })
        {
            _reading = true;
        }
        else if (_reading && (key.Key == ConsoleKey.Backspace || !char.IsControl(key.KeyChar)))
        {
            _typed.Enqueue(key.Key == ConsoleKey.Backspace ? Rubout : key.KeyChar);
            return Of(Typed);
        }
        else if (_reading)
        {
            _reading = false;
            bool givenUp = key.Key == ConsoleKey.Escape || key is { Key: ConsoleKey.G, Modifiers: ConsoleModifiers.Control };
            _after = givenUp ? null : key;
            return Of(givenUp ? GivenUp : Found);
        }

        return key;
    }

    public (Markup Markup, int Margin) GetPrompt(ILineEditorState state, int line) =>
        (new Markup(Markup.Escape(_wanted is null ? prompt : $"{(_lost ? "not found" : "search")} \"{_wanted}\">")), 1);

    /// <summary>Binds its keys.</summary>
    public void Bind(KeyBindings bindings)
    {
        bindings.Add(ConsoleKey.R, ConsoleModifiers.Control, () => new EditCommand(context => Older(context.Buffer)));
        bindings.Add(Typed, () => new EditCommand(context => Type(context.Buffer, _typed.Dequeue())));
        bindings.Add(Found, () => new EditCommand(_ => _wanted = null));
        bindings.Add(GivenUp, () => new EditCommand(context => GiveUp(context.Buffer)));
    }

    private static ConsoleKeyInfo Of(ConsoleKey key) => new('\0', key, shift: false, alt: false, control: false);

    private void Older(LineBuffer line)
    {
        if (_wanted is null)
        {
            (_wanted, _before, _at, _lost) = ("", line.Content, lines.Count, false);
        }
        else if (_wanted.Length > 0)
        {
            Look(line, _at - 1);
        }
    }

    private void Type(LineBuffer line, char typed)
    {
        bool shorter = typed == Rubout;
        _wanted = shorter ? _wanted![..Math.Max(0, _wanted!.Length - 1)] : _wanted + typed;
        Look(line, shorter ? lines.Count - 1 : Math.Min(_at, lines.Count - 1));
    }

    private void Look(LineBuffer line, int from)
    {
        int at = from;
        while (at >= 0 && !lines[at].Contains(_wanted!, StringComparison.OrdinalIgnoreCase))
        {
            at--;
        }

        _lost = at < 0;
        if (!_lost)
        {
            _at = at;
            Put(line, lines[at]);
        }
    }

    private void GiveUp(LineBuffer line)
    {
        _wanted = null;
        Put(line, _before);
    }

    private static void Put(LineBuffer line, string text)
    {
        line.Clear(0, line.Length);
        line.Move(0);
        line.Insert(text);
        line.Move(text.Length);
    }
}
