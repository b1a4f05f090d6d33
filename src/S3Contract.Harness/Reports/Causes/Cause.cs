using System.Text.RegularExpressions;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Reports.Causes;

/// <summary>One fault of a charm, with all that it breaks: what is told once, however many clauses and scripts it shows in.</summary>
/// <param name="Key">What tells it from other causes: the kind of the failed hook and the last line it printed, without numbers and secrets;
/// where no hook failed, the clause. The same in every run.</param>
/// <param name="Clauses">The clauses it breaks, those that count first; with their violations by this cause, the shortest way there
/// first.</param>
/// <param name="Scripts">The scripts it shows in, in the order in which they ran.</param>
internal sealed partial record Cause(string Key, IReadOnlyList<ClauseResult> Clauses, IReadOnlyList<string> Scripts)
{
    private static readonly string[] s_levels = [LevelName.Of(ClauseLevel.Core), LevelName.Of(ClauseLevel.Library), LevelName.Of(ClauseLevel.Strict)];

    /// <summary>The violation to look at first.</summary>
    public FoundViolation First => Clauses[0].Violations[0];

    /// <summary>Does a clause that it breaks count?</summary>
    public bool Counts => Clauses[0].Counts;

    /// <summary>Does a baseline accept all that it breaks and that counts?</summary>
    public bool IsAccepted => Counts && Clauses.Where(clause => clause.Counts).All(clause => clause.Accepted is not null);

    /// <summary>The fault in one line: <c>s3-relation-changed fails: KeyError: 'region'</c>, or what is wrong.</summary>
    public string Headline => First.Behind is not { } hook ? First.Message
        : hook.LastWords is [.., var last] ? $"{hook.Hook} fails: {last.Trim()}"
        : $"{hook.Hook} fails: {hook.Failure}";

    /// <summary>The causes of what a check found: those that count first, of them those that break a clause of the lowest level, of them those
    /// that show in most scripts, then in the order of the clauses.</summary>
    public static IReadOnlyList<Cause> Of(CheckReport report) => Of(report.Clauses, [.. report.Scenarios.Select(scenario => scenario.Name)]);

    /// <summary>The causes of broken clauses.</summary>
    /// <param name="clauses">The clauses, in the order of the catalogue.</param>
    /// <param name="scripts">The names of the scripts in the order in which they ran; others come behind.</param>
    public static IReadOnlyList<Cause> Of(IEnumerable<ClauseResult> clauses, IReadOnlyList<string> scripts)
    {
        ILookup<string, int> order = scripts.Select((name, index) => (name, index)).ToLookup(one => one.name, one => one.index, StringComparer.Ordinal);
        Cause[] all =
        [
            .. clauses.Where(clause => clause.Verdict == Verdict.Fail)
                .SelectMany(clause => clause.Violations.Select(violation => (Key: KeyOf(clause, violation), Clause: clause, Violation: violation)))
                .GroupBy(one => one.Key, StringComparer.Ordinal)
                .Select(cause => new Cause(
                    cause.Key,
                    [
                        .. cause.GroupBy(one => one.Clause.Id, StringComparer.Ordinal)
                            .Select(same => same.First().Clause with { Violations = [.. same.Select(one => one.Violation).OrderBy(violation => violation.Step)] })
                            .OrderByDescending(clause => clause.Counts).ThenBy(Rank),
                    ],
                    [
                        .. cause.Select(one => one.Violation.Script).Distinct(StringComparer.Ordinal)
                            .OrderBy(script => order[script].DefaultIfEmpty(int.MaxValue).First()),
                    ])),
        ];
        return [.. all.OrderByDescending(cause => cause.Counts).ThenBy(cause => Rank(cause.Clauses[0])).ThenByDescending(cause => cause.Scripts.Count)];
    }

    // What everybody must keep comes first.
    private static int Rank(ClauseResult clause) => Array.IndexOf(s_levels, clause.Level);

    /// <summary>What tells the cause of a violation from others.</summary>
    internal static string KeyOf(ClauseResult clause, FoundViolation violation) => violation.Behind is not { } hook ? clause.Id
        : $"{hook.Kind}: {Shape(hook.LastWords is [.., var last] ? last : hook.Failure)}";

    // Without what differs from run to run: numbers, and which secret it was.
    private static string Shape(string line) => Differing().Replace(line.Trim(), "N");

    [GeneratedRegex("‹[^›]*›|0x[0-9a-fA-F]+|[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Differing();
}
