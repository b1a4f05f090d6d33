using S3Contract.Reference;

namespace S3Contract.Harness.Judging;

/// <summary>Whom and what to judge.</summary>
public sealed record JudgeOptions
{
    /// <summary>The side or sides under test. The other side is played by a charm that is not judged.</summary>
    public Roles SubjectRoles { get; init; } = Roles.Both;

    /// <summary>The custom events that the subject is known to show (an in-process charm shows <see cref="AllEvents"/>); null if that is
    /// not known beforehand: then an event is visible once it has been seen in any of the runs judged.</summary>
    public IReadOnlySet<string>? VisibleEvents { get; init; }

    /// <summary>The subject's endpoint under test; null for every endpoint that speaks the interface.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The clauses that the subject's profile waives, each with its reason.</summary>
    public IReadOnlyDictionary<string, string> Waived { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The clauses that the subject's profile gives no way to, each with the reason; told where nothing put them to the test.</summary>
    public IReadOnlyDictionary<string, string> OutOfReach { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The most violations kept per clause; the first ones are kept, all are counted.</summary>
    public int MostViolations { get; init; } = 20;

    /// <summary>All custom events of the interface.</summary>
    public static IReadOnlySet<string> AllEvents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "credentials-requested", "credentials-changed", "credentials-gone" };
}
