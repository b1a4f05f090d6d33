using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Failures;
using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Checks;

/// <summary>What was found about one endpoint, run by run. Runs are judged as they were, and masked before anything else sees them.</summary>
/// <param name="role">The role it takes.</param>
/// <param name="endpoint">The endpoint.</param>
/// <param name="judging">How it is judged.</param>
/// <param name="ownClauses">Clauses beside those of the contract.</param>
/// <param name="places">Where a reader can look.</param>
internal sealed class PartResult(
    string role, string endpoint, JudgeOptions judging, IReadOnlyList<OwnClause> ownClauses, RunPlaces places)
{
    private readonly Judge _judge = new(judging);
    private readonly OwnJudge _ownJudge = new(ownClauses, judging);
    private readonly Dictionary<string, JudgedRun> _runs = new(StringComparer.Ordinal);
    private readonly List<ScenarioResult> _scenarios = [];
    private readonly List<Trace> _traces = [];
    private readonly Redaction _unkept = new();
    private readonly HashSet<string> _blamed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Text, string? Repeat)> _searched = new(StringComparer.Ordinal);

    /// <summary>The runs, masked; of saved ones only those that broke a clause.</summary>
    public IReadOnlyList<Trace> Traces => _traces;

    /// <summary>Hooks that ran.</summary>
    public int Hooks { get; private set; }

    /// <summary>Hook commands that were given.</summary>
    public int HookCommands { get; private set; }

    /// <summary>Scripts that ran.</summary>
    public int Scripts => _scenarios.Count;

    /// <summary>Was a run cut short?</summary>
    public bool CutShort { get; private set; }

    /// <summary>Who judges: what it sees beside the runs added here counts too.</summary>
    public Judge Judge => _judge;

    /// <summary>The version of the interface by whose charts its runs are measured.</summary>
    public ContractVersion Version { get; } = judging.Speaks == ContractVersion.V1 ? ContractVersion.V1 : ContractVersion.V0;

    /// <summary>Hooks ran that are in none of the runs added here.</summary>
    public void CountHooks(long hooks) => Hooks += (int)Math.Min(hooks, int.MaxValue - Hooks);

    /// <summary>A script that was added was found by a search.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">The script.</param>
    /// <param name="repeat">The arguments that find or run it again.</param>
    public void NoteSearched(string name, string text, string? repeat) => _searched[name] = (text, repeat);

    /// <summary>A script that was added failed for a reason that its own run does not show.</summary>
    public void Blame(string name, string reason)
    {
        int at = _scenarios.FindIndex(scenario => string.Equals(scenario.Name, name, StringComparison.Ordinal));
        _blamed.Add(name);
        _scenarios[at] = _scenarios[at] with { Verdict = Verdict.Fail, Reason = reason };
    }

    /// <summary>Takes the run of a script in.</summary>
    /// <param name="script">The script.</param>
    /// <param name="played">What became of it, judged, not masked.</param>
    /// <param name="isOwn">Is it a script of the charm's author?</param>
    /// <param name="duration">How long it took, if that is to be told.</param>
    public void Add(ScriptCase script, CaseRun played, bool isOwn = false, TimeSpan? duration = null)
    {
        ScriptRun run = played.Run;
        CutShort |= run.Interrupted;
        _judge.Add(played.Judge);
        _ownJudge.Add(run.Trace);
        Redaction secrets = Keep(run.Trace, run.Script, isOwn);
        JudgedRun judged = _runs[script.Name];
        ScenarioResult result = run.Verdict switch
        {
            ScriptVerdict.Passed => new ScenarioResult(script.Name, Verdict.Pass),
            ScriptVerdict.Failed => new ScenarioResult(script.Name, Verdict.Fail) { Reason = secrets.MaskLine(run.Reason), Missed = [.. Missed(run)] },
            _ => new ScenarioResult(script.Name, Verdict.Inconclusive) { Reason = secrets.MaskLine(run.Reason) },
        };
        _scenarios.Add(result with
        {
            IsOwn = isOwn,
            Covers = script.Script.Header.Covers,
            Replay = places.Replay(judged),
            Place = RunPlaces.Script(judged),
            Duration = duration,
            Run = isOwn && result.Verdict == Verdict.Fail ? judged.Shown : null,
        });
    }

    private static IEnumerable<TextLine> Missed(ScriptRun run)
    {
        Redaction secrets = RunSecrets.Of(run);
        return run.Expectations.Where(result => result.Outcome == ExpectationOutcome.NotHeld).SelectMany(result => ExpectationText.Of(result, secrets));
    }

    /// <summary>Takes a saved run in: its expectations are not known any more, only what happened. It is kept if anything in it is to be told: there
    /// may be more runs than memory.</summary>
    public void Add(Trace trace)
    {
        int known = _judge.Violations.Count + _ownJudge.Violations;
        _judge.Add(trace);
        _ownJudge.Add(trace);
        if (_judge.Violations.Count + _ownJudge.Violations > known)
        {
            Keep(trace, null);
        }
        else
        {
            Count(trace);
            _unkept.Learn(trace);
        }

        _scenarios.Add(new ScenarioResult(trace.Header.Script, Verdict.Inconclusive) { Reason = "a saved trace does not hold what its script expected" });
    }

    private Redaction Keep(Trace trace, Script? script, bool isOwn = false)
    {
        var secrets = Redaction.Of(trace);
        Trace masked = secrets.Mask(Sightings.Noted(trace));
        Count(masked);
        _traces.Add(masked);
        _runs[trace.Header.Script] = new JudgedRun(script, masked, secrets) { IsOwn = isOwn };
        return secrets;
    }

    private void Count(Trace trace)
    {
        foreach (HookStep hook in trace.Steps.OfType<HookStep>())
        {
            Hooks++;
            HookCommands += hook.Entries.Count(entry => entry is not EventEmitted);
        }
    }

    /// <summary>What was found, from which what is told of it follows.</summary>
    /// <param name="plan">The names of all scripts of the check, in order; null for those that ran.</param>
    public PartEvidence Evidence(IReadOnlyList<string>? plan = null) => new(
        role,
        endpoint,
        plan ?? [.. _scenarios.Select(scenario => scenario.Name)],
        [
            .. ClauseCatalogue.All.Where(clause => (clause.Roles & judging.SubjectRoles) != Roles.None).Select(clause => (Clause: clause, Known: _judge.Known(clause)))
                .Select(one => (one.Clause, one.Known.Facts, one.Known.Violations))
                .Concat(_ownJudge.Known())
                .Where(one => judging.Clauses?.Contains(one.Clause.Id) != false)
                .Select(one => Evidence(one.Clause, one.Facts, one.Violations)),
        ],
        _scenarios)
    {
        Blamed = [.. _blamed.Order(StringComparer.Ordinal)],
        Hooks = Hooks,
        HookCommands = HookCommands,
        Lacks = [.. _judge.Lacks.Select(lack => lack with { Command = Masked(lack.Command) })],
    };

    private ClauseEvidence Evidence(Clause clause, ClauseFacts facts, IReadOnlyList<Violation> violations) => new(
        new ClauseResult(clause.Id, clause.Family, LevelName.Of(clause.Level), clause.Text, Verdict.Inconclusive, null, 0, [.. violations.Select(Found)])
        {
            Counts = clause.Level <= judging.Level,
            Source = clause.Citation,
        },
        facts with
        {
            Waived = facts.Waived is { } waived ? Masked(waived) : null,
            Hidden = facts.Hidden is { } hidden ? Masked(hidden) : null,
            Aside = facts.Aside is { } aside ? Masked(aside) : null,
            Untested = Masked(facts.Untested),
        });

    // What holds of many runs names none of them.
    private string Masked(string text) => _unkept.Mask(_runs.Values.Aggregate(text, (masked, run) => run.Secrets.Mask(masked)));

    private FoundViolation Found(Violation violation)
    {
        if (!_runs.TryGetValue(violation.Script, out JudgedRun? run))
        {
            return new FoundViolation(violation.Message, violation.StepIndex, violation.Script) { Line = violation.Line };
        }

        string? file = run.FileOf(violation.StepIndex);
        return new FoundViolation(run.Secrets.Mask(violation.Message), violation.StepIndex, violation.Script)
        {
            Line = violation.Line,
            File = file,
            LineText = run.TextOf(violation.Line, file),
            Where = run.Where(violation.StepIndex),
            Place = places.Of(run, violation.Line, file),
            Behind = FailedHook.Behind(run.Trace, violation.StepIndex, violation.Application),
            Said = violation.Sighting?.Said is { } said ? run.Secrets.Mask(said) : null,
            Leaders = violation.ClauseId.Contains("leader", StringComparison.Ordinal)
                ? LeaderStory.Of(run.Trace, violation.StepIndex, violation.Application, violation.Relation)
                : [],
            Replay = _searched.TryGetValue(violation.Script, out (string Text, string? Repeat) searched) ? searched.Repeat : places.Replay(run),
            ScriptText = searched.Text,
            Run = run.Shown,
        };
    }
}
