namespace S3Contract.Harness.Juju.Hooks;

/// <summary>How a charm's code ended.</summary>
internal enum HookExitKind
{
    /// <summary>Exit code 0, or no exception.</summary>
    Success,

    /// <summary>The charm has no code for this hook.</summary>
    Missing,

    /// <summary>Another exit code, a signal, an exception.</summary>
    Error,

    /// <summary>The time limit fired.</summary>
    TimedOut,
}

/// <summary>How a charm's code ended, and what it printed.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Failure">For people, if it did not succeed: <c>exit status 1</c>, <c>killed by signal 9</c>, an exception's type and message,
/// which limit fired.</param>
/// <param name="Stdout">Head and tail of standard output.</param>
/// <param name="Stderr">Head and tail of standard error.</param>
internal readonly record struct HookExit(HookExitKind Kind, string? Failure = null, string Stdout = "", string Stderr = "")
{
    /// <summary>The charm ended well and printed nothing.</summary>
    public static HookExit Success => default;
}
