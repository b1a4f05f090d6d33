using S3Contract.Reference.Charts;

namespace S3Contract.Tests.Unit.Cli;

internal sealed class MachineTests
{
    [Test]
    public void Machine_lists_every_transition_of_the_table()
    {
        CliRun run = CliRun.Of("machine");

        Assert.That(run.Code, Is.Zero);
        Assert.That(
            run.Out.Split('\n').Count(line => line.StartsWith("  ", StringComparison.Ordinal)), Is.EqualTo(MachineTable.Transitions.Count));
    }

    [Test]
    public void Machine_draws_every_chart_as_the_page_does([Values] Chart chart) =>
        Assert.That(CliRun.Of("machine", "--mermaid").Out, Does.Contain($"%% {MachineDiagram.Title(chart)}\n{MachineDiagram.Mermaid(chart)}"));
}
