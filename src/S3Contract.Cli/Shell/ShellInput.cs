using System.Text;
using RadLine;
using Spectre.Console;

namespace S3Contract.Cli.Shell;

/// <summary>Where the lines come from: a line editor on a terminal that can show one, else the plain input.</summary>
internal abstract class ShellInput
{
    private const string Prompt = "s3contract>";

    /// <summary>The input of these surroundings.</summary>
    /// <param name="around">The terminal or the pipe.</param>
    /// <param name="completions">What may stand in place of the last word of a line.</param>
    public static ShellInput For(Surroundings around, Func<string, IReadOnlyList<string>> completions)
    {
        bool terminal = around.InIsTerminal && around.OutIsTerminal;
        bool dumb = string.Equals(around.Variable("TERM"), "dumb", StringComparison.Ordinal);
        return terminal && !dumb && LineEditor.IsSupported(AnsiConsole.Console) ? new Edited(completions) : new Plainly(around, terminal);
    }

    /// <summary>What is written where Ctrl-C has cleared a line.</summary>
    public abstract string Cleared { get; }

    /// <summary>The next line; null at the end.</summary>
    /// <param name="cancellation">Ends the waiting: what was typed of the line is gone, the lines after it are not.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public abstract string? Next(CancellationToken cancellation);

    private sealed class Edited(Func<string, IReadOnlyList<string>> completions) : ShellInput
    {
        private readonly List<string> _lines = [];
        private LineEditor? _editor;

        public override string Cleared => "^C";

        public override string? Next(CancellationToken cancellation)
        {
            _editor ??= NewEditor();
            try
            {
                string? line = _editor.ReadLine(cancellation).GetAwaiter().GetResult();
                cancellation.ThrowIfCancellationRequested();
                if (!string.IsNullOrWhiteSpace(line))
                {
                    _lines.Add(line);
                }

                return line;
            }
            catch (EndOfStreamException)
            {
                return null;
            }
            catch (OperationCanceledException)
            {
                // What it read ahead of the line that is gone goes with it.
                _editor = null;
                throw;
            }
        }

        private LineEditor NewEditor()
        {
            var search = new HistorySearch(new TerminalKeys(), Prompt, _lines);
            var editor = new LineEditor(source: search)
            {
                Prompt = search,
                Completion = new WordCompletion(completions),
                MultiLine = false,
            };
            LineKeys.Bind(editor.KeyBindings);
            search.Bind(editor.KeyBindings);
            _lines.ForEach(editor.History.Add);
            return editor;
        }
    }

    private sealed class Plainly(Surroundings around, bool prompt) : ShellInput
    {
        private readonly Func<string?> _read = new StreamReader(around.Input(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)).ReadLine;
        private Task<string?>? _reading;

        // The terminal has written it already.
        public override string Cleared => "";

        public override string? Next(CancellationToken cancellation)
        {
            if (prompt)
            {
                around.Out.Write(Prompt + " ");
            }

            // A read cannot be ended, but it need not be waited for; the terminal has dropped what was typed.
            around.Out.Flush();
            _reading ??= Task.Run(_read, CancellationToken.None);
            string? line = _reading.WaitAsync(cancellation).GetAwaiter().GetResult();
            _reading = null;
            return line;
        }
    }

    private sealed class TerminalKeys : IInputSource
    {
        public bool ByPassProcessing => false;

        public bool IsKeyAvailable() => Console.KeyAvailable;

        // Of a terminal that is gone .NET reads the character that ends an input, by no key, again and again.
        public ConsoleKeyInfo ReadKey()
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            return key is { Key: ConsoleKey.None, Modifiers: ConsoleModifiers.None, KeyChar: '\u0004' } ? throw new EndOfStreamException() : key;
        }
    }

    private sealed class WordCompletion(Func<string, IReadOnlyList<string>> completions) : ITextCompletion
    {
        public IEnumerable<string> GetCompletions(string prefix, string word, string suffix) => completions(prefix + word);
    }
}
