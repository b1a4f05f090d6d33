using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Sessions;

/// <summary>A script that comes into being line by line, each carried out when it comes. The lines kept so far are always a script that runs
/// as the session went, and to undo a line is to play the lines before it again: that is sound for every charm, also for a process that
/// keeps files.</summary>
internal sealed class ScriptSession : IDisposable
{
    /// <summary>What the session is called in messages.</summary>
    public const string Name = "shell";

    private readonly Cast _cast;
    private readonly RunOptions _options;
    private readonly IReadOnlyList<OwnCommand> _commands;
    private readonly List<string> _lines = [];
    private SessionPlay _play;
    private bool _behind;

    /// <summary>An empty session in an empty model.</summary>
    /// <param name="cast">Who plays the roles.</param>
    /// <param name="options">How lines are run, as in a <see cref="ScriptRunner"/>.</param>
    /// <param name="commands">Commands that are known beside those of the language.</param>
    public ScriptSession(Cast cast, RunOptions options, IEnumerable<OwnCommand>? commands = null)
    {
        _cast = cast;
        _options = options;
        _commands = [.. commands ?? []];
        _play = new SessionPlay(cast, options);
    }

    /// <summary>The lines kept so far, comments and blank lines too.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The world as the lines so far left it.</summary>
    public World World => _play.Simulation.World;

    /// <summary>All that happened so far.</summary>
    public IReadOnlyList<Step> Steps => _play.Simulation.Steps;

    /// <summary>The simulated Juju, to look at.</summary>
    internal Simulation Simulation => _play.Simulation;

    /// <summary>Who plays the roles.</summary>
    internal Cast Cast => _cast;

    /// <summary>The commands that are known beside those of the language.</summary>
    internal IReadOnlyList<OwnCommand> OwnCommands => _commands;

    /// <summary>Reads a line and carries it out.</summary>
    /// <param name="line">The line. Line ends in it are taken as blanks.</param>
    /// <param name="cancellation">Ends the running hook; the line is then not kept.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public SessionAnswer Enter(string line, CancellationToken cancellation = default)
    {
        CatchUp(cancellation);
        _lines.Add(line.ReplaceLineEndings(" "));
        (Script script, IReadOnlyList<ScriptError> errors) = Read(_lines.Count);
        SessionAnswer answer = errors.Count > 0
            ? new SessionAnswer { Errors = errors }
            : Go(script, cancellation);
        if (!answer.Kept)
        {
            _lines.RemoveAt(_lines.Count - 1);
            _behind = answer.Steps.Count > 0 || answer.Expectations.Count > 1 || (errors.Count == 0 && answer.Errors.Count > 0);
            CatchUp(cancellation);
        }

        return answer;
    }

    /// <summary>Takes the last line back.</summary>
    /// <param name="cancellation">Ends the running hook; the line is then not taken back.</param>
    /// <returns>The line; null if there was none.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public string? Undo(CancellationToken cancellation = default)
    {
        if (_lines.Count == 0)
        {
            return null;
        }

        string last = _lines[^1];
        _lines.RemoveAt(_lines.Count - 1);
        _behind = true;
        try
        {
            CatchUp(cancellation);
        }
        catch (OperationCanceledException)
        {
            _lines.Add(last);
            throw;
        }

        return last;
    }

    /// <summary>Plays the lines again from the start where something was ended or taken back, so that the world is as they leave it.</summary>
    /// <param name="cancellation">Ends the running hook; the next call begins again.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void CatchUp(CancellationToken cancellation = default)
    {
        if (!_behind)
        {
            return;
        }

        _play.Dispose();
        _play = new SessionPlay(_cast, _options);
        for (int count = 1; count <= _lines.Count; count++)
        {
            _play.Go(Read(count).Script, count, cancellation);
        }

        _behind = false;
    }

    /// <summary>The session as a script whose expectations say what happened: those that were entered, and after each line in which hooks ran,
    /// where none were, lines for all that is noteworthy.</summary>
    /// <param name="file">The file it is meant for: includes are found beside it.</param>
    /// <param name="cancellation">Ends the running hook.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public SessionScript ToScript(string file, CancellationToken cancellation = default)
    {
        CatchUp(cancellation);
        ScriptParse typed = ScriptParser.Parse(Text(_lines.Count), file, commands: _commands);
        Script draft = SessionDraft.Of(typed.Script, _play.Drafted);
        ScriptParse reading = ScriptFiles.WithIncludes(typed with { Script = draft }, ScriptFiles.ReadFile);
        if (!reading.IsValid)
        {
            return new SessionScript("", reading.Errors);
        }

        ScriptRun run = new ScriptRunner(_cast, _options with { StopAtFailure = false, StepTaken = null }).Run(reading.Script, cancellation);
        Script accepted = ScriptAccept.Of(run.Script, [("", run)]).Rewrite(draft);
        return new SessionScript(ScriptFormatter.Format(accepted), run.Errors);
    }

    /// <inheritdoc/>
    public void Dispose() => _play.Dispose();

    private SessionAnswer Go(Script script, CancellationToken cancellation)
    {
        try
        {
            return _play.Go(script, _lines.Count, cancellation);
        }
        catch (OperationCanceledException)
        {
            _lines.RemoveAt(_lines.Count - 1);
            _behind = true;
            throw;
        }
    }

    private string Text(int count) => string.Join('\n', _lines.Take(count)) + "\n";

    // As many of the lines as are to be read.
    private (Script Script, IReadOnlyList<ScriptError> Errors) Read(int count)
    {
        string text = Text(count);
        ScriptParse reading = ScriptFiles.Load(Name, path => string.Equals(path, Name, StringComparison.Ordinal) ? text : ScriptFiles.ReadFile(path), commands: _commands);
        if (!reading.IsValid)
        {
            return (reading.Script, reading.Errors);
        }

        List<ScriptError> errors = [];
        return (ScriptBinding.Bind(reading.Script, _options, errors), errors);
    }
}

/// <summary>A session as a script.</summary>
/// <param name="Text">Its text; empty if there are errors.</param>
/// <param name="Errors">Why it cannot be written: an include that is not found from where the script is to stand.</param>
internal sealed record SessionScript(string Text, IReadOnlyList<ScriptError> Errors);
