using System.CommandLine;
using S3Contract.Cli.Doctor;
using S3Contract.Cli.Options;

namespace S3Contract.Cli.Commands;

/// <summary><c>doctor [CHARM]</c>: what is there and what is missing to check a charm on this machine.</summary>
internal sealed class DoctorCommand
{
    private const string ExitCodes = """
        Exit codes:
          0    nothing is missing that a check needs
          2    wrong usage, or a folder that is no charm
          3    something is missing without which the charm cannot be run
        """;

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
            .. machine.Diagnoses(),
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
            screen.Line((word.PadRight(9), style), (one.What.PadRight(width + 2), "default"), (Plain.Line(one.Found), "default"));
            foreach ((string name, string? text) in (ReadOnlySpan<(string, string?)>)[("costs", one.Cost), ("type", one.Remedy)])
            {
                if (text is not null)
                {
                    screen.Line(($"{new string(' ', width + 11)}{name}: {Plain.Line(text)}", "grey"));
                }
            }
        }
    }
}
