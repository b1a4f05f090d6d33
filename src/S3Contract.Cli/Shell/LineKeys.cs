using RadLine;

namespace S3Contract.Cli.Shell;

/// <summary>The keys by which lines are edited in other shells, as far as the line editor has none for it.</summary>
internal static class LineKeys
{
    /// <summary>Binds them.</summary>
    public static void Bind(KeyBindings keys)
    {
        keys.Add<PreviousHistoryCommand>(ConsoleKey.UpArrow);
        keys.Add<NextHistoryCommand>(ConsoleKey.DownArrow);

        // What was typed while a command ran has gone through the terminal, which makes a line feed of Enter.
        keys.Add<SubmitCommand>(ConsoleKey.Enter, ConsoleModifiers.Control);
        keys.Add<SubmitCommand>(ConsoleKey.J, ConsoleModifiers.Control);
        keys.Add<MoveHomeCommand>(ConsoleKey.A, ConsoleModifiers.Control);
        keys.Add<MoveEndCommand>(ConsoleKey.E, ConsoleModifiers.Control);
        Add(keys, ConsoleKey.D, EndOfInput);
        Add(keys, ConsoleKey.K, context => Cut(context.Buffer, context.Buffer.Position, context.Buffer.Length));
        Add(keys, ConsoleKey.U, context => Cut(context.Buffer, 0, context.Buffer.Position));
        Add(keys, ConsoleKey.W, context => Cut(context.Buffer, BeginOfWord(context.Buffer), context.Buffer.Position));
    }

    private static void Add(KeyBindings keys, ConsoleKey key, Action<LineEditorContext> edit) =>
        keys.Add(key, ConsoleModifiers.Control, () => new EditCommand(edit));

    private static void EndOfInput(LineEditorContext context)
    {
        if (context.Buffer.Length == 0)
        {
            context.Submit(SubmitAction.Cancel);
        }
    }

    private static void Cut(LineBuffer line, int from, int to)
    {
        line.Clear(from, to - from);
        line.Move(from);
    }

    private static int BeginOfWord(LineBuffer line)
    {
        int at = line.Position;
        while (at > 0 && char.IsWhiteSpace(line.Content[at - 1]))
        {
            at--;
        }

        while (at > 0 && !char.IsWhiteSpace(line.Content[at - 1]))
        {
            at--;
        }

        return at;
    }
}

/// <summary>An edit as the line editor wants it.</summary>
internal sealed class EditCommand(Action<LineEditorContext> edit) : LineEditorCommand
{
    public override void Execute(LineEditorContext context) => edit(context);
}
