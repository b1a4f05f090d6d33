using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Text;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Reports.Content;

/// <summary>What a check of a charm found. Holds no secret: all of it is made from masked traces.</summary>
/// <param name="Tool">Which tool, in which version, made it.</param>
/// <param name="Subject">The charm that was checked.</param>
/// <param name="Level">The level whose clauses (and those below) decide: <c>core</c>, <c>library</c> or <c>strict</c>.</param>
/// <param name="Seed">The seed of everything random.</param>
/// <param name="Clauses">Every clause of the catalogue that concerns the subject's roles, in the order of the catalogue.</param>
/// <param name="Scenarios">Every script that ran, in order.</param>
/// <param name="Counts">How much was run.</param>
public sealed record CheckReport(
    ToolName Tool,
    CheckSubject Subject,
    string Level,
    ulong Seed,
    IReadOnlyList<ClauseResult> Clauses,
    IReadOnlyList<ScenarioResult> Scenarios,
    CheckCounts Counts)
{
    /// <summary>Was the check ended before all of it ran? Then this is what was found until then.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Did a limit end it before all had run: the time that it may take, or hooks that hang?</summary>
    public bool Stopped { get; init; }

    /// <summary>Why only a part of what a check does was done: <c>--only live</c>, <c>interrupted</c>, <c>ended by an error</c>; null if all
    /// was.</summary>
    public string? Partial { get; init; }

    /// <summary>The error, no fault of the charm, that ended the check; null if none did.</summary>
    public string? Error { get; init; }

    /// <summary>Why a whole check proved nothing although no clause failed; null if it proved something.</summary>
    public string? Unproven { get; init; }

    /// <summary>What the campaign did, endpoint by endpoint; empty if there was none.</summary>
    internal IReadOnlyList<CampaignSummary> Campaigns { get; init; } = [];

    /// <summary>The small worlds that were walked in every order; empty if none were.</summary>
    internal IReadOnlyList<ExplorationSummary> Explorations { get; init; } = [];

    /// <summary>What the charm asked for and the simulation lacks; empty if nothing. See <c>docs/process-charms.md</c>.</summary>
    internal IReadOnlyList<LackFound> Lacks { get; init; } = [];

    /// <summary>What the charm declares and the simulation does not have, for people: <c>containers (minio)</c>; empty if nothing.</summary>
    public IReadOnlyList<string> NotSimulated { get; init; } = [];

    /// <summary>What the charm is taken as, since a trial showed it and its profile does not say it, for people; empty if nothing.</summary>
    public IReadOnlyList<string> TakenAs { get; init; } = [];

    /// <summary>How the hooks of a charm that is a process were started and why so, and where that made a difference, for people; empty if there is
    /// nothing to say. See <c>docs/process-charms.md</c>.</summary>
    public IReadOnlyList<string> HookStarts { get; init; } = [];

    /// <summary>How long it took; null if that was not measured, or is not to be told.</summary>
    internal CheckTiming? Timing { get; init; }

    /// <summary>What the other shards of the check need to be put together with this one; null if it is no shard.</summary>
    internal ShardEvidence? Shard { get; init; }

    /// <summary>What came of holding it against a baseline; null if it was held against none.</summary>
    internal BaselineResult? Baseline { get; init; }

    /// <summary>The names of the transitions of the reference machine that were taken in no run; null if nobody counted.</summary>
    internal IReadOnlyList<string>? UntakenTransitions { get; init; }

    /// <summary>The versions of the interface by whose charts the runs are measured.</summary>
    internal IReadOnlyList<ContractVersion> Charted { get; init; } = [ContractVersion.V0];

    /// <summary>What changed since a previous report; null if there is none.</summary>
    internal ReportHistory? History { get; init; }

    /// <summary>The clauses whose level counts.</summary>
    public IEnumerable<ClauseResult> Counted => Clauses.Where(clause => clause.Counts);

    /// <summary>Fail if a counted clause failed, or a script of the charm's author did not go as it says, unless a baseline accepts it, or if it is
    /// worse than the baseline; pass if none did, at least one clause
    /// passed, and the check proved something; else inconclusive.</summary>
    public Verdict Verdict =>
        Counted.Any(clause => clause is { Verdict: Verdict.Fail, Accepted: null }) || Baseline is { Worse.Count: > 0 } ? Verdict.Fail
        : Baseline is null && Scenarios.Any(scenario => scenario is { IsOwn: true, Verdict: Verdict.Fail }) ? Verdict.Fail
        : !Interrupted && Unproven is null && Counts.Hooks > 0 && Counted.Any(clause => clause.Verdict == Verdict.Pass) ? Verdict.Pass
        : Verdict.Inconclusive;
}

/// <summary>A tool by name and version.</summary>
/// <param name="Name">The name.</param>
/// <param name="Version">The version.</param>
public sealed record ToolName(string Name, string Version);

/// <summary>The charm that was checked.</summary>
/// <param name="Name">The charm's name.</param>
/// <param name="Role"><c>provider</c> or <c>requirer</c>; both, with a comma between, if the charm is both.</param>
/// <param name="Endpoint">The endpoint; several with commas between.</param>
/// <param name="Host">How it was hosted: <c>in-process</c> or <c>process</c>.</param>
public sealed record CheckSubject(string Name, string Role, string Endpoint, string Host)
{
    /// <summary>Where the charm declares its first endpoint under contract, for readers of the report; null if no file of it can be opened.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>The version of the interface that it was held against.</summary>
    public string Interface { get; init; } = DefaultInterface;

    /// <summary>The interface with the version that is checked where nothing tells of another.</summary>
    internal const string DefaultInterface = "s3 v0";
}

/// <summary>What was found about one clause.</summary>
/// <param name="Id">The clause's id, <c>family.name</c>.</param>
/// <param name="Family">Its family.</param>
/// <param name="Level">Its level.</param>
/// <param name="Text">Its sentence.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why it is inconclusive or waived; null else.</param>
/// <param name="Checked">How many times it was put to the test.</param>
/// <param name="Violations">Where it was broken.</param>
public sealed record ClauseResult(
    string Id, string Family, string Level, string Text, Verdict Verdict, string? Reason, int Checked, IReadOnlyList<FoundViolation> Violations)
{
    /// <summary>Does the clause's level count for the verdict of the whole?</summary>
    public bool Counts { get; init; } = true;

    /// <summary>Why its failure is accepted by a baseline; null if it is not.</summary>
    internal string? Accepted { get; init; }

    /// <summary>Where its sentence comes from.</summary>
    public string Source { get; init; } = "";
}

/// <summary>One place where a clause was broken.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Step">The index of the step in its trace.</param>
/// <param name="Script">The script that led there.</param>
public sealed record FoundViolation(string Message, int Step, string Script)
{
    /// <summary>The line of the script, from 1; 0 if none is to blame.</summary>
    public int Line { get; init; }

    /// <summary>The file in which that line stands, where the script includes it from another; else null.</summary>
    public string? File { get; init; }

    /// <summary>The text of that line.</summary>
    public string? LineText { get; init; }

    /// <summary>The unit and the hook: <c>provider/0 s3-relation-changed</c>.</summary>
    public string? Where { get; init; }

    /// <summary>What a reader of a report can open: the line of the user's own script, else the line on which the charm declares the endpoint; null
    /// if there is neither.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>The failed hook that it goes back to, with the charm's last words; null if none failed.</summary>
    public FailedHook? Behind { get; init; }

    /// <summary>For a key that was seen where it must not show: the line that shows it, masked; else null.</summary>
    public string? Said { get; init; }

    /// <summary>For a finding about a change of leader: when leadership moved, and what each unit had seen; else empty.</summary>
    public IReadOnlyList<string> Leaders { get; init; } = [];

    /// <summary>The arguments of the command line that run the script again: <c>run course:rotation/pair --provider ./my-charm</c>.</summary>
    public string? Replay { get; init; }

    /// <summary>The script itself, where a search found it; null for a script that stands in a file. All values in it were made up.</summary>
    public string? ScriptText { get; init; }

    /// <summary>The run it was found in; null if that was not kept.</summary>
    internal BrokenRun? Run { get; init; }
}

/// <summary>How a script went.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Verdict">Fail if an expectation was not met or a counted clause was broken in it; inconclusive if it could not be run to
/// its end.</param>
public sealed record ScenarioResult(string Name, Verdict Verdict)
{
    /// <summary>Why it did not pass; null if it did.</summary>
    public string? Reason { get; init; }

    /// <summary>Is it a script of the charm's author? What it expects decides; what a script of the course expects holds for the reference
    /// charms, and another charm may be right in another way.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Did it not go as it says, though it broke no clause that counts? Then the verdict is inconclusive: a warning.</summary>
    public bool Warns { get; init; }

    /// <summary>The arguments of the command line that run it again; null if there are none.</summary>
    public string? Replay { get; init; }

    /// <summary>How long it took; null if that was not measured, or is not to be told.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Its file, where it is a script of the charm's author; null else.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>The clauses that it is about.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>The expectations that did not hold, for people.</summary>
    internal IReadOnlyList<TextLine> Missed { get; init; } = [];

    /// <summary>Its run, of a script of the charm's author that did not go as it says; else null.</summary>
    internal BrokenRun? Run { get; init; }
}

/// <summary>How much was run.</summary>
/// <param name="Scripts">Scripts.</param>
/// <param name="Hooks">Hooks and actions, retries counted.</param>
/// <param name="HookCommands">Hook commands that the charms gave.</param>
public sealed record CheckCounts(int Scripts, int Hooks, int HookCommands);
