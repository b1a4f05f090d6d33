using S3Contract.Charms;
using S3Contract.Harness.Juju.Actions;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Library;

/// <summary>A provider and a requirer in the simulated Juju.</summary>
internal sealed class TwoCharms : IDisposable
{
    public TwoCharms(ICharmSubject provider, ICharmSubject requirer, int units = 1)
    {
        Deploy("provider", provider, units);
        Deploy("requirer", requirer, units);
    }

    public Simulation Juju { get; } = new();

    public void Deploy(string application, ICharmSubject charm, int units = 1, params KeyValuePair<string, string>[] config) =>
        Assert.That(Juju.Deploy(application, charm, units, config), Is.True);

    public RelationId Integrate(string requirer = "requirer")
    {
        Assert.That(Juju.Integrate("provider", null, requirer, null), Is.True);
        return Juju.World.Relations.Last(relation => relation.Requirer == requirer).Id;
    }

    public void Run(string unit, string action, params (string Name, string Value)[] parameters)
    {
        Juju.RunAction(
            UnitName.Parse(unit), action, [.. parameters.Select(p => new KeyValuePair<string, string>(p.Name, p.Value))], ParameterStyle.Text);
        Settle();
    }

    public void Settle()
    {
        Assert.That(Juju.Settle(), Is.True, "the model becomes quiet");
        Assert.That(
            Juju.Steps.OfType<HookStep>().Where(step => step.Outcome != HookOutcome.Committed && step.Outcome != HookOutcome.Missing)
                .Select(step => $"{step.Unit} {step.Hook.Name}: {step.Failure}"),
            Is.Empty);
    }

    public Databag Shown(RelationId relation, string application) => Juju.World.ApplicationDatabag(relation, application);

    public IEnumerable<string> Emitted() =>
        from step in Juju.Steps.OfType<HookStep>()
        from entry in step.Entries.OfType<EventEmitted>()
        select $"{step.Unit} {entry.Name}";

    public void Dispose() => Juju.Dispose();
}
