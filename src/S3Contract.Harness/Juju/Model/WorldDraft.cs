using S3Contract.Harness.Juju.Secrets;

namespace S3Contract.Harness.Juju.Model;

/// <summary>A change of a <see cref="World"/> in the making: each array is copied at its first change, and only then. The world it began
/// with is never touched, so a draft can be thrown away at any time.</summary>
internal sealed class WorldDraft
{
    private World _basis = World.Empty;
    private ApplicationRecord[]? _applications;
    private UnitRecord[]? _units;
    private RelationRecord[]? _relations;
    private SecretRecord[]? _secrets;

    public WorldCounters Counters;

    /// <summary>What an operator would notice, to be recorded as steps.</summary>
    public List<ModelChange> Changes { get; } = [];

    public ReadOnlySpan<ApplicationRecord> Applications => _applications ?? _basis.ApplicationStates;

    public ReadOnlySpan<UnitRecord> Units => _units ?? _basis.Units;

    public ReadOnlySpan<RelationRecord> Relations => _relations ?? _basis.RelationStates;

    /// <summary>The secrets: as a whole, since most hooks have nothing to do with them.</summary>
    public SecretRecord[] Secrets
    {
        get => _secrets ?? _basis.Secrets;
        set => _secrets = value;
    }

    public WorldDraft Begin(World basis)
    {
        _basis = basis;
        _applications = null;
        _units = null;
        _relations = null;
        _secrets = null;
        Counters = WorldCounters.Of(basis);
        Changes.Clear();
        return this;
    }

    public World Finish() => World.Of(
        _applications ?? _basis.ApplicationStates, _units ?? _basis.Units, _relations ?? _basis.RelationStates, Secrets, ref Counters);

    public int IndexOfApplication(string name)
    {
        ReadOnlySpan<ApplicationRecord> applications = Applications;
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
        ReadOnlySpan<UnitRecord> units = Units;
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
        ReadOnlySpan<RelationRecord> relations = Relations;
        for (int i = 0; i < relations.Length; i++)
        {
            if (relations[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    public void Set(int at, ApplicationRecord application) => (_applications ??= [.. _basis.ApplicationStates])[at] = application;

    public void Set(int at, UnitRecord unit) => (_units ??= [.. _basis.Units])[at] = unit;

    public void Set(int at, RelationRecord relation) => (_relations ??= [.. _basis.RelationStates])[at] = relation;

    public void Add(ApplicationRecord application) => _applications = (_applications ?? _basis.ApplicationStates).Appended(application);

    public void Add(UnitRecord unit) => _units = (_units ?? _basis.Units).Appended(unit);

    public void Add(RelationRecord relation) => _relations = (_relations ?? _basis.RelationStates).Appended(relation);

    public void RemoveApplication(int at) => _applications = (_applications ?? _basis.ApplicationStates).Without(at);

    public void RemoveUnit(int at) => _units = (_units ?? _basis.Units).Without(at);

    public void RemoveRelation(int at) => _relations = (_relations ?? _basis.RelationStates).Without(at);
}
