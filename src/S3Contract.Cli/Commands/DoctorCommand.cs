using System.CommandLine;
using S3Contract.Cli.Doctor;
using S3Contract.Cli.Options;

namespace S3Contract.Cli.Commands;

/// <summary><c>doctor [CHARM]</c>: what is there and what is missing to check a charm on this machine.</summary>
internal sealed class DoctorCommand
{
    private const string ExitCodes = """
        Exit codes:
          0    nothing is missing without which CHARM, or where none is named a charm in sh, cannot be run
          2    wrong usage, or a folder that is no charm
          3    something is: python3 for a charm in Python, say
        """;

    private const int Column = 9;

    private readonly Argument<string?> _charm = new("CHARM")
    {
        Description = "The folder of a charm; without it only the machine is looked at.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Surroundings _around;

    public DoctorCommand(Surroundings around)
    {
        _around = around;
        Command = new Command("doctor", "Says what is there and what is missing here, what that costs, and what to type.\n\n" + ExitCodes) { _charm, _noColor };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        string? charm = parsed.GetValue(_charm);
        if (charm is not null && !Directory.Exists(charm))
        {
            throw new UsageException(File.Exists(charm)
                ? $"{charm}: doctor looks at a charm's folder; a packed charm brings what it needs, so check it"
                : $"{charm}: there is no such folder (expected a charm's)");
        }

        Machine machine = MachineVisit.Look(_around);
        Diagnosis[] found =
        [
            .. machine.Diagnoses(charm is null || !machine.IsLinux ? null : CharmVisit.NeedsOf(charm)),
            .. charm is null || !machine.IsLinux ? [] : CharmVisit.Look(charm, MachineVisit.SearchPath(_around)),
        ];
        Show(Screen.For(_around, parsed.GetValue(_noColor)), found);
        return found.Any(one => one.Health == Health.Missing) ? ExitCode.CannotRun : ExitCode.Conforms;
    }

    private static void Show(Screen screen, Diagnosis[] found)
    {
        int width = found.Max(one => one.What.Length);
        foreach (Diagnosis one in found)
        {
            (string word, string style) = one.Health switch
            {
                Health.Good => ("ok", "green"),
                Health.Lacking => ("lacking", "yellow"),
                _ => ("missing", "red"),
            };
            screen.Reference([(word.PadRight(Column), style), (one.What.PadRight(width + 2), "default"), (Plain.Line(one.Found), "default")], Column + width + 2);
            if (one.Cost is { } cost)
            {
                screen.Reference([($"{new string(' ', Column)}costs: {Plain.Line(cost)}", "grey")], Column + 7);
            }

            // What is typed stands alone and whole.
            if (one.Remedy is { } remedy)
            {
                screen.Line(($"{new string(' ', Column)}type:  {Plain.Line(remedy)}", "grey"));
            }

            if (one.Or is { } or)
            {
                screen.Reference([($"{new string(' ', Column)}or:    {Plain.Line(or)}", "grey")], Column + 7);
            }
        }
    }
}
