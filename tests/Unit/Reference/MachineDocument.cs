using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Reference.Charts;
using System.Text;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>The reference machine as a document for people: its charts, and the commands that bring its transitions about.</summary>
internal static class MachineDocument
{
    /// <summary>All charts, as the document <c>docs/machine.md</c>.</summary>
    public static string Write()
    {
        var text = new StringBuilder(
            """
            # The reference state machine

            Generated from the table in `MachineTable`; do not edit. The clauses that are judged along these charts are in
            [contract.md](contract.md).

            The charts are a coverage map: runs are measured by the transitions that they took, and clauses are judged by facts, never by this
            table. The machine specifies, it does not implement: where the contract leaves a choice, every choice is allowed. It knows of a run
            what an observer of the interface can know, and nothing of a charm's inside. *Unusual* marks what takes a counterpart that
            does something the library's own charms do not do by themselves.

            A charm is measured by the charts of the version that it is held to. A relation is told by those of the version that its sides speak, and one
            between two versions by those of version 0. The weights are by how much campaigns favour a command; they draw alike for both versions.


            """);
        foreach (Chart chart in Enum.GetValues<Chart>())
        {
            text.Append("## ").Append(MachineDiagram.Title(chart)).Append("\n\n").Append(About(chart)).Append("\n\n```mermaid\n").Append(MachineDiagram.Mermaid(chart)).Append("```\n\n");
            text.Append("| in state | when | next state | commands | weight | |\n| --- | --- | --- | --- | --- | --- |\n");
            foreach (Transition transition in MachineTable.Transitions.Where(transition => transition.Chart == chart))
            {
                (IReadOnlyList<string> verbs, int weight) = TransitionCauses.Of(transition);
                text.Append("| ").Append(transition.From).Append(" | ").Append(transition.Trigger).Append(" | ").Append(transition.To)
                    .Append(" | ").AppendJoin(", ", verbs.Select(verb => $"`{verb}`")).Append(" | ")
                    .Append(weight).Append(transition.Unusual ? " | unusual |\n" : " | |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string About(Chart chart) => chart switch
    {
        Chart.Provider => "\"Outdated\" is an answer that shows other keys than those issued last.",
        Chart.Requirer => "Whether a bucket is asked for.",
        Chart.ProviderV1 => "\"Announced\" is a provider that has written its version, \"called\" one whose requirer has written its own first. \"Shared\" are both keys in a secret that the "
            + "requirer may read, \"stale\" other keys than those issued last; \"in clear\" they are for a requirer that asks for no secrets, and after an upgrade.",
        Chart.RequirerV1 => "Whether secrets are asked for.",
        Chart.RequirerUnitV1 => "Each unit has its own state in each relation; it sees credentials when it reads the secret.",
        _ => "Each unit has its own state in each relation.",
    };
}
