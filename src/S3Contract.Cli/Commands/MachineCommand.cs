using System.CommandLine;
using S3Contract.Cli.Options;
using S3Contract.Reference.Charts;

namespace S3Contract.Cli.Commands;

/// <summary><c>machine</c>: the transitions of the reference state machine, or its charts as diagrams.</summary>
internal sealed class MachineCommand
{
    private readonly Option<bool> _mermaid = new("--mermaid")
    {
        Description = "Print the charts as Mermaid state diagrams, as in docs/machine.md.",
    };

    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Surroundings _around;

    public MachineCommand(Surroundings around)
    {
        _around = around;
        Command = new Command("machine", "Shows the reference state machine: what may follow what on a relation.") { _mermaid, _noColor };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var screen = Screen.For(_around, parsed.GetValue(_noColor));
        bool mermaid = parsed.GetValue(_mermaid);
        foreach (Chart chart in Enum.GetValues<Chart>())
        {
            if (mermaid)
            {
                screen.Line($"%% {MachineDiagram.Title(chart)}");
                screen.Line(MachineDiagram.Mermaid(chart));
            }
            else
            {
                screen.Line((MachineDiagram.Title(chart), "bold"));
                List(screen, [.. MachineTable.Transitions.Where(transition => transition.Chart == chart)]);
                screen.Line();
            }
        }

        return ExitCode.Conforms;
    }

    private static void List(Screen screen, Transition[] transitions)
    {
        int from = transitions.Max(transition => transition.From.Length);
        int trigger = transitions.Max(transition => transition.Trigger.Length);
        int to = transitions.Max(transition => transition.To.Length);
        foreach (Transition transition in transitions)
        {
            screen.Line(
                ($"  {transition.From.PadRight(from)}  {transition.Trigger.PadRight(trigger)}  {transition.To.PadRight(to)}", "default"),
                (transition.Unusual ? "  unusual" : "", "grey"));
        }
    }
}
