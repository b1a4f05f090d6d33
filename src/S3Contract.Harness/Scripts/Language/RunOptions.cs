using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>How scripts are run.</summary>
internal sealed record RunOptions
{
    /// <summary>The usual options.</summary>
    public static RunOptions Default { get; } = new();

    /// <summary>The roles played by charms under test; for the conditions of scripts and the header of the trace.</summary>
    public Roles UnderTest { get; init; } = Roles.Both;

    /// <summary>The seed of fake values.</summary>
    public ulong Seed { get; init; }

    /// <summary>Values of variables; win over the defaults in the script and over its examples.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The row of the script's examples to run, from 0. Ignored if it has none.</summary>
    public int Row { get; init; }

    /// <summary>May leadership move (condition <c>[leader-change]</c>)?</summary>
    public bool LeaderChange { get; init; } = true;

    /// <summary>Does a hard expectation that does not hold end the script? Off where the steps are judged, and a longer life shows more.</summary>
    public bool StopAtFailure { get; init; } = true;

    /// <summary>Does every unit's update-status timer fire once after the last line, followed by a settle? It does in Juju, every few minutes,
    /// and a charm may wait for it; only then can be told what a charm never does.</summary>
    public bool LetTimersFire { get; init; } = true;

    /// <summary>The most hooks in one settle that does not say itself.</summary>
    public int MaxHooks { get; init; } = 500;

    /// <summary>Told of each step as it is taken.</summary>
    public Action<Step>? StepTaken { get; init; }

    /// <summary>The facts of the simulated Juju.</summary>
    public SimulationOptions Simulation { get; init; } = new();
}
