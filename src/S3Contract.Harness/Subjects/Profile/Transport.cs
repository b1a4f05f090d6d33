namespace S3Contract.Harness.Subjects.Profile;

/// <summary>How the hooks of a charm that is a process are started.</summary>
public enum Transport
{
    /// <summary>As the profile says; if it says nothing, warm for a charm in Python, else cold.</summary>
    Auto,

    /// <summary>A process for each hook: what Juju does.</summary>
    Cold,

    /// <summary>For a charm in Python: forked from one Python that has loaded what the charm imports.</summary>
    Warm,

    /// <summary>By a program of the charm that does one hook after the other: <c>docs/worker.md</c>.</summary>
    Worker,
}

/// <summary>The words for it.</summary>
internal static class TransportName
{
    /// <summary>All, each by its name.</summary>
    public static IReadOnlyList<(string Name, Transport Transport)> All { get; } =
        [("auto", Transport.Auto), ("cold", Transport.Cold), ("warm", Transport.Warm), ("worker", Transport.Worker)];
}
