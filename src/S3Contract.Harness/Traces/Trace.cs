namespace S3Contract.Harness.Traces;

/// <summary>What a run was, apart from what happened in it.</summary>
/// <param name="Script">The name of the script that was run.</param>
/// <param name="Provider">The charm that plays the provider.</param>
/// <param name="Requirer">The charm that plays the requirer.</param>
public sealed record TraceHeader(string Script, TracePlayer Provider, TracePlayer Requirer)
{
    /// <summary>The seed of the random values in the run.</summary>
    public ulong Seed { get; init; }
}

/// <summary>A charm in a run.</summary>
/// <param name="Charm">The name of the charm.</param>
/// <param name="Host">How it was hosted: <c>in-process</c> or <c>process</c>.</param>
/// <param name="UnderTest">Is this the charm to be judged (or one of them), rather than a reference charm that plays the other side?</param>
public sealed record TracePlayer(string Charm, string Host, bool UnderTest);

/// <summary>A run: an immutable list of steps. Verdicts, coverage, expectations and reports are functions of it.</summary>
/// <param name="Header">What the run was.</param>
/// <param name="Steps">What happened, in order.</param>
public sealed record Trace(TraceHeader Header, IReadOnlyList<Step> Steps);
