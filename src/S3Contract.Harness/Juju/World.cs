using S3Contract.Charms;

namespace S3Contract.Harness.Juju;

/// <summary>Everything the simulated controller and all unit agents know at one moment. Immutable: a hook or an operator's command makes
/// a new world that shares all that did not change.</summary>
public sealed class World
{
    /// <summary>A number that is equal for worlds that behave the same from now on: it leaves out counters that nothing depends on.</summary>
    public UInt128 Fingerprint => throw new NotSupportedException();

    /// <summary>The applications, in the order of their deployment.</summary>
    public IReadOnlyList<ApplicationView> Applications => throw new NotSupportedException();

    /// <summary>The relations that exist, peer relations included, in the order of their numbers.</summary>
    public IReadOnlyList<RelationView> Relations => throw new NotSupportedException();

    /// <summary>What the actions answered so far, oldest first.</summary>
    public IReadOnlyList<ActionResult> ActionResults => throw new NotSupportedException();

    /// <summary>The databag of an application on a relation; empty if there is no such relation or application.</summary>
    public Databag ApplicationDatabag(RelationId relation, string application) => throw new NotSupportedException();

    /// <summary>The databag of a unit on a relation; empty if there is no such relation or the unit never was in it.</summary>
    public Databag UnitDatabag(RelationId relation, UnitName unit) => throw new NotSupportedException();

    /// <summary>The status of a unit; null if there is no such unit.</summary>
    public UnitStatusView? UnitStatus(UnitName unit) => throw new NotSupportedException();
}
