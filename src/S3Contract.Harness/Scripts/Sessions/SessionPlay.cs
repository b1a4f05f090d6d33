using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Sessions;

/// <summary>The model that a session's lines have made so far, and what its expectations look at. The window of an expectation begins where
/// the saved script has a group of expectations: after the line before in which hooks ran, or after the last group that was entered.</summary>
internal sealed class SessionPlay : IDisposable
{
    private readonly Cast _cast;
    private readonly RunOptions _options;
    private readonly ConditionCheck _conditions;
    private readonly List<ExpectCommand> _group = [];
    private readonly SortedDictionary<int, IReadOnlyList<ScriptLine>> _drafted = [];
    private readonly Stage _stage;
    private int _played;
    private int _windowStart;
    private int _hooksEnd;
    private int _hooksLine;
    private int _groupLine;

    public SessionPlay(Cast cast, RunOptions options)
    {
        _cast = cast;
        _options = options;
        _conditions = new ConditionCheck(cast, options);
        Simulation = new Simulation(cast.Simulating(options.Simulation));
        _stage = new Stage(Simulation, cast, options, CancellationToken.None) { File = ScriptSession.Name };
    }

    /// <summary>The simulated Juju.</summary>
    public Simulation Simulation { get; }

    /// <summary>For each line behind which a saved script has expectations that nobody entered: those expectations.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<ScriptLine>> Drafted => _drafted;

    /// <summary>Carries out what is new in the script.</summary>
    /// <param name="script">All lines so far, variables replaced.</param>
    /// <param name="number">The number of the new line in the session.</param>
    /// <param name="cancellation">Ends the running hook; this play is then of no more use.</param>
    public SessionAnswer Go(Script script, int number, CancellationToken cancellation)
    {
        _stage.Cancellation = cancellation;
        int before = Simulation.Steps.Count;
        var expectations = new List<ExpectationResult>();
        bool passedOver = false;
        foreach (ScriptLine line in script.Lines.Skip(_played).Where(line => line.Command is not null))
        {
            if (!line.Conditions.All(_conditions.Holds))
            {
                passedOver = true;
            }
            else if (line.Command is ExpectCommand expect)
            {
                expectations.Add(Compare(line, expect, number));
            }
            else
            {
                Carry(line, number);
            }
        }

        var answer = new SessionAnswer
        {
            Steps = [.. Simulation.Steps.Skip(before)],
            Expectations = expectations,
            Unnamed = _group.Exists(expect => expect.Only) && expectations.Count > 0 ? [.. Unnamed().Select(each => each.Observed)] : [],
            Shortfalls = [.. _stage.Shortfalls],
            Errors = [.. _stage.Errors],
            PassedOver = passedOver,
        };
        _played = answer.Kept ? script.Lines.Count : _played;
        _stage.Shortfalls.Clear();
        return answer;
    }

    /// <inheritdoc/>
    public void Dispose() => Simulation.Dispose();

    private void Carry(ScriptLine line, int number)
    {
        int before = Simulation.Steps.Count;
        if (_group.Count > 0)
        {
            _windowStart = before;
            _group.Clear();
        }

        _stage.Carry(line);
        if (line.Command is { Verb.Runs: not HookRuns.None } || Simulation.Steps.Skip(before).Any(step => step is HookStep))
        {
            _windowStart = Math.Max(_windowStart, _hooksEnd);
            _hooksEnd = Simulation.Steps.Count;
            _hooksLine = number;
            ObservedModel model = ObservedModel.Of(Simulation.Steps);
            _drafted[number] = Lines(Drafts.Of(Occurrences.In(Window(), model), model), line.Conditions);
        }
    }

    // An only is judged when all of its group is there, which a session cannot know: so what is not named yet is told, and saved as named.
    private ExpectationResult Compare(ScriptLine line, ExpectCommand expect, int number)
    {
        var groups = new ExpectationGroups(_cast, _options, _windowStart);
        ScriptLine open = line with { Command = expect with { Only = false } };
        groups.Compare([open], Simulation.Steps);
        ExpectationResult result = groups.Finish(Simulation.Steps, _stage.Shortfalls)[0] with { Line = line, Expect = expect };
        if (result.Outcome != ExpectationOutcome.Held)
        {
            return result;
        }

        _drafted.Remove(_hooksLine);
        if (_group.Count > 0)
        {
            _drafted.Remove(_groupLine);
        }

        _group.Add(expect);
        _groupLine = number;
        if (_group.Exists(entered => entered.Only) && Unnamed() is { Count: > 0 } unnamed)
        {
            _drafted[number] = Lines(Drafts.Of(unnamed, Simulation.World), line.Conditions);
        }

        return result;
    }

    private Step[] Window() => [.. Simulation.Steps.Skip(_windowStart)];

    private List<Occurrence> Unnamed()
    {
        ObservedModel model = ObservedModel.Of(Simulation.Steps);
        return Occurrences.In(Window(), model).FindAll(occurrence => !_group.Exists(expect => occurrence.IsNamedBy(expect, model)));
    }

    private static ScriptLine[] Lines(IEnumerable<ExpectCommand> expects, ValueList<Condition> conditions) =>
        [.. expects.Select(expect => new ScriptLine(expect) { Conditions = conditions })];
}
