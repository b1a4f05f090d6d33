namespace S3Contract.Harness.Scripts.Words;

/// <summary>A condition in front of a line or in the header: <c>[process]</c>, <c>[!events-visible]</c>, <c>[role:provider]</c>.</summary>
/// <param name="Name">Its name, one of <see cref="Names"/>.</param>
/// <param name="Negated">True for <c>[!name]</c>.</param>
internal sealed record Condition(string Name, bool Negated = false)
{
    /// <summary>The charm under test runs as a process.</summary>
    public const string Process = "process";

    /// <summary>The charm under test runs in process.</summary>
    public const string InProcess = "in-process";

    /// <summary>The custom events of the charms under test can be seen.</summary>
    public const string EventsVisible = "events-visible";

    /// <summary>Leadership may move in this run.</summary>
    public const string LeaderChange = "leader-change";

    /// <summary>The provider is a charm under test.</summary>
    public const string RoleProvider = "role:provider";

    /// <summary>The requirer is a charm under test.</summary>
    public const string RoleRequirer = "role:requirer";

    /// <summary>The run has an S3.</summary>
    public const string S3 = "s3";

    /// <summary>All conditions there are.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [EventsVisible, InProcess, LeaderChange, Process, RoleProvider, RoleRequirer, S3];

    /// <inheritdoc/>
    public override string ToString() => Negated ? $"[!{Name}]" : $"[{Name}]";
}
