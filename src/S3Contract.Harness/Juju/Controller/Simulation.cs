using S3Contract.Harness.Juju.Agent;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Controller;

/// <summary>A running simulated Juju: the current <see cref="World"/>, the places where the units' charms live, and the steps taken so far.
/// The operator's methods never throw for what Juju would refuse: they record an <see cref="OperationRefused"/> and return false.
/// Not safe for use by several threads.</summary>
public sealed partial class Simulation : IDisposable
{
    private readonly List<Step> _steps = [];
    private int _taken;
    private readonly WorldDraft _draft = new();
    private readonly QuietUnits _quiet = new();
    private readonly List<ICharmSubject> _charms = [];
    private readonly List<UnitHost> _hosts = [];

    /// <summary>An empty model.</summary>
    public Simulation(SimulationOptions? options = null)
    {
        Options = options ?? new SimulationOptions();
        if (Options.S3 is { } server)
        {
            StartS3(server);
        }
    }

    /// <summary>The facts of the controller and model.</summary>
    public SimulationOptions Options { get; }

    /// <summary>The world as it is now.</summary>
    internal World World { get; private set; } = World.Empty;

    /// <summary>The steps taken so far.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Called for each step as it is recorded.</summary>
    public Action<Step>? StepTaken { get; set; }

    /// <summary>The line of the script that is being carried out; stamped on each step.</summary>
    public int Line { get; set; }

    /// <summary>The file in which that line stands, where the script includes it from another; stamped likewise.</summary>
    public string? File { get; set; }

    /// <summary>What the options, actions and secrets of the moment carry out for the scenario; stamped on each such step.</summary>
    public Handover? Handover
    {
        get;
        set
        {
            field = value;
            TellS3(value);
        }
    }

    /// <summary>Goes back to an earlier world. Only sound where no charm keeps anything outside of Juju, as in-process charms; the steps are
    /// not touched.</summary>
    internal void Restore(World world) => World = world;

    /// <summary>Ends the places where the units lived.</summary>
    public void Dispose()
    {
        foreach (UnitHost hosted in _hosts)
        {
            hosted.Host.Dispose();
        }

        _hosts.Clear();
        _s3?.Dispose();
    }

    private void Note(ModelChange change) => Take(new ModelStep(_taken, change) { Line = Line, File = File });

    private void Take(Step step)
    {
        step = _told is null ? step : step.Through(_told);
        _taken++;
        if (Options.KeepSteps)
        {
            _steps.Add(step);
        }

        StepTaken?.Invoke(step);
    }

    private void TakeChanges()
    {
        foreach (ModelChange change in _draft.Changes)
        {
            if (change is UnitGone gone)
            {
                EndHost(gone.Unit);
            }

            Note(change switch
            {
                ConfigChanged config => config with { Handover = Handover },
                ActionQueued queued => queued with { Handover = Handover },
                UserSecretSet set => set with { Handover = Handover },
                _ => change,
            });
        }
    }

    private CharmRevision RevisionOf(ICharmSubject charm)
    {
        int number = _charms.IndexOf(charm);
        if (number < 0)
        {
            number = _charms.Count;
            _charms.Add(charm);
        }

        return new CharmRevision(charm.Metadata, number);
    }

    private ICharmSubject CharmOf(UnitName unit) => _charms[World.Application(unit.Application).Charm.Number];

    private IUnitHost HostOf(UnitName unit)
    {
        foreach (UnitHost hosted in _hosts)
        {
            if (hosted.Unit == unit)
            {
                return hosted.Host;
            }
        }

        IUnitHost host = CharmOf(unit).CreateUnit(unit);
        _hosts.Add(new UnitHost(unit, host));
        return host;
    }

    private IUnitHost RefreshedHostOf(UnitName unit)
    {
        IUnitHost host = HostOf(unit);
        int at = _hosts.FindIndex(hosted => hosted.Unit == unit);
        _hosts[at] = new UnitHost(unit, CharmOf(unit).Refresh(unit, host));
        return _hosts[at].Host;
    }

    private void EndHost(UnitName unit)
    {
        for (int i = 0; i < _hosts.Count; i++)
        {
            if (_hosts[i].Unit == unit)
            {
                _hosts[i].Host.Dispose();
                _hosts.RemoveAt(i);
                return;
            }
        }
    }

    private readonly record struct UnitHost(UnitName Unit, IUnitHost Host);
}
