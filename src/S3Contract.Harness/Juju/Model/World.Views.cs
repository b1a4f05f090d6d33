namespace S3Contract.Harness.Juju.Model;

/// <content>What an operator, or an expectation in a script, sees of the world.</content>
internal sealed partial class World : IModel
{
    /// <inheritdoc/>
    public IReadOnlyList<ApplicationView> Applications => [.. ApplicationStates.Select(application => new ApplicationView(application.Name)
    {
        Leader = application.Leader,
        Units = UnitsOf(application.Name, alsoDying: false),
        Present = UnitsOf(application.Name, alsoDying: true),
        Dying = application.Dying,
    })];

    /// <inheritdoc/>
    public IReadOnlyList<RelationView> Relations => [.. RelationStates.Select(relation => new RelationView(
        relation.Id, relation.Interface, relation.Provider.Application, relation.Provider.Endpoint, relation.Requirer.Application, relation.Requirer.Endpoint)
    {
        Dying = relation.Dying,
        Answer = relation.Provider.Bag.Content,
        Request = relation.OtherSide?.Bag.Content ?? Databag.Empty,
    })];

    /// <summary>What the actions answered so far, oldest first.</summary>
    public IReadOnlyList<ActionResult> ActionResults => Results;

    /// <summary>The databag of an application on a relation; empty if there is no such relation or application.</summary>
    public Databag ApplicationDatabag(RelationId relation, string application) =>
        IndexOfRelation(relation) is >= 0 and int at && RelationStates[at].Involves(application)
            ? RelationStates[at].Own(application).Bag.Content
            : Databag.Empty;

    /// <summary>The databag of a unit on a relation, kept after the unit left for as long as the relation lives; empty if there is no such
    /// relation or the unit never was in it.</summary>
    public Databag UnitDatabag(RelationId relation, UnitName unit) =>
        IndexOfRelation(relation) is >= 0 and int at && RelationStates[at].Involves(unit.Application)
            ? RelationStates[at].Own(unit.Application).Find(unit)?.Bag.Content ?? Databag.Empty
            : Databag.Empty;

    /// <summary>The status of a unit; null if there is no such unit.</summary>
    public UnitStatusView? UnitStatus(UnitName unit)
    {
        int at = IndexOfUnit(unit);
        if (at < 0)
        {
            return null;
        }

        UnitRecord state = Units[at];
        return new UnitStatusView(state.Workload, state.InError ? state.Task!.Hook.Name : null, state.Dying);
    }

    /// <summary>The status that an application's leader has set, else <c>unknown</c>.</summary>
    public StatusView ApplicationStatus(string application) => Application(application).Status ?? StatusView.Unknown;

    /// <summary>What <c>application-version-set</c> said; empty if nothing.</summary>
    public string ApplicationVersion(string application) => Application(application).Version;

    private UnitName[] UnitsOf(string application, bool alsoDying) =>
    [
        .. Units.Where(unit => (alsoDying || !unit.Dying) && string.Equals(unit.Name.Application, application, StringComparison.Ordinal)).Select(unit => unit.Name),
    ];
}
