using S3Contract.Reference.Clauses;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Judging;

/// <summary>Whom and what to judge: the one place that says what counts as a violation.</summary>
internal sealed record JudgeOptions
{
    /// <summary>The side or sides under test. The other side is played by a charm that is not judged.</summary>
    public Roles SubjectRoles { get; init; } = Roles.Both;

    /// <summary>The custom events that the subject is known to show (an in-process charm shows <see cref="AllEvents"/>); null if that is
    /// not known beforehand: then an event is visible once it has been seen in any of the runs judged.</summary>
    public IReadOnlySet<string>? VisibleEvents { get; init; }

    /// <summary>The subject's endpoint under test; null for every endpoint that speaks the interface.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The version of the interface that the side under test is taken to speak, whatever it writes; <see cref="ContractVersion.Any"/> where that is
    /// told from what it writes.</summary>
    public ContractVersion Speaks { get; init; }

    /// <summary>Clauses up to this level count.</summary>
    public ClauseLevel Level { get; init; } = ClauseLevel.Strict;

    /// <summary>The only clauses that count; null for all.</summary>
    public IReadOnlySet<string>? Clauses { get; init; }

    /// <summary>The clauses that the subject's profile waives, each with its reason.</summary>
    public IReadOnlyDictionary<string, string> Waived { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The clauses that nothing would put to the test, whatever ran, each with the reason: those that the subject's profile gives no way to, say.</summary>
    public IReadOnlyDictionary<string, string> OutOfReach { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The most violations kept per clause; the first ones are kept, all are counted.</summary>
    public int MostViolations { get; init; } = 20;

    /// <summary>All custom events of the interface.</summary>
    public static IReadOnlySet<string> AllEvents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "credentials-requested", "credentials-changed", "credentials-gone" };

    /// <summary>Is a step to be judged? A relation of another endpoint is none under test.</summary>
    internal bool Concerns(Step step) => Endpoint is not { } endpoint
        || step is not ModelStep { Change: RelationAdded { Interface: "s3" } added }
        || (SubjectRoles.HasFlag(Roles.Provider) && string.Equals(added.ProviderEndpoint, endpoint, StringComparison.Ordinal))
        || (SubjectRoles.HasFlag(Roles.Requirer) && string.Equals(added.RequirerEndpoint, endpoint, StringComparison.Ordinal));

    /// <summary>Is it a violation by a side under test?</summary>
    internal bool Concerns(Violation violation) => (violation.Role & SubjectRoles) != Roles.None;

    /// <summary>Does a violation of the clause by a side under test count, once it shows the clause's event?</summary>
    internal bool Counts(Clause clause) => clause.Level <= Level && Clauses?.Contains(clause.Id) != false && !Waived.ContainsKey(clause.Id);

    /// <summary>Can the clause be judged by the events that the subject shows?</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="seen">The events that were seen of it.</param>
    internal bool Shows(Clause clause, SeenEvents seen) =>
        VisibleEvents is { } known ? clause.Event is not { } name || known.Contains(name) : seen.Shows(clause);
}
