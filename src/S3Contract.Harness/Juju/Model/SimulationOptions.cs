using S3Contract.Harness.Metadata;
using S3Contract.Harness.S3;

namespace S3Contract.Harness.Juju.Model;

/// <summary>The facts of the simulated controller and model.</summary>
public sealed record SimulationOptions
{
    /// <summary>The name of the model (<c>JUJU_MODEL_NAME</c>).</summary>
    public string ModelName { get; init; } = "s3contract";

    /// <summary>The UUID of the model (<c>JUJU_MODEL_UUID</c>).</summary>
    public string ModelUuid { get; init; } = "5c0a17ac-0000-4000-8000-000000000001";

    /// <summary>Which Juju is simulated.</summary>
    public JujuVersion Juju { get; init; } = JujuVersion.Default;

    /// <summary>How many times a <c>Simulation.Settle</c> retries a failing hook before it leaves the unit in error.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Keeps the steps (<c>Simulation.Steps</c>). Off where so many are taken that only <c>Simulation.StepTaken</c> is
    /// of use.</summary>
    public bool KeepSteps { get; init; } = true;

    /// <summary>Who serves the S3 of the run; null for a run without one.</summary>
    internal IS3Server? S3 { get; init; }
}
