using System.Collections.Immutable;

namespace S3Contract.Reference.Observations;

/// <summary>The model as the steps of a run tell it, so that what is said of a run needs nothing but its steps. Immutable: a step makes the
/// next one. A step that makes no sense changes nothing.</summary>
public sealed record ObservedModel : IModel
{
    private ObservedModel()
    {
    }

    /// <summary>Nothing has happened.</summary>
    public static ObservedModel Empty { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<ApplicationView> Applications => Deployed;

    /// <inheritdoc/>
    public IReadOnlyList<RelationView> Relations => Related;

    /// <summary>Did the last settle leave nothing to run, and was nothing done since? Null before the first settle.</summary>
    public bool? Quiet { get; private init; }

    private ImmutableList<ApplicationView> Deployed { get; init; } = [];

    private ImmutableList<RelationView> Related { get; init; } = [];

    private ImmutableHashSet<RelationId> EverUnderContract { get; init; } = [];

    private ImmutableHashSet<UnitName> EverAdded { get; init; } = [];

    private ImmutableDictionary<UnitName, StatusChanged> Statuses { get; init; } = ImmutableDictionary<UnitName, StatusChanged>.Empty;

    /// <summary>The model that steps lead to.</summary>
    public static ObservedModel Of(IEnumerable<Step> steps) => steps.Aggregate(Empty, (model, step) => model.After(step));

    /// <summary>The status a unit's charm set last; null if it never did.</summary>
    public StatusChanged? Status(UnitName unit) => Statuses.GetValueOrDefault(unit);

    /// <summary>Is this, or was it once, a unit of the application that has its name now, or had it last?</summary>
    public bool Knew(UnitName unit) => EverAdded.Contains(unit);

    /// <summary>Is this, or was it once, a relation under contract?</summary>
    public bool WasUnderContract(RelationId relation) => EverUnderContract.Contains(relation);

    /// <summary>The model after a further step.</summary>
    public ObservedModel After(Step step) => step switch
    {
        HookStep hook => After(hook),
        ModelStep { Change: ModelQuiet } => this with { Quiet = true },
        ModelStep { Change: ModelRestless } => this with { Quiet = false },
        ModelStep { Change: CredentialsIssued } => this,
        ModelStep model => Busy.After(model.Change),
        _ => this,
    };

    private ObservedModel Busy => Quiet == true ? this with { Quiet = false } : this;

    private ObservedModel After(HookStep hook)
    {
        ObservedModel model = Busy;
        foreach (HookEntry entry in hook.Entries)
        {
            if (entry is StatusChanged { Application: false } status && !status.Equals(model.Status(hook.Unit)))
            {
                model = model with { Statuses = model.Statuses.SetItem(hook.Unit, status) };
            }
        }

        foreach (DatabagCommit commit in hook.Commits)
        {
            if (commit.Application)
            {
                model = model.With(commit.Relation, relation => relation.Showing(hook.Unit.Application, commit.After));
            }
        }

        return model;
    }

    private ObservedModel After(ModelChange change) => change switch
    {
        ApplicationDeployed { Application: var name } => this with
        {
            Deployed = Deployed.RemoveAll(known => Is(known.Name, name)).Add(new ApplicationView(name)),
            EverAdded = EverAdded.Except(EverAdded.Where(unit => Is(unit.Application, name))),
        },
        UnitAdded { Unit: var unit } => (this with { EverAdded = EverAdded.Add(unit) }).With(
            unit.Application, known => known with { Units = [.. known.Units, unit], Present = [.. known.Present, unit] }),
        UnitRemoved { Unit: var unit } => With(unit.Application, known => known with { Units = Without(known.Units, unit) }),
        UnitGone { Unit: var unit } => With(
            unit.Application, known => known with { Units = Without(known.Units, unit), Present = Without(known.Present, unit) }).Swept(),
        ApplicationRemoved { Application: var name } => With(name, known => known with { Dying = true }).Swept(),
        LeaderMoved moved => With(moved.Application, known => known with { Leader = moved.To }),
        RelationAdded added => Add(new RelationView(
            added.Relation, added.Interface, added.Provider, added.ProviderEndpoint, added.Requirer, added.RequirerEndpoint)),
        RelationRemoved removed => With(removed.Relation, relation => relation with { Dying = true }),
        RelationGone gone => (this with { Related = Related.RemoveAll(relation => relation.Id == gone.Relation) }).Swept(),
        _ => this,
    };

    private ObservedModel Add(RelationView relation) => this with
    {
        Related = Related.RemoveAll(known => known.Id == relation.Id).Add(relation),
        EverUnderContract = relation.IsUnderContract ? EverUnderContract.Add(relation.Id) : EverUnderContract,
    };

    private ObservedModel With(string application, Func<ApplicationView, ApplicationView> change) =>
        Deployed.FindIndex(known => Is(known.Name, application)) is >= 0 and int at ? this with { Deployed = Deployed.SetItem(at, change(Deployed[at])) } : this;

    private ObservedModel With(RelationId relation, Func<RelationView, RelationView> change) =>
        Related.FindIndex(known => known.Id == relation) is >= 0 and int at ? this with { Related = Related.SetItem(at, change(Related[at])) } : this;

    // An application that is being removed vanishes with its last unit and relation.
    private ObservedModel Swept() => this with
    {
        Deployed = Deployed.RemoveAll(known => known is { Dying: true, Present: [] }
            && !Related.Exists(relation => Is(relation.Provider, known.Name) || Is(relation.Requirer, known.Name))),
    };

    private static UnitName[] Without(IReadOnlyList<UnitName> units, UnitName unit) => [.. units.Where(known => known != unit)];

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
