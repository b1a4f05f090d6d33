using System.Text;

namespace S3Contract.Reference.Charts;

/// <summary>The machine's charts as Mermaid state diagrams.</summary>
internal static class MachineDiagram
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

    /// <summary>What a chart shows, as a heading.</summary>
    public static string Title(Chart chart) => chart switch
    {
        Chart.Provider => "A relation as its provider shows it",
        Chart.Requirer => "A relation as its requirer shows it",
        Chart.RequirerUnit => "What a unit of the requirer knows",
        Chart.ProviderV1 => "A relation of version 1 as its provider shows it",
        Chart.RequirerV1 => "A relation of version 1 as its requirer shows it",
        _ => "What a unit of the requirer knows in version 1",
    };

    private static string Id(string state) => state.Replace(' ', '_');
}
