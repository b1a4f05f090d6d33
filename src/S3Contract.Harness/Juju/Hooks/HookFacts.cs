using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Hooks;

/// <summary>What <c>network-get</c> answers for an endpoint.</summary>
/// <param name="Interface">The name of the network interface.</param>
/// <param name="MacAddress">Its hardware address.</param>
/// <param name="Address">The unit's address, which is also its ingress address.</param>
/// <param name="Cidr">The subnet of the address.</param>
/// <param name="EgressSubnet">The subnet that traffic of the unit comes from.</param>
internal sealed record NetworkInfo(string Interface, string MacAddress, string Address, string Cidr, string EgressSubnet);

/// <summary>What <c>goal-state</c> answers.</summary>
/// <param name="Units">The units of the own application, including this one, sorted as text.</param>
/// <param name="Relations">Per endpoint with relations, sorted: the remote applications and units, sorted.</param>
internal sealed record GoalState(
    IReadOnlyList<KeyValuePair<string, GoalStatus>> Units,
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, GoalStatus>>>> Relations);

/// <summary>A status in <c>goal-state</c>.</summary>
/// <param name="Status">The status, <c>dying</c> for what is being removed.</param>
/// <param name="Since">Since when, as Juju writes it; a fixed moment, since the simulated world has no clock.</param>
internal readonly record struct GoalStatus(string Status, string Since);

/// <summary>What <c>status-get --application --include-data</c> answers.</summary>
/// <param name="Application">The application's status.</param>
/// <param name="Units">The status of each unit, sorted as text.</param>
internal sealed record ApplicationStatus(StatusView Application, IReadOnlyList<KeyValuePair<string, StatusView>> Units);
