using S3Contract.Charms;

namespace S3Contract.Harness.Juju;

/// <content>What an operator, or an expectation in a script, sees of the world.</content>
public sealed partial class World
{
    /// <summary>The applications, in the order of their deployment.</summary>
    public IReadOnlyList<ApplicationView> Applications
    {
        get
        {
            var views = new ApplicationView[ApplicationStates.Length];
            for (int i = 0; i < views.Length; i++)
            {
                ApplicationState application = ApplicationStates[i];
                views[i] = new ApplicationView(application.Name, application.Leader, AliveUnits(application.Name), application.Dying)
                {
                    Status = application.Status ?? StatusView.Unknown,
                    Version = application.Version,
                };
            }

            return views;
        }
    }

    /// <summary>The relations that exist, peer relations included, in the order of their numbers.</summary>
    public IReadOnlyList<RelationView> Relations
    {
        get
        {
            var views = new RelationView[RelationStates.Length];
            for (int i = 0; i < views.Length; i++)
            {
                RelationState relation = RelationStates[i];
                views[i] = new RelationView(
                    relation.Id,
                    relation.Interface,
                    relation.Provider.Application,
                    relation.Provider.Endpoint,
                    relation.Requirer.Application,
                    relation.Requirer.Endpoint,
                    relation.Dying);
            }

            return views;
        }
    }

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

        UnitState state = Units[at];
        return new UnitStatusView(state.Workload, state.InError ? state.Task!.Hook.Name : null, state.Dying);
    }

    /// <summary>The units of an application that are there, also those that are being removed, in the order of their addition.</summary>
    internal IEnumerable<UnitName> UnitsOf(string application)
    {
        foreach (UnitState unit in Units)
        {
            if (string.Equals(unit.Name.Application, application, StringComparison.Ordinal))
            {
                yield return unit.Name;
            }
        }
    }

    private List<UnitName> AliveUnits(string application)
    {
        var names = new List<UnitName>();
        foreach (UnitState unit in Units)
        {
            if (!unit.Dying && string.Equals(unit.Name.Application, application, StringComparison.Ordinal))
            {
                names.Add(unit.Name);
            }
        }

        return names;
    }
}
