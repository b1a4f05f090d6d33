using System.Text.Json.Serialization;

namespace S3Contract.Reference.Observations;

/// <summary>One thing that happened in a run: either a hook ran on a unit, or the model itself changed. A trace is a list of these, and
/// everything that is said of a run (verdicts, coverage, expectations, reports) is a function of that list.</summary>
/// <param name="Index">The position in the trace, from 0.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HookStep), "hook")]
[JsonDerivedType(typeof(ModelStep), "model")]
public abstract record Step(int Index)
{
    /// <summary>The line of the script that caused the step, from 1; 0 if none did.</summary>
    public int Line { get; init; }

    /// <summary>The file in which that line stands, where the script includes it from another; else null.</summary>
    public string? File { get; init; }

    /// <summary>The same with its texts as a pass makes them.</summary>
    internal abstract Step Through(TextPass texts);
}

/// <summary>The model changed without a hook: an operator's command took effect, or Juju did something by itself.</summary>
/// <param name="Index">The position in the trace, from 0.</param>
/// <param name="Change">What changed.</param>
public sealed record ModelStep(int Index, ModelChange Change) : Step(Index)
{
    internal override ModelStep Through(TextPass texts) => this with { Change = Change.Through(texts) };
}

/// <summary>A hook or an action ran on a unit.</summary>
/// <param name="Index">The position in the trace, from 0.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Hook">The hook.</param>
public sealed record HookStep(int Index, UnitName Unit, Hook Hook) : Step(Index)
{
    /// <summary>Did the unit lead its application when the hook began?</summary>
    public bool Leader { get; init; }

    /// <summary>How many times this very hook has been tried before (0 for the first run, 1 for its first retry).</summary>
    public int Attempt { get; init; }

    /// <summary>How it ended.</summary>
    public HookOutcome Outcome { get; init; }

    /// <summary>Why it did not succeed, for people: the exit code, signal, exception or Juju's refusal; null after success.</summary>
    public string? Failure { get; init; }

    /// <summary>The oddities in what the script does to the charm that this failure hangs on: without any one of them the script, run again, has
    /// no such failure. Empty if it fails without them too; null if that was not tried, or it did not fail. The names are in
    /// <c>docs/trace.md</c>.</summary>
    public IReadOnlyList<string>? FailsOnlyWith { get; init; }

    /// <summary>What the charm did through hook commands, and which custom events it emitted, in order.</summary>
    public IReadOnlyList<HookEntry> Entries { get; init; } = [];

    /// <summary>The databags that this hook changed, when it succeeded; else empty.</summary>
    public IReadOnlyList<DatabagCommit> Commits { get; init; } = [];

    /// <summary>The keys that were seen where they must not show, found out before they were masked; empty or null if none were, or nobody
    /// has looked.</summary>
    public IReadOnlyList<KeySighting>? Sightings { get; init; }

    /// <summary>What an action answered; null in a hook.</summary>
    public ActionOutcome? Action { get; init; }

    /// <summary>The head and tail of what the charm printed on standard output.</summary>
    public string Stdout { get; init; } = "";

    /// <summary>The head and tail of what the charm printed on standard error.</summary>
    public string Stderr { get; init; } = "";

    /// <summary>The first thing that the hook asked for and the simulation lacks; null if there is none.</summary>
    public Lacking? FirstLacking()
    {
        IReadOnlyList<HookEntry> entries = Entries;
        int count = entries.Count;
        for (int i = 0; i < count; i++)
        {
            if (entries[i] is Lacking lacking)
            {
                return lacking;
            }
        }

        return null;
    }

    /// <summary>Why nothing can be told from this hook on, for people; null if the simulation had all that it asked for.</summary>
    public string? WhyLacking() =>
        FirstLacking() is { } lacking ? $"{Unit} ran {lacking.Command} in {Hook.Name}, and the simulation has no {lacking.What}" : null;

    // What the charm did comes first.
    internal override HookStep Through(TextPass texts) => this with
    {
        Entries = texts.Each(Entries, static (entry, texts) => entry.Through(texts)),
        Commits = texts.Each(Commits, static (commit, texts) => commit.Through(texts)),
        Action = Action?.Through(texts),
        Failure = Failure is null ? null : texts.Text(Failure),
        Stdout = texts.Text(Stdout),
        Stderr = texts.Text(Stderr),
        Sightings = Sightings is null ? null : texts.Each(Sightings, static (sighting, texts) => sighting.Through(texts)),
    };
}

/// <summary>A key that a hook showed where it must not show.</summary>
/// <param name="Key">Which: <c>access-key</c> or <c>secret-key</c>.</param>
/// <param name="Where">Where, for people: <c>juju-log</c>, <c>a status message</c>, <c>standard error</c>.</param>
/// <param name="Form">In which form, for people: <c>plain</c>, <c>in base64</c>, <c>in hexadecimal</c>.</param>
public sealed record KeySighting(string Key, string Where, string Form)
{
    /// <summary>The line that shows it: as it was said where the key is looked for, masked in a trace that was masked.</summary>
    public string? Said { get; init; }

    /// <summary>Which key, where and in which form, whatever else the line says.</summary>
    public KeySighting Bare => this with { Said = null };

    internal KeySighting Through(TextPass texts) => Said is null ? this : this with { Said = texts.Text(Said) };
}

/// <summary>How a hook ended.</summary>
public enum HookOutcome
{
    /// <summary>Exit code 0 and Juju accepted what the hook wanted to change.</summary>
    Committed,

    /// <summary>The charm has no code for this hook; Juju takes that as success.</summary>
    Missing,

    /// <summary>The charm ended with an error (exit code, exception, time limit); nothing was committed, the unit is in error.</summary>
    Failed,

    /// <summary>The charm ended well but Juju refused the commit; the unit is in error.</summary>
    CommitRefused,

    /// <summary>The hook was killed before it could commit (a crash the scenario asked for); it stays queued and runs again.</summary>
    Killed,
}

/// <summary>One databag that a hook changed.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Application">True for the databag of the unit's application, false for the unit's own.</param>
/// <param name="Before">Its content before the hook.</param>
/// <param name="After">Its content after.</param>
public sealed record DatabagCommit(RelationId Relation, bool Application, Databag Before, Databag After)
{
    internal DatabagCommit Through(TextPass texts) => this with { Before = texts.Fields(Before), After = texts.Fields(After) };
}

/// <summary>What an action answered.</summary>
/// <param name="Failed">Did the charm, or its exit code, call it failed?</param>
/// <param name="Message">The message of a failure, or empty.</param>
/// <param name="Results">The results it set.</param>
public sealed record ActionOutcome(bool Failed, string Message, IReadOnlyList<KeyValuePair<string, string>> Results)
{
    internal ActionOutcome Through(TextPass texts) => this with { Results = texts.Fields(Results), Message = texts.Text(Message) };
}
