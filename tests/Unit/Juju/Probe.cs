using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>Charms whose behaviour is a delegate in the test, and short ways to watch a simulation.</summary>
internal static class Probe
{
    /// <summary>A charm with the endpoints that most rules need.</summary>
    public static ICharmSubject Charm(
        Action<HookTransaction>? run = null, EndpointRole role = EndpointRole.Provider, int? limit = null, bool peers = false)
    {
        List<CharmEndpoint> endpoints = [new("db", role, "s3", limit)];
        if (peers)
        {
            endpoints.Add(new CharmEndpoint("peers", EndpointRole.Peer, "mesh"));
        }

        return Charm(run, new CharmMetadata("probe", endpoints));
    }

    public static ICharmSubject Charm(Action<HookTransaction>? run, CharmMetadata metadata) =>
        new InProcessCharm(metadata, context => new ProbeCharm(context, run));

    public static ICharmSubject Requirer(Action<HookTransaction>? run = null) => Charm(run, EndpointRole.Requirer);

    /// <summary>A provider <c>p</c> and a requirer <c>r</c>, related and settled.</summary>
    public static Simulation Related(
        Action<HookTransaction>? provider = null, Action<HookTransaction>? requirer = null, int providers = 1, int requirers = 1)
    {
        var simulation = new Simulation();
        simulation.Deploy("p", Charm(provider), providers);
        simulation.Deploy("r", Requirer(requirer), requirers);
        simulation.Settle();
        simulation.Integrate("p", null, "r", null);
        simulation.Settle();
        return simulation;
    }

    /// <summary>The hooks that ran since a step, as <c>unit: hook remote</c>.</summary>
    public static List<string> Hooks(this Simulation simulation, int from = 0, string? unit = null) =>
        [.. simulation.HookSteps(from)
            .Where(step => unit is null || step.Unit.ToString() == unit)
            .Select(step => (unit is null ? $"{step.Unit}: " : "") + Text(step.Hook))];

    public static IEnumerable<HookStep> HookSteps(this Simulation simulation, int from = 0) => simulation.Steps.Skip(from).OfType<HookStep>();

    public static List<ModelChange> Changes(this Simulation simulation, int from = 0) =>
        [.. simulation.Steps.Skip(from).OfType<ModelStep>().Select(step => step.Change)];

    public static UnitName Unit(string name) => UnitName.Parse(name);

    public static List<KeyValuePair<string, string>> Pairs(params string[] pairs) =>
        [.. pairs.Select(pair => new KeyValuePair<string, string>(pair[..pair.IndexOf('=')], pair[(pair.IndexOf('=') + 1)..]))];

    /// <summary>Runs a unit's hooks until one of that name is next.</summary>
    public static void RunUntil(this Simulation simulation, string unit, string hook)
    {
        while (simulation.NextHook(Unit(unit)) is { } next && Text(next) != hook)
        {
            simulation.RunNext(Unit(unit));
        }

        Assert.That(simulation.NextHook(Unit(unit)) is { } there ? Text(there) : null, Is.EqualTo(hook));
    }

    public static HookStep Step(this Simulation simulation, string unit) =>
        simulation.RunNext(Unit(unit)) ?? throw new InvalidOperationException($"{unit} has nothing to run");

    /// <summary>The short form of a hook: <c>db-changed r/0</c>, <c>db-changed (r)</c> for an application's databag, <c>install</c>.</summary>
    public static string Text(Hook hook)
    {
        string name = hook.Name.Replace("-relation", "", StringComparison.Ordinal);
        return hook.RemoteUnit is { } remote ? $"{name} {remote}"
            : hook.Kind == HookKind.RelationChanged ? $"{name} ({hook.RemoteApplication})"
            : name;
    }

    private sealed class ProbeCharm : CharmBase
    {
        public ProbeCharm(CharmContext context, Action<HookTransaction>? run)
            : base(context)
        {
            if (run is null)
            {
                return;
            }

            foreach (HookKind kind in Enum.GetValues<HookKind>())
            {
                Observe(kind, _ => run((HookTransaction)context.Commands));
            }
        }
    }
}
