namespace S3Contract.Harness.Reports.Html;

/// <summary>A run as the page's script reads it, to draw its timeline and to walk through it. The names of the members are those in the script.</summary>
/// <param name="Name">The name of its script.</param>
/// <param name="Total">How many steps the run has; the page may hold fewer.</param>
/// <param name="Steps">The steps from the first on.</param>
internal sealed record PageRun(string Name, int Total, IReadOnlyList<PageStep> Steps);

/// <summary>A step: a hook has <see cref="Unit"/> and <see cref="Hook"/>, all else <see cref="Text"/>.</summary>
internal sealed record PageStep
{
    /// <summary>The line of the script that caused it; 0 if none did.</summary>
    public int Line { get; init; }

    /// <summary>The file of that line, where it is not the script's own.</summary>
    public string? File { get; init; }

    /// <summary>What changed in the model, in one line.</summary>
    public string? Text { get; init; }

    /// <summary>Whose doing that was: <c>operator</c>, <c>juju</c>, or <c>fault</c> for what a script does to the charm.</summary>
    public string? By { get; init; }

    /// <summary>The same for the script, which keeps the model: a word and what it is about.</summary>
    public IReadOnlyList<string>? Change { get; init; }

    /// <summary>The unit of a hook.</summary>
    public string? Unit { get; init; }

    /// <summary>The hook, by its name.</summary>
    public string? Hook { get; init; }

    /// <summary>What the hook is about: the relation, the remote unit.</summary>
    public string? About { get; init; }

    /// <summary>Did the unit lead?</summary>
    public bool Leader { get; init; }

    /// <summary>How many times it was tried before.</summary>
    public int Attempt { get; init; }

    /// <summary>How it ended, unless well: <c>missing</c>, <c>failed</c>, <c>refused</c>, <c>killed</c>.</summary>
    public string? End { get; init; }

    /// <summary>Why it did not end well.</summary>
    public string? Why { get; init; }

    /// <summary>What the charm did, in order: a word (<c>read</c>, <c>wrote</c>, <c>refused</c>, <c>event</c>, …) and what it is about.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Did { get; init; }

    /// <summary>What was changed in databags.</summary>
    public IReadOnlyList<PageCommit>? Commits { get; init; }

    /// <summary>What was done to secrets.</summary>
    public IReadOnlyList<PageSecret>? Secrets { get; init; }

    /// <summary>The last lines of standard error.</summary>
    public IReadOnlyList<string>? Err { get; init; }

    /// <summary>The last lines of standard output.</summary>
    public IReadOnlyList<string>? Out { get; init; }
}

/// <summary>A change of a databag that took effect.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Owner">The application or unit whose databag it is.</param>
/// <param name="Set">The keys that changed, with their new values; null for a key that went.</param>
/// <param name="Seen">The steps in which others read it, the first of each unit.</param>
/// <param name="Told">The steps in which others were told and did not read it, the first of each unit.</param>
internal sealed record PageCommit(
    int Relation, string Owner, IReadOnlyDictionary<string, string?> Set, IReadOnlyList<int> Seen, IReadOnlyList<int> Told);

/// <summary>A secret that a step made, changed or granted.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="What">What was done: <c>added, granted</c>.</param>
/// <param name="Seen">The steps in which others read it, the first of each unit.</param>
/// <param name="Told">The steps in which others were told and did not read it, the first of each unit.</param>
internal sealed record PageSecret(string Secret, string What, IReadOnlyList<int> Seen, IReadOnlyList<int> Told);
