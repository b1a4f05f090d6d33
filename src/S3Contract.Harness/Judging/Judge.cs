using S3Contract.Harness.Traces;
using S3Contract.Reference;
using S3Contract.Reference.Charts;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Judging;

/// <summary>
/// Folds runs into one verdict per clause. Whole traces are given to <see cref="Add(Trace)"/>; a run that is still going on is begun with
/// <see cref="Begin"/> and fed step by step to <see cref="Observe"/>. Steps that make no sense are ignored, never thrown at. One thread
/// at a time.
/// </summary>
internal sealed class Judge
{
    private readonly JudgeOptions _options;
    private readonly Tally _tally = new();
    private readonly SeenEvents _seenEvents = new();
    private readonly List<Violation> _violations = [];
    private readonly Lacks _lacks = new();
    private readonly HashSet<(int Clause, UnitName? Unit, HookKind Hook, KeySighting Sighting)> _sighted = [];
    private readonly int[] _counts = new int[ClauseCatalogue.All.Count];
    private MachineState _state;
    private string _script = "";
    private int _runs;
    private int _hooks;

    /// <summary>Makes a judge that has seen nothing yet.</summary>
    public Judge(JudgeOptions? options = null)
    {
        _options = options ?? new JudgeOptions();
        _state = Start;
    }

    private MachineState Start => ReferenceMachine.StartOf(new Pins(
        _options.SubjectRoles.HasFlag(Roles.Provider) ? _options.Speaks : ContractVersion.Any,
        _options.SubjectRoles.HasFlag(Roles.Requirer) ? _options.Speaks : ContractVersion.Any));

    /// <summary>The state of the machine in the run that is going on.</summary>
    internal MachineState State => _state;

    /// <summary>Which transitions of the machine the runs have taken.</summary>
    internal MachineCoverage Coverage => _tally.Coverage;

    /// <summary>Is a duty of a side under test open that a charm may leave until Juju's regular timer? Then a run that ends here says nothing
    /// about it at level core: one update-status on each unit of the subject and a settle decide it.</summary>
    public bool HasOpenDuty => ReferenceMachine.HasOpenDuty(_state, _options.SubjectRoles);

    /// <summary>The custom events that the side under test has shown until now.</summary>
    internal SeenEvents ShownEvents => _seenEvents;

    /// <summary>How many runs were begun.</summary>
    public int Runs => _runs;

    /// <summary>How many hooks were judged.</summary>
    public int Hooks => _hooks;

    /// <summary>What the subject asked for and the simulation lacks.</summary>
    internal IReadOnlyList<LackFound> Lacks => _lacks.Found;

    /// <summary>The violations by a side under test, as far as they are kept.</summary>
    internal IReadOnlyList<Violation> Violations => _violations;

    /// <summary>Did any hook fail among oddities that its failure may hang on?</summary>
    internal bool HasSuspects { get; private set; }

    /// <summary>Begins a run: the machine goes back to its first state. What earlier runs have shown is kept.</summary>
    /// <param name="script">The name of the script, for the violations.</param>
    public void Begin(string script = "")
    {
        _state = Start;
        _script = script;
        HasSuspects = false;
        _sighted.Clear();
        _runs++;
        _lacks.Begin(script);
    }

    /// <summary>Judges one step of the run that is going on.</summary>
    public void Observe(Step step)
    {
        if (step is HookStep hook)
        {
            _hooks++;
            NoteEvents(hook);
            _lacks.Observe(hook);
        }
        else if (!_options.Concerns(step))
        {
            return;
        }

        _state = ReferenceMachine.Advance(_state, step, _tally);
        if (_tally.Violations.Count > 0)
        {
            foreach (Violation violation in _tally.Violations)
            {
                if (!IsSightedAgain(violation, step))
                {
                    Keep(violation);
                }
            }

            _tally.ForgetViolations();
        }
    }

    /// <summary>Goes back to an earlier moment of a run. What was found stays.</summary>
    internal void Restore(MachineState state) => _state = state;

    /// <summary>Forgets what was broken, as if nothing had been; what was checked stays.</summary>
    internal void ForgetViolations()
    {
        _violations.Clear();
        _sighted.Clear();
        Array.Clear(_counts);
        HasSuspects = false;
    }

    /// <summary>Judges a whole run.</summary>
    public void Add(Trace trace)
    {
        Begin(trace.Header.Script);
        foreach (Step step in trace.Steps)
        {
            Observe(step);
        }
    }

    /// <summary>Adds what another judge with the same options has found in other runs.</summary>
    public void Add(Judge other)
    {
        AddChecks(other);
        _seenEvents.Add(other._seenEvents);
        _hooks += other._hooks;
        foreach (Violation violation in other._violations)
        {
            if (_counts[violation.Clause.Index]++ < _options.MostViolations)
            {
                _violations.Add(violation);
            }
        }
    }

    /// <summary>Adds how often clauses were checked in runs that another looks after, and what was asked for that is lacking, but nothing of
    /// what was broken.</summary>
    internal void AddChecks(Judge other)
    {
        _tally.Add(other._tally);
        _lacks.Add(other._lacks);
        _runs += other._runs;
    }

    /// <summary>What was found is told with these secrets masked from now on.</summary>
    internal void Mask(Lazy<Redaction> secrets)
    {
        for (int i = 0; i < _violations.Count; i++)
        {
            Func<Violation, string> message = _violations[i].Reason.Message;
            _violations[i] = _violations[i] with { Reason = _violations[i].Reason with { Message = violation => secrets.Value.Mask(message(violation)) } };
        }
    }

    /// <summary>The verdicts, one per clause that binds a side under test, in the order of the catalogue.</summary>
    public IReadOnlyList<ClauseVerdict> Verdicts() => Verdicts(_options.SubjectRoles);

    /// <summary>The verdicts on one side only.</summary>
    public IReadOnlyList<ClauseVerdict> Verdicts(Roles roles)
    {
        var verdicts = new List<ClauseVerdict>();
        foreach (Clause clause in ClauseCatalogue.All)
        {
            if ((clause.Roles & roles) != Roles.None)
            {
                verdicts.Add(Decide(clause, roles));
            }
        }

        return verdicts;
    }

    /// <summary>What is known of a clause, on the side or sides under test, and what broke it.</summary>
    internal (ClauseFacts Facts, IReadOnlyList<Violation> Violations) Known(Clause clause) => Known(clause, _options.SubjectRoles);

    private (ClauseFacts Facts, IReadOnlyList<Violation> Violations) Known(Clause clause, Roles roles)
    {
        Violation[] violations = [.. _violations.Where(v => v.Clause == clause && (v.Role & roles) != Roles.None)];
        return (new ClauseFacts(_tally.Checked(clause, roles), _options.OutOfReach.GetValueOrDefault(clause.Id, ClauseVerdict.Unexercised))
        {
            Broken = violations.Length > 0,
            Waived = _options.Waived.GetValueOrDefault(clause.Id),
            Hidden = _options.Shows(clause, _seenEvents) ? null : _seenEvents.WhyNot(clause),
            NoOccasion = !_options.Shows(clause, _seenEvents) && !_seenEvents.IsAnothers(clause) && !HadOccasion(clause.Event, roles),
            Aside = _tally.SetAside.Reason(clause, roles),
            AsideBroken = _tally.SetAside.Broken(clause, roles),
        }, violations);
    }

    // Some clause on the event was looked at: a moment at which the event was due, or not.
    private bool HadOccasion(string? name, Roles roles) => ClauseCatalogue.All.Any(clause =>
        string.Equals(clause.Event, name, StringComparison.Ordinal)
        && (_tally.Checked(clause, roles) > 0 || _violations.Exists(violation => violation.Clause == clause)));

    private ClauseVerdict Decide(Clause clause, Roles roles)
    {
        (ClauseFacts facts, IReadOnlyList<Violation> violations) = Known(clause, roles);
        (Verdict verdict, string? reason) = facts.Decide();
        return verdict switch
        {
            Verdict.Fail => new(clause, verdict, violations[0].Message, facts.Checked, violations),
            Verdict.Pass => new(clause, verdict, ClauseVerdict.Times(facts.Checked), facts.Checked, []),
            _ => new(clause, verdict, reason!, facts.Checked, verdict == Verdict.Waived ? violations : []),
        };
    }

    private void Keep(Violation violation)
    {
        if (!_options.Concerns(violation))
        {
            return;
        }

        HasSuspects |= violation.Suspects.Count > 0;
        if (_counts[violation.Clause.Index]++ < _options.MostViolations)
        {
            _violations.Add(violation with { Script = _script });
        }
    }

    // A key that the same unit shows in the same place in each hook of a kind is one finding.
    private bool IsSightedAgain(Violation violation, Step step) => violation is { Sighting: { } sighting } && step is HookStep { Hook.Kind: var kind }
        && _options.Concerns(violation)
        && !_sighted.Add((violation.Clause.Index, violation.Unit, kind, sighting.Bare));

    private static Roles Emitter(string name) => name is "credentials-requested" ? Roles.Provider : Roles.Requirer;

    // An event is visible once an application has shown it whose side it is: a counterpart that shows its events says nothing.
    private void NoteEvents(HookStep hook)
    {
        if (_options.VisibleEvents is not null)
        {
            return;
        }

        IReadOnlyList<HookEntry> entries = hook.Entries;
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i] is EventEmitted emitted
                && (_state.RoleOf(hook.Unit.Application) & Emitter(emitted.Name)) != Roles.None)
            {
                _seenEvents.Add(emitted);
            }
        }
    }
}
