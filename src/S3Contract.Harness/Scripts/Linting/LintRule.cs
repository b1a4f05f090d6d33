namespace S3Contract.Harness.Scripts.Linting;

/// <summary>How much a finding weighs.</summary>
internal enum LintSeverity
{
    /// <summary>The script is right as it is, and could say more. No reason for a check to fail.</summary>
    Advice,

    /// <summary>The script can be run, but hardly says what it is meant to.</summary>
    Warning,

    /// <summary>The script cannot be read.</summary>
    Error,
}

/// <summary>A rule that scripts are looked over by.</summary>
/// <param name="Id">Its name, for machines: <c>no-expectation</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Meaning">What it finds, in one sentence.</param>
internal sealed record LintRule(string Id, LintSeverity Severity, string Meaning)
{
    /// <summary>Something that cannot be read: an unknown word, a missing file. The message says what could stand there.</summary>
    public const string Syntax = "syntax";

    /// <summary>The script is not laid out as the formatter lays it out.</summary>
    public const string Layout = "layout";

    /// <summary>All rules.</summary>
    public static IReadOnlyList<LintRule> All { get; } =
    [
        new(Syntax, LintSeverity.Error, "Something cannot be read: an unknown word, a missing file, a value that makes no sense."),
        new("no-expectation", LintSeverity.Warning, "The script expects nothing, so only clauses can fail in it."),
        new("covers-nothing", LintSeverity.Warning, "The header names no clause after `# covers:`."),
        new("unknown-clause", LintSeverity.Warning, "The header names a clause that there is not."),
        new("unused-variable", LintSeverity.Warning, "Nothing uses a variable of `# let:`, or a column of the examples."),
        new("unreachable-expectation", LintSeverity.Warning, "An expectation before anything has run, or with conditions that never hold together."),
        new("near-directive", LintSeverity.Warning, "A comment of the header is nearly a directive: `# cover:`."),
        new(Layout, LintSeverity.Warning, "The script is not laid out as `fmt` lays it out."),
        new("open-world", LintSeverity.Advice, "A settle is followed only by expectations that leave open what else happened."),
    ];

    /// <summary>The rule of a name.</summary>
    internal static LintRule Of(string id) => All.First(rule => string.Equals(rule.Id, id, StringComparison.Ordinal));
}
