using S3Contract.Charms;
using S3Contract.Observations;

namespace S3Contract.Harness.Juju;

/// <summary>A relation as an operator sees it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Interface">Its interface.</param>
/// <param name="Provider">The providing application (of a peer relation: the application).</param>
/// <param name="ProviderEndpoint">Its endpoint.</param>
/// <param name="Requirer">The requiring application (of a peer relation: the application).</param>
/// <param name="RequirerEndpoint">Its endpoint.</param>
/// <param name="Dying">Is it being removed?</param>
public sealed record RelationView(
    RelationId Id,
    string Interface,
    string Provider,
    string ProviderEndpoint,
    string Requirer,
    string RequirerEndpoint,
    bool Dying)
{
    /// <summary>Is this a peer relation?</summary>
    public bool IsPeer => string.Equals(Provider, Requirer, StringComparison.Ordinal)
        && string.Equals(ProviderEndpoint, RequirerEndpoint, StringComparison.Ordinal);
}

/// <summary>An application as an operator sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Leader">The unit that leads, if any.</param>
/// <param name="Units">The units that are not being removed, in the order of their addition.</param>
/// <param name="Dying">Is it being removed?</param>
public sealed record ApplicationView(string Name, UnitName? Leader, IReadOnlyList<UnitName> Units, bool Dying)
{
    /// <summary>The application's status: the one set by <c>status-set --application</c>, else <c>unknown</c>.</summary>
    public StatusView Status { get; init; } = StatusView.Unknown;

    /// <summary>What <c>application-version-set</c> said; empty if nothing.</summary>
    public string Version { get; init; } = "";
}

/// <summary>A status and its message.</summary>
/// <param name="Status">As Juju spells it: <c>active</c>, <c>blocked</c>, <c>maintenance</c>, <c>waiting</c>, <c>unknown</c>,
/// <c>terminated</c>.</param>
/// <param name="Message">The message.</param>
public sealed record StatusView(string Status, string Message)
{
    /// <summary>The status of what never set one.</summary>
    public static StatusView Unknown { get; } = new("unknown", "");
}

/// <summary>A unit's status as an operator sees it.</summary>
/// <param name="Workload">What the charm said (or Juju itself, around install and removal).</param>
/// <param name="FailedHook">The name of the hook the unit is stuck on (<c>hook failed: "…"</c>); null if the unit is not in error.</param>
/// <param name="Dying">Is the unit being removed?</param>
public sealed record UnitStatusView(StatusView Workload, string? FailedHook, bool Dying)
{
    /// <summary>Is the unit in error?</summary>
    public bool Error => FailedHook is not null;
}

/// <summary>What an action answered.</summary>
/// <param name="Id">The number Juju gave the action, from 1.</param>
/// <param name="Unit">The unit it ran on.</param>
/// <param name="Action">Its name.</param>
/// <param name="Outcome">What it answered.</param>
public sealed record ActionResult(int Id, UnitName Unit, string Action, ActionOutcome Outcome);
