namespace S3Contract.Harness.Juju.Model;

/// <summary>A status and its message.</summary>
/// <param name="Status">As Juju spells it: <c>active</c>, <c>blocked</c>, <c>maintenance</c>, <c>waiting</c>, <c>unknown</c>,
/// <c>terminated</c>.</param>
/// <param name="Message">The message.</param>
internal sealed record StatusView(string Status, string Message)
{
    /// <summary>The status of what never set one.</summary>
    public static StatusView Unknown { get; } = new("unknown", "");
}

/// <summary>A unit's status as an operator sees it.</summary>
/// <param name="Workload">What the charm said (or Juju itself, around install and removal).</param>
/// <param name="FailedHook">The name of the hook the unit is stuck on (<c>hook failed: "…"</c>); null if the unit is not in error.</param>
/// <param name="Dying">Is the unit being removed?</param>
internal sealed record UnitStatusView(StatusView Workload, string? FailedHook, bool Dying)
{
    /// <summary>Is the unit in error?</summary>
    public bool Error => FailedHook is not null;
}

/// <summary>What an action answered.</summary>
/// <param name="Id">The number Juju gave the action, from 1.</param>
/// <param name="Unit">The unit it ran on.</param>
/// <param name="Action">Its name.</param>
/// <param name="Outcome">What it answered.</param>
internal sealed record ActionResult(int Id, UnitName Unit, string Action, ActionOutcome Outcome);
