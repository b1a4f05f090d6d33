namespace S3Contract.Charms;

/// <summary>Something happened on a relation.</summary>
/// <param name="relation">The relation.</param>
/// <param name="application">The remote application the event is about; null if Juju cannot name it.</param>
/// <param name="unit">The remote unit the event is about; null if it is about the application.</param>
public class RelationEvent(Relation relation, string? application, UnitName? unit)
{
    /// <summary>The relation.</summary>
    public Relation Relation { get; } = relation;

    /// <summary>The remote application the event is about; null if Juju cannot name it.</summary>
    public string? Application { get; } = application;

    /// <summary>The remote unit the event is about; null if it is about the application.</summary>
    public UnitName? Unit { get; } = unit;
}
