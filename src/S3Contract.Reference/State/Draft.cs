using S3Contract.Reference.Charts;
using S3Contract.Reference.Secrets;

namespace S3Contract.Reference.State;

/// <summary>The state that a step is about to lead to, while the rules look at the step: copies what it changes, and nothing else.</summary>
internal ref struct Draft
{
    private readonly MachineState _origin;

    public Draft(MachineState origin, Step step, Tally tally)
    {
        _origin = origin;
        Step = step;
        Tally = tally;
        Applications = origin.Applications;
        Relations = origin.Relations;
        Units = origin.Units;
        Secrets = origin.Secrets;
        CharmSecrets = origin.CharmSecrets;
        RelatedBefore = origin.RelatedBefore;
        OtherRelations = origin.OtherRelations;
        Changes = origin.Changes;
    }

    public Step Step { get; }

    public Tally Tally { get; }

    public ApplicationState[] Applications { get; private set; }

    public RelationState[] Relations { get; private set; }

    public UnitState[] Units { get; private set; }

    public KnownSecret[] Secrets { get; set; }

    public CharmSecret[] CharmSecrets { get; private set; }

    /// <summary>The versions that the sides are taken to speak, whatever they write.</summary>
    public readonly Pins Pins => _origin.Pins;

    public string[] RelatedBefore { get; set; }

    public RelationId[] OtherRelations { get; set; }

    public int Changes { get; set; }

    /// <summary>The state with all that was set; the very state before if nothing was.</summary>
    public readonly MachineState Done() =>
        ReferenceEquals(Applications, _origin.Applications) && ReferenceEquals(Relations, _origin.Relations)
        && ReferenceEquals(Units, _origin.Units) && ReferenceEquals(Secrets, _origin.Secrets)
        && ReferenceEquals(CharmSecrets, _origin.CharmSecrets)
        && ReferenceEquals(RelatedBefore, _origin.RelatedBefore) && ReferenceEquals(OtherRelations, _origin.OtherRelations)
        && Changes == _origin.Changes
            ? _origin
            : new MachineState(Applications, Relations, Units, Secrets, CharmSecrets, RelatedBefore, OtherRelations, Changes, _origin.Pins);

    public readonly int FindApplication(string name)
    {
        for (int i = 0; i < Applications.Length; i++)
        {
            if (string.Equals(Applications[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    public readonly int FindRelation(RelationId id)
    {
        for (int i = 0; i < Relations.Length; i++)
        {
            if (Relations[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    public readonly int FindUnit(UnitName name)
    {
        for (int i = 0; i < Units.Length; i++)
        {
            if (Units[i].Name.Number == name.Number
                && string.Equals(Units[i].Name.Application, name.Application, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The secret with this id that a charm has made; below 0 if none has.</summary>
    public readonly int FindSecret(string id) => Array.FindIndex(CharmSecrets, secret => string.Equals(secret.Id, id, StringComparison.Ordinal));

    public void Set(int index, CharmSecret secret) => CharmSecrets = Replaced(CharmSecrets, _origin.CharmSecrets, index, secret);

    public void Add(CharmSecret secret) => CharmSecrets = [.. CharmSecrets, secret];

    public void Set(int index, ApplicationState application) => Applications = Replaced(Applications, _origin.Applications, index, application);

    public void Set(int index, RelationState relation) => Relations = Replaced(Relations, _origin.Relations, index, relation);

    public void Set(int index, UnitState unit) => Units = Replaced(Units, _origin.Units, index, unit);

    public void Add(ApplicationState application) => Applications = [.. Applications, application];

    public void Add(RelationState relation) => Relations = [.. Relations, relation];

    public void Add(UnitState unit) => Units = [.. Units, unit];

    public void RemoveRelationAt(int index) => Relations = [.. Relations[..index], .. Relations[(index + 1)..]];

    public void RemoveUnitAt(int index) => Units = [.. Units[..index], .. Units[(index + 1)..]];

    /// <summary>Notes on the coverage map that a transition was taken, if the map has it.</summary>
    public readonly void Take(Chart chart, string from, string trigger)
    {
        if (MachineTable.Find(chart, from, trigger) is { } transition)
        {
            Tally.Coverage.Take(transition);
        }
    }

    /// <summary>Notes what happened to a relation in the charts of both sides.</summary>
    public readonly void Take(RelationState before, string trigger)
    {
        Take(before, Roles.Provider, trigger);
        Take(before, Roles.Requirer, trigger);
    }

    /// <summary>Notes what happened to a relation in the chart of one side.</summary>
    public readonly void Take(RelationState before, Roles side, string trigger)
    {
        if (before.IsIn(ContractVersion.V0))
        {
            Take(side == Roles.Provider ? Chart.Provider : Chart.Requirer, side == Roles.Provider ? before.ProviderPhase : before.RequirerPhase, trigger);
        }

        if (before.IsIn(ContractVersion.V1))
        {
            Take(
                side == Roles.Provider ? Chart.ProviderV1 : Chart.RequirerV1, side == Roles.Provider ? SpokenPhase.OfProvider(before) : SpokenPhase.OfRequirer(before), trigger);
        }
    }

    /// <summary>Notes what happened to a unit of the requirer.</summary>
    public readonly void TakeUnit(RelationState relation, string phase, string trigger)
    {
        if (relation.IsIn(ContractVersion.V0))
        {
            Take(Chart.RequirerUnit, phase, trigger);
        }

        if (relation.IsIn(ContractVersion.V1))
        {
            Take(Chart.RequirerUnitV1, phase, trigger);
        }
    }

    /// <summary>Notes that the step broke a clause.</summary>
    public readonly void Violate(
        Clause clause, Roles role, string application, UnitName? unit, RelationId? relation, Reason reason, params string[] references) =>
        Tally.Violate(Step, Violation(clause, role, application, unit, relation, reason, references));

    /// <summary>A violation by the step.</summary>
    public readonly Violation Violation(
        Clause clause, Roles role, string application, UnitName? unit, RelationId? relation, Reason reason, params string[] references) =>
        new(clause, role, Step.Index, Step.Line, reason)
        {
            Application = application,
            Unit = unit,
            Hook = (Step as HookStep)?.Hook,
            Relation = relation,
            References = references,
        };

    private static T[] Replaced<T>(T[] current, T[] origin, int index, T value)
    {
        if (!ReferenceEquals(current, origin))
        {
            current[index] = value;
            return current;
        }

        var changed = new T[current.Length];
        current.AsSpan().CopyTo(changed);
        changed[index] = value;
        return changed;
    }
}
