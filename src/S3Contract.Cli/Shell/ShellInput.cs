using System.Text;
using RadLine;
using Spectre.Console;

namespace S3Contract.Cli.Shell;

/// <summary>Where the lines come from: a line editor on a terminal that can show one, else the plain input.</summary>
internal static class ShellInput
{
    private const string Prompt = "s3contract>";

    /// <summary>The next line each time it is called; null at the end.</summary>
    /// <param name="around">The terminal or the pipe.</param>
    /// <param name="completions">What may stand in place of the last word of a line.</param>
    public static Func<string?> For(Surroundings around, Func<string, IReadOnlyList<string>> completions)
    {
        bool terminal = around.InIsTerminal && around.OutIsTerminal;
        bool dumb = string.Equals(around.Variable("TERM"), "dumb", StringComparison.Ordinal);
        return terminal && !dumb && LineEditor.IsSupported(AnsiConsole.Console) ? Edited(around, completions) : Plainly(around, terminal);
    }

    private static Func<string?> Edited(Surroundings around, Func<string, IReadOnlyList<string>> completions)
    {
        var editor = new LineEditor
        {
            Prompt = new LineEditorPrompt(Prompt),
            Completion = new WordCompletion(completions),
            MultiLine = false,
        };
        editor.KeyBindings.Add<PreviousHistoryCommand>(ConsoleKey.UpArrow);
        editor.KeyBindings.Add<NextHistoryCommand>(ConsoleKey.DownArrow);

        // What was typed while a command ran has gone through the terminal, which makes a line feed of Enter.
        editor.KeyBindings.Add<SubmitCommand>(ConsoleKey.Enter, ConsoleModifiers.Control);
        editor.KeyBindings.Add<SubmitCommand>(ConsoleKey.J, ConsoleModifiers.Control);
        editor.KeyBindings.Add<EndOfInput>(ConsoleKey.D, ConsoleModifiers.Control);
        return () => Wait(around, editor.ReadLine(around.Cancellation));
    }

    private static Func<string?> Plainly(Surroundings around, bool prompt)
    {
        var reader = new StreamReader(around.Input(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return () =>
        {
            if (prompt)
            {
                around.Out.Write(Prompt + " ");
            }

            return Wait(around, Task.Run(reader.ReadLine));
        };
    }

    // A read cannot be ended, but it need not be waited for.
    private static string? Wait(Surroundings around, Task<string?> line)
    {
        around.Out.Flush();
        line.Wait(around.Cancellation);
        around.Cancellation.ThrowIfCancellationRequested();
        return line.Result;
    }

    // Ctrl-D, which the editor knows nothing of.
    private sealed class EndOfInput : LineEditorCommand
    {
        public override void Execute(LineEditorContext context)
        {
            if (context.Buffer.Length == 0)
            {
                context.Submit(SubmitAction.Cancel);
            }
        }
    }

    private sealed class WordCompletion(Func<string, IReadOnlyList<string>> completions) : ITextCompletion
    {
        public IEnumerable<string> GetCompletions(string prefix, string word, string suffix) => completions(prefix + word);
    }
}
