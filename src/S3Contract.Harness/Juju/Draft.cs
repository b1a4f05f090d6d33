using S3Contract.Charms;
using S3Contract.Observations;

namespace S3Contract.Harness.Juju;

/// <summary>A change of a <see cref="World"/> in the making: each array is copied at its first change, and only then. The world it began
/// with is never touched, so a draft can be thrown away at any time.</summary>
internal sealed class Draft
{
    private World _basis = World.Empty;
    private ApplicationState[]? _applications;
    private UnitState[]? _units;
    private RelationState[]? _relations;

    public WorldCounters Counters;

    /// <summary>What an operator would notice, to be recorded as steps.</summary>
    public List<ModelChange> Changes { get; } = [];

    public ReadOnlySpan<ApplicationState> Applications => _applications ?? _basis.ApplicationStates;

    public ReadOnlySpan<UnitState> Units => _units ?? _basis.Units;

    public ReadOnlySpan<RelationState> Relations => _relations ?? _basis.RelationStates;

    public Draft Begin(World basis)
    {
        _basis = basis;
        _applications = null;
        _units = null;
        _relations = null;
        Counters = WorldCounters.Of(basis);
        Changes.Clear();
        return this;
    }

    public World Finish() => World.Of(
        _applications ?? _basis.ApplicationStates, _units ?? _basis.Units, _relations ?? _basis.RelationStates, ref Counters);

    public int IndexOfApplication(string name)
    {
        ReadOnlySpan<ApplicationState> applications = Applications;
        for (int i = 0; i < applications.Length; i++)
        {
            if (string.Equals(applications[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    public int IndexOfUnit(UnitName name)
    {
        ReadOnlySpan<UnitState> units = Units;
        for (int i = 0; i < units.Length; i++)
        {
            if (units[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    public int IndexOfRelation(RelationId id)
    {
        ReadOnlySpan<RelationState> relations = Relations;
        for (int i = 0; i < relations.Length; i++)
        {
            if (relations[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    public void Set(int at, ApplicationState application) => (_applications ??= [.. _basis.ApplicationStates])[at] = application;

    public void Set(int at, UnitState unit) => (_units ??= [.. _basis.Units])[at] = unit;

    public void Set(int at, RelationState relation) => (_relations ??= [.. _basis.RelationStates])[at] = relation;

    public void Add(ApplicationState application) => _applications = (_applications ?? _basis.ApplicationStates).Appended(application);

    public void Add(UnitState unit) => _units = (_units ?? _basis.Units).Appended(unit);

    public void Add(RelationState relation) => _relations = (_relations ?? _basis.RelationStates).Appended(relation);

    public void RemoveApplication(int at) => _applications = (_applications ?? _basis.ApplicationStates).Without(at);

    public void RemoveUnit(int at) => _units = (_units ?? _basis.Units).Without(at);

    public void RemoveRelation(int at) => _relations = (_relations ?? _basis.RelationStates).Without(at);
}
