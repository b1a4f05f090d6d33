using System.Text;
using S3Contract.Cli.Views;
using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Sessions;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Traces;

namespace S3Contract.Cli.Shell;

/// <summary>Answers lines, one by one.</summary>
internal sealed class ShellConversation
{
    private const int UsageIndent = 6;

    private readonly ScriptSession _session;
    private readonly Surroundings _around;
    private readonly Screen _screen;
    private readonly Redaction _secrets = new();
    private readonly ShellPictures _pictures;
    private readonly List<string> _typed = [];
    private bool _unread;
    private bool _notHeld;
    private bool _untold;
    private bool _warned;
    private string[] _saved = [];

    public ShellConversation(ScriptSession session, Surroundings around, Screen screen)
    {
        _session = session;
        _around = around;
        _screen = screen;
        _pictures = new ShellPictures(session, screen, _secrets);
    }

    /// <summary>What the lines so far come to, worst first: one could not be read, an expectation did not hold, something could not be told.</summary>
    public int Code => _unread ? ExitCode.WrongInput : _notHeld ? ExitCode.ClauseFailed : _untold ? ExitCode.CannotRun : ExitCode.Conforms;

    /// <summary>What may stand in place of the last word of a line.</summary>
    public IReadOnlyList<string> Completions(string line) => Completion.Of(line, CompletionScene.Of(_session, ShellWords.ForCompletion));

    /// <summary>Answers a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="cancellation">Ends what it runs: it then counts as not typed.</param>
    /// <returns>False if it was the last one.</returns>
    public bool Answer(string line, CancellationToken cancellation)
    {
        try
        {
            return Carry(line, cancellation);
        }
        catch (OperationCanceledException) when (!_around.Cancellation.IsCancellationRequested)
        {
            _screen.Line(("  interrupted: the line does not count", "yellow"));
            return true;
        }
    }

    /// <summary>Does the session go on where somebody wants to end it? On a terminal it does once, and tells what is not saved.</summary>
    public bool GoesOn()
    {
        int unsaved = _session.Lines.SequenceEqual(_saved, StringComparer.Ordinal) ? 0 : _session.Lines.Count(line => !string.IsNullOrWhiteSpace(line));
        if (!_around.InIsTerminal || _warned || unsaved == 0)
        {
            return false;
        }

        _warned = true;
        _screen.Reference([(FormattableString.Invariant($"  not saved: {unsaved} {(unsaved == 1 ? "line" : "lines")}; save FILE writes them, quit (or Ctrl-D) once more ends without"), "yellow")]);
        return true;
    }

    private bool Carry(string line, CancellationToken cancellation)
    {
        string[] words = line.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        _typed.Add(line);
        NamedValues.Replace(line, (name, value) =>
        {
            _secrets.Learn(name, value);
            return value;
        });
        _warned &= words is [] or [ShellWords.Quit];
        switch (words)
        {
            case []:
                break;
            case [ShellWords.Quit]:
                return GoesOn();
            case [.., ShellWords.Question]:
                Complete(line[..line.LastIndexOf('?')]);
                break;
            case [ShellWords.Complete, ..]:
                Complete(line[(line.IndexOf(ShellWords.Complete, StringComparison.Ordinal) + ShellWords.Complete.Length)..].TrimStart());
                break;
            case [ShellWords.Help, ..]:
                Help(words);
                break;
            case [ShellWords.History]:
                _typed.SkipLast(1).Where(typed => !string.IsNullOrWhiteSpace(typed)).ToList().ForEach(typed => _screen.Line("  " + Plain.Line(_secrets.MaskLine(typed))));
                break;
            case [ShellWords.Show, var picture] when ShellWords.Pictures.ContainsKey(picture):
                _session.CatchUp(cancellation);
                _pictures.Show(picture);
                break;
            case [ShellWords.Show, ..]:
                Refuse(DidYouMean.Message(
                    "show what", NearestWord.Of(words.ElementAtOrDefault(1) ?? "", ShellWords.Pictures.Keys), $"one of {string.Join(", ", ShellWords.Pictures.Keys)}"));
                break;
            case [ShellWords.Undo]:
                Undo(cancellation);
                break;
            case [ShellWords.Save, .. var rest]:
                Save(rest, cancellation);
                break;
            case [ShellWords.Quit or ShellWords.Undo or ShellWords.History, ..]:
                Refuse($"{words[0]} stands alone");
                break;
            case [var unknown, ..] when ShellWord(words) is { } meant:
                Refuse(DidYouMean.Message($"unknown command \"{unknown}\"", meant, "help lists the commands"));
                break;
            default:
                Enter(line, cancellation);
                break;
        }

        return true;
    }

    // The word of the shell that is meant where the language has none.
    private string? ShellWord(string[] words)
    {
        string typed = words is ["juju", var next, ..] ? next : words[0];
        bool ofTheLanguage = Verbs.Find(typed) is not null || Verbs.Meant(typed) is not null || _session.OwnCommands.Any(own => string.Equals(own.Name, typed, StringComparison.Ordinal));
        return ofTheLanguage ? null : ShellWords.Meant(typed);
    }

    private void Enter(string line, CancellationToken cancellation)
    {
        SessionAnswer answer = _session.Enter(line, cancellation);
        foreach (ScriptError error in answer.Errors)
        {
            // The session has fewer lines than were typed; a message names the line that its reader sees.
            Error(string.Equals(error.File, ScriptSession.Name, StringComparison.Ordinal) ? error with { Line = _typed.Count } : error);
        }

        _pictures.Steps(answer.Steps);
        if (answer.PassedOver)
        {
            _screen.Line(("  passed over: the condition does not hold here", "grey"));
        }
        else if (answer is { Errors: [], Steps: [], Expectations: [], Shortfalls: [] } && !line.TrimStart().StartsWith('#'))
        {
            _screen.Line(("  nothing to run", "grey"));
        }

        foreach (ExpectationResult result in answer.Expectations)
        {
            ExpectationView.Show(_screen, _secrets, result);
            _notHeld |= result.Outcome == ExpectationOutcome.NotHeld;
        }

        foreach (Observed unnamed in answer.Unnamed)
        {
            string step = unnamed.Step is { } index ? FormattableString.Invariant($" (step {index})") : "";
            _screen.Reference([("  not named yet: " + Plain.Line($"{unnamed.Subject} {unnamed.What}{step}"), "yellow")]);
        }

        foreach (Shortfall shortfall in answer.Shortfalls.Where(shortfall => !answer.Expectations.Any(result => string.Equals(result.Reason, shortfall.Reason, StringComparison.Ordinal))))
        {
            _screen.Reference([("  " + Plain.Line(_secrets.MaskLine(shortfall.Reason)), "yellow")]);
        }

        _untold |= answer.Shortfalls.Count > 0;
        if (!answer.Kept && answer.Errors.Count == 0)
        {
            _screen.Line(("  (not kept)", "grey"));
        }
    }

    private void Undo(CancellationToken cancellation)
    {
        if (_session.Undo(cancellation) is { } line)
        {
            _screen.Line(("  undone: " + Plain.Line(_secrets.MaskLine(line)), "grey"));
        }
        else
        {
            Refuse("there is nothing to undo");
        }
    }

    private void Save(string[] words, CancellationToken cancellation)
    {
        bool force = words.Contains("--force", StringComparer.Ordinal);
        string[] files = [.. words.Where(word => !string.Equals(word, "--force", StringComparison.Ordinal))];
        if (files is not [var file])
        {
            Refuse("save where? save FILE, or save --force FILE to write over a file that is there");
            return;
        }

        file = file.EndsWith(".s3c", StringComparison.Ordinal) ? file : file + ".s3c";
        if (Path.Exists(file) && !force)
        {
            Refuse($"{file} is there already; save --force {file} writes over it");
            return;
        }

        SessionScript script = _session.ToScript(file, cancellation);
        if (script.Errors.Count > 0)
        {
            script.Errors.ToList().ForEach(Error);
            return;
        }

        try
        {
            AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(script.Text)));
            _saved = [.. _session.Lines];
            _screen.Reference([("  " + Plain.Line($"written to {file}; secrets stand in it as you typed them"), "grey")]);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Refuse($"{file}: cannot be written: {problem.Message}");
        }
    }

    private void Help(string[] words)
    {
        if (words.Length == 1)
        {
            foreach (string usage in Vocabulary.Commands.Values.Concat(_session.OwnCommands.Select(own => own.Usage)))
            {
                _screen.Reference([("  " + usage, "default")], UsageIndent);
            }

            _screen.Line();
            foreach ((string usage, string about) in ShellWords.Usages)
            {
                _screen.Reference([($"  {usage}: {about}", "default")], UsageIndent);
            }

            return;
        }

        IEnumerable<string> usages =
        [
            .. Vocabulary.Commands.Where(command => string.Equals(command.Key, words[1], StringComparison.Ordinal)).Select(command => command.Value),
            .. _session.OwnCommands.Where(own => string.Equals(own.Name, words[1], StringComparison.Ordinal)).Select(own => own.Usage),
            .. ShellWords.Usages.Where(known => string.Equals(known.Usage.Split(' ')[0], words[1], StringComparison.Ordinal)).Select(known => $"{known.Usage}: {known.About}"),
        ];
        if (usages.FirstOrDefault() is { } found)
        {
            _screen.Reference([("  " + found, "default")], UsageIndent);
        }
        else
        {
            Refuse(DidYouMean.Message($"unknown command \"{words[1]}\"", Verbs.Meant(words[1]) ?? NearestWord.Of(words[1], Vocabulary.Commands.Keys)));
        }
    }

    private void Complete(string line)
    {
        IReadOnlyList<string> words = Completions(line);
        foreach (string word in words)
        {
            _screen.Line("  " + word);
        }

        if (words.Count == 0)
        {
            _screen.Line(("  (nothing in particular)", "grey"));
        }
    }

    private void Error(ScriptError error) => Tell(_around.InIsTerminal ? error.Render() : error.ToString());

    private void Refuse(string message) =>
        Tell(FormattableString.Invariant($"{ScriptSession.Name}:{_typed.Count}:1: {message}"));

    // What was printed so far comes first, also where it is buffered.
    private void Tell(string message)
    {
        _unread = true;
        _around.Out.Flush();
        Complaint.Tell(_around, message.Split('\n').Select(_secrets.MaskLine));
    }
}
