using S3Contract.Charms;
using S3Contract.Observations;

namespace S3Contract.Harness.Scripts;

/// <summary>The model as the steps of a run show it: who is there, who leads, what the databags hold. A fold over the trace, so that what is
/// said of a run needs nothing but its steps.</summary>
internal sealed class ModelPicture
{
    private readonly List<Relation> _relations = [];
    private readonly HashSet<RelationId> _everUnderContract = [];
    private readonly Dictionary<string, Application> _applications = new(StringComparer.Ordinal);
    private readonly Dictionary<UnitName, (WorkloadStatus Status, string Message)> _statuses = [];

    /// <summary>Did the last settle leave nothing to run, and was nothing done since? Null before the first settle.</summary>
    public bool? Quiet { get; private set; }

    /// <summary>The relations that exist, the oldest first.</summary>
    public IReadOnlyList<Relation> Relations => _relations;

    /// <summary>Takes the next step of the run.</summary>
    public void Observe(Step step)
    {
        if (step is HookStep hook)
        {
            Quiet = Quiet is null ? null : false;
            Observe(hook);
        }
        else if (step is ModelStep model)
        {
            Quiet = model.Change switch
            {
                ModelQuiet => true,
                ModelRestless => false,
                CredentialsIssued => Quiet,
                _ => Quiet is null ? null : false,
            };
            Observe(model.Change);
        }
    }

    /// <summary>The unit that leads an application; null if none does.</summary>
    public UnitName? Leader(string application) => _applications.GetValueOrDefault(application)?.Leader;

    /// <summary>The units of an application that are not being removed, in the order of their addition.</summary>
    public IReadOnlyList<UnitName> Units(string application) => _applications.GetValueOrDefault(application)?.Alive ?? [];

    /// <summary>The status a unit's charm set last; null if it never did.</summary>
    public (WorkloadStatus Status, string Message)? Status(UnitName unit) =>
        _statuses.TryGetValue(unit, out (WorkloadStatus, string) status) ? status : null;

    /// <summary>The relation with a number; null if there is none any more.</summary>
    public Relation? Find(RelationId id) => _relations.Find(relation => relation.Added.Relation == id);

    /// <summary>Is this, or was it once, a relation under contract?</summary>
    public bool WasUnderContract(RelationId id) => _everUnderContract.Contains(id);

    /// <summary>The relations under contract between two applications.</summary>
    public IReadOnlyList<Relation> Between(string application, string other) =>
        [.. _relations.Where(relation => relation.IsUnderContract && relation.Joins(application, other))];

    /// <summary>The one unit that a command means.</summary>
    /// <remarks>A unit that has that number; else the number modulo the units there are; else, where there are none, a unit that does not
    /// exist, which Juju refuses.</remarks>
    public UnitName Resolve(UnitReference reference)
    {
        Application? application = _applications.GetValueOrDefault(reference.Application);
        if (application is null || application.Present.Count == 0)
        {
            return new UnitName(reference.Application, reference.Number);
        }

        if (reference.Pick != UnitPick.Number)
        {
            return application.Leader ?? application.Present[0];
        }

        var named = new UnitName(reference.Application, reference.Number);
        List<UnitName> units = application.Alive.Count > 0 ? application.Alive : application.Present;
        return application.Present.Contains(named) ? named : units[reference.Number % units.Count];
    }

    /// <summary>The units that an expectation means: also one that has gone, if it is named by its number.</summary>
    public IReadOnlyList<UnitName> Select(UnitReference reference)
    {
        Application? application = _applications.GetValueOrDefault(reference.Application);
        var named = new UnitName(reference.Application, reference.Number);
        return (application, reference.Pick) switch
        {
            (null, _) => [],
            (_, UnitPick.Every) => application.Alive,
            (_, UnitPick.Leader) => application.Leader is { } leader ? [leader] : [],
            _ when application.Ever.Contains(named) => [named],
            _ => application.Alive.Count == 0 ? [] : [application.Alive[reference.Number % application.Alive.Count]],
        };
    }

    private void Observe(HookStep step)
    {
        foreach (HookEntry entry in step.Entries)
        {
            if (entry is StatusChanged { Application: false } status)
            {
                _statuses[step.Unit] = (status.Status, status.Message);
            }
        }

        foreach (DatabagCommit commit in step.Commits)
        {
            if (commit.Application && Find(commit.Relation) is { } relation)
            {
                relation.Show(step.Unit.Application, commit.After);
            }
        }
    }

    private void Observe(ModelChange change)
    {
        switch (change)
        {
            case ApplicationDeployed deployed:
                _applications[deployed.Application] = new Application();
                break;
            case UnitAdded { Unit: var unit } when _applications.TryGetValue(unit.Application, out Application? application):
                application.Alive.Add(unit);
                application.Present.Add(unit);
                application.Ever.Add(unit);
                break;
            case UnitRemoved { Unit: var unit } when _applications.TryGetValue(unit.Application, out Application? application):
                application.Alive.Remove(unit);
                break;
            case UnitGone { Unit: var unit } when _applications.TryGetValue(unit.Application, out Application? application):
                application.Alive.Remove(unit);
                application.Present.Remove(unit);
                break;
            case ApplicationRemoved removed when _applications.TryGetValue(removed.Application, out Application? application):
                application.Alive.Clear();
                break;
            case LeaderMoved moved when _applications.TryGetValue(moved.Application, out Application? application):
                application.Leader = moved.To;
                break;
            case RelationAdded added:
                AddRelation(new Relation(added));
                break;
            case RelationGone gone:
                _relations.RemoveAll(relation => relation.Added.Relation == gone.Relation);
                break;
        }
    }

    private void AddRelation(Relation relation)
    {
        _relations.Add(relation);
        if (relation.IsUnderContract)
        {
            _everUnderContract.Add(relation.Added.Relation);
        }
    }

    /// <summary>A relation and what its two applications show on it.</summary>
    internal sealed class Relation(RelationAdded added)
    {
        private Databag _provider = Databag.Empty;
        private Databag _requirer = Databag.Empty;

        /// <summary>Who is related.</summary>
        public RelationAdded Added => added;

        /// <summary>Does it speak the interface?</summary>
        public bool IsUnderContract => !added.IsPeer && string.Equals(added.Interface, "s3", StringComparison.Ordinal);

        /// <summary>Does it join these two?</summary>
        public bool Joins(string application, string other) =>
            (Is(added.Provider, application) && Is(added.Requirer, other)) || (Is(added.Provider, other) && Is(added.Requirer, application));

        /// <summary>The application at the other end.</summary>
        public string Other(string application) => Is(added.Provider, application) ? added.Requirer : added.Provider;

        /// <summary>What an application shows.</summary>
        public Databag Shown(string application) => Is(added.Provider, application) ? _provider : _requirer;

        /// <summary>An application shows something else.</summary>
        public void Show(string application, Databag content)
        {
            if (Is(added.Provider, application))
            {
                _provider = content;
            }
            else
            {
                _requirer = content;
            }
        }

        private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
    }

    private sealed class Application
    {
        public UnitName? Leader { get; set; }

        public List<UnitName> Alive { get; } = [];

        public List<UnitName> Present { get; } = [];

        public HashSet<UnitName> Ever { get; } = [];
    }
}
