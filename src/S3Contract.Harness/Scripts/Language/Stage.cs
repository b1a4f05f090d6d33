using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>Where the commands of one run are carried out: the simulated Juju, and the lines of the charms' profiles that say how what a script
/// means is done to them.</summary>
internal sealed class Stage(Simulation simulation, Cast cast, RunOptions options, CancellationToken cancellation)
{
    private ScriptLine _line = new(null);

    /// <summary>The script's own file, for messages.</summary>
    public string File { get; init; } = "";

    /// <summary>The simulated Juju.</summary>
    public Simulation Simulation => simulation;

    /// <summary>Who plays the roles.</summary>
    public Cast Cast => cast;

    /// <summary>The most hooks that a settle runs, where it does not say itself.</summary>
    public int MaxHooks => options.MaxHooks;

    /// <summary>Ends the run.</summary>
    public CancellationToken Cancellation { get; set; } = cancellation;

    /// <summary>What could not be carried out.</summary>
    public List<Shortfall> Shortfalls { get; } = [];

    /// <summary>What is wrong with the profiles.</summary>
    public List<ScriptError> Errors { get; } = [];

    /// <summary>Carries out the command of a line.</summary>
    public void Carry(ScriptLine line)
    {
        _line = line;
        simulation.Line = line.Number;
        simulation.File = line.File;
        line.Command!.Carry(this);
    }

    /// <summary>Carries out lines of a profile.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="variables">The variables that have a value.</param>
    /// <param name="fields">What is handed over; empty if nothing is.</param>
    /// <param name="kind">In which sense.</param>
    /// <param name="requirer">The one application that it is for; null for all.</param>
    public void Carry(
        IEnumerable<PlayerLine> lines, SortedDictionary<string, string> variables, Fields fields, HandoverKind? kind, string? requirer = null)
    {
        foreach (PlayerLine line in lines)
        {
            if (line.Command(variables, fields, Errors) is not { } command || !command.Command.Secrets.All(simulation.HasUserSecret))
            {
                continue;
            }

            simulation.Handover = kind is { } part && command.Fields.Count > 0
                ? new Handover(part, command.Fields)
                {
                    Requirer = requirer,
                    Converted = command.Converted,
                    Application = command.Command is SecretContentCommand ? variables["app"] : null,
                }
                : null;
            command.Command.Carry(this);
            simulation.Handover = null;
        }
    }

    /// <summary>Sets fields on a unit, as its profile says.</summary>
    public void Set(UnitName unit, Fields fields)
    {
        PlayerLines known = cast.Of(unit.Application).Lines;
        List<KeyValuePair<string, string>> rest = [];
        foreach (KeyValuePair<string, string> field in fields)
        {
            IReadOnlyList<PlayerLine>? back = field.Value.Length == 0 ? known.Reset.GetValueOrDefault(field.Key) : null;
            if ((back ?? known.Set.GetValueOrDefault(field.Key)) is not { } lines)
            {
                rest.Add(field);
                continue;
            }

            SortedDictionary<string, string> variables = ProfileLines.Variables(unit.Application, unit, [field]);
            variables["field"] = field.Key;
            variables["value"] = field.Value;
            Carry(lines, variables, [field], HandoverKind.Set);
        }

        if (rest.Count == 0)
        {
            return;
        }

        Fields others = rest.ToValueList();
        if (known.Set.TryGetValue(ProfileLines.AnyField, out IReadOnlyList<PlayerLine>? any))
        {
            Carry(any, ProfileLines.Variables(unit.Application, unit, others), others, HandoverKind.Set);
        }
        else
        {
            Lacks(ProfileLines.NoLineFor(rest.Select(field => field.Key), "set"));
        }
    }

    /// <summary>The unit that a command means.</summary>
    public UnitName Unit(UnitReference reference) => reference.In(simulation.World);

    /// <summary>The endpoint of one side of a relation.</summary>
    public string? Endpoint(EndpointReference side) => side.Endpoint ?? cast.EndpointOf(side.Application);

    /// <summary>Notes what a charm cannot do for the line.</summary>
    public void Lacks(Player player, string what) => Lacks($"charm {player.Charm.Metadata.Name} cannot {what}");

    /// <summary>Notes what could not be carried out of the line.</summary>
    public void Lacks(string what) => Shortfalls.Add(new Shortfall(_line.Number, what));

    /// <summary>Notes what is wrong with the line.</summary>
    public void Error(string found, string expected)
    {
        string source = _line.Source ?? ScriptPrinter.Print(_line);
        new SourceLine(_line.File ?? File, Math.Max(1, _line.Number), source, Errors).Error(Math.Max(1, _line.Column), source.Length, found, expected);
    }
}
