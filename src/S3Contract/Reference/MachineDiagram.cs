using System.Text;

namespace S3Contract.Reference;

/// <summary>The machine's charts as Mermaid state diagrams.</summary>
public static class MachineDiagram
{
    /// <summary>One chart. Transitions between the same two states share an arrow.</summary>
    public static string Mermaid(Chart chart)
    {
        var text = new StringBuilder("stateDiagram-v2\n");
        IReadOnlyList<string> states = MachineTable.States(chart);
        foreach (string state in states)
        {
            text.Append("    state \"").Append(state).Append("\" as ").Append(Id(state)).Append('\n');
        }

        text.Append("    [*] --> ").Append(Id(states[0])).Append('\n');
        foreach (IGrouping<(string From, string To), Transition> arrow in MachineTable.Transitions
            .Where(transition => transition.Chart == chart)
            .GroupBy(transition => (transition.From, transition.To)))
        {
            text.Append("    ").Append(Id(arrow.Key.From)).Append(" --> ").Append(Id(arrow.Key.To)).Append(" : ")
                .AppendJoin("<br/>", arrow.Select(transition => transition.Trigger)).Append('\n');
        }

        foreach (string state in states)
        {
            if (MachineTable.Allowed(chart, state).Count == 0)
            {
                text.Append("    ").Append(Id(state)).Append(" --> [*]\n");
            }
        }

        return text.ToString();
    }

    /// <summary>All charts, as the document <c>docs/machine.md</c>.</summary>
    public static string Document()
    {
        var text = new StringBuilder(
            """
            # The reference state machine

            Generated from the table in `MachineTable`; do not edit. The clauses that are judged along these charts are in
            [contract.md](contract.md).

            The machine specifies, it does not implement: where the contract leaves a choice, every choice is allowed. It knows of a run
            what an observer of the interface can know, and nothing of a charm's inside. *Unusual* marks what takes a counterpart that
            does something the library's own charms do not do by themselves.


            """);
        foreach (Chart chart in Enum.GetValues<Chart>())
        {
            text.Append("## ").Append(Title(chart)).Append("\n\n").Append(About(chart)).Append("\n\n```mermaid\n").Append(Mermaid(chart)).Append("```\n\n");
            text.Append("| in state | when | next state | commands | weight | |\n| --- | --- | --- | --- | --- | --- |\n");
            foreach (Transition transition in MachineTable.Transitions.Where(transition => transition.Chart == chart))
            {
                text.Append("| ").Append(transition.From).Append(" | ").Append(transition.Trigger).Append(" | ").Append(transition.To)
                    .Append(" | ").AppendJoin(", ", transition.Commands.Select(command => $"`{command}`")).Append(" | ")
                    .Append(transition.Weight).Append(transition.Unusual ? " | unusual |\n" : " | |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>What a chart shows, as a heading.</summary>
    public static string Title(Chart chart) => chart switch
    {
        Chart.Provider => "A relation as its provider shows it",
        Chart.Requirer => "A relation as its requirer shows it",
        _ => "What a unit of the requirer knows",
    };

    private static string About(Chart chart) => chart switch
    {
        Chart.Provider => "\"Outdated\" is an answer that shows other keys than those issued last.",
        Chart.Requirer => "Whether a bucket is asked for.",
        _ => "Each unit has its own state in each relation.",
    };

    private static string Id(string state) => state.Replace(' ', '_');
}
