using S3Contract.Charms;
using S3Contract.Harness.Juju;
using S3Contract.Harness.Subjects;
using S3Contract.Observations;
using Fields = S3Contract.Harness.Scripts.ValueList<System.Collections.Generic.KeyValuePair<string, string>>;

namespace S3Contract.Harness.Scripts;

/// <summary>Carries out the commands of one run. What the script means (<c>issue</c>, <c>set</c>, …) is translated by the profile of the
/// charm it is meant for.</summary>
internal sealed class Stage(Simulation simulation, Cast cast, RunOptions options, CancellationToken cancellation)
{
    private ScriptLine _line = new(null);

    /// <summary>The script's own file, for messages.</summary>
    public string File { get; init; } = "";

    /// <summary>The simulated Juju.</summary>
    public Simulation Simulation => simulation;

    /// <summary>Ends the run.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>What could not be carried out.</summary>
    public List<Shortfall> Shortfalls { get; } = [];

    /// <summary>What is wrong with the profiles.</summary>
    public List<ScriptError> Errors { get; } = [];

    /// <summary>Carries out the command of a line.</summary>
    public void Carry(ScriptLine line)
    {
        _line = line;
        simulation.Line = line.Number;
        Carry(line.Command!);
    }

    private void Carry(ScriptCommand command)
    {
        switch (command)
        {
            case DeployCommand deploy:
                Deploy(deploy);
                break;
            case IntegrateCommand { A: var a, B: var b }:
                simulation.Integrate(a.Application, Endpoint(a), b.Application, Endpoint(b));
                break;
            case RemoveRelationCommand { A: var a, B: var b }:
                simulation.RemoveRelation(a.Application, Endpoint(a), b.Application, Endpoint(b));
                break;
            case RemoveApplicationCommand remove:
                simulation.RemoveApplication(remove.Application);
                break;
            case RefreshCommand refresh:
                Refresh(refresh);
                break;
            case ConfigCommand { Other: true } config:
                ConfigureOther(config.Application);
                break;
            case ConfigCommand config:
                simulation.Configure(config.Application, config.Options, config.Reset);
                break;
            case RunCommand run:
                simulation.RunAction(run.Unit.In(simulation.World), run.Action, run.Parameters, run.Style);
                break;
            case AddUnitCommand add:
                simulation.AddUnit(add.Application, add.Count);
                break;
            case RemoveUnitCommand remove:
                simulation.RemoveUnit(remove.Unit.In(simulation.World));
                break;
            case ElectCommand elect:
                simulation.Elect(elect.Unit.In(simulation.World));
                break;
            case UpdateStatusCommand update:
                simulation.UpdateStatus(update.Unit.In(simulation.World));
                break;
            case SettleCommand settle:
                simulation.Settle(settle.Order.Count == 0 ? null : settle.Order, settle.MaxHooks ?? options.MaxHooks, cancellation);
                break;
            case StepCommand step:
                simulation.RunNext(step.Unit.In(simulation.World), cancellation);
                break;
            case FaultCommand fault:
                simulation.Arm(fault.Unit.In(simulation.World), fault.Fault);
                break;
            case ResolveCommand resolve:
                simulation.Resolve(resolve.Unit.In(simulation.World), resolve.Retry);
                break;
            case IssueCommand issue:
                Issue(issue);
                break;
            case SetCommand set:
                Set(set.Unit.In(simulation.World), set.Fields);
                break;
            case WriteCommand write:
                Write(write);
                break;
            case ExtensionCommand extension:
                foreach (ScriptCommand part in extension.Commands)
                {
                    Carry(part);
                }

                break;
        }
    }

    private string? Endpoint(EndpointReference side) => side.Endpoint ?? cast.EndpointOf(side.Application);

    private void Deploy(DeployCommand deploy)
    {
        Player player = cast.Of(deploy.Application);
        List<KeyValuePair<string, string>> byProfile = [];
        List<KeyValuePair<string, string>> byOption = [];
        foreach (KeyValuePair<string, string> field in deploy.Fields)
        {
            if (player.Profile.Set.ContainsKey(field.Key))
            {
                byProfile.Add(field);
            }
            else if (player.Charm.Metadata.Config.Any(option => string.Equals(option.Name, field.Key, StringComparison.Ordinal)))
            {
                byOption.Add(field);
            }
            else
            {
                Lacks(player, $"be deployed with {field.Key}: it has no such option, and no lines for it under set: in its profile");
            }
        }

        if (!simulation.Deploy(deploy.Application, player.Charm, deploy.Units, byOption, Cast.RoleOf(deploy.Application), player.MakesOwnKeys(deploy.Application)))
        {
            return;
        }

        UnitName first = UnitReference.Numbered(deploy.Application, 0).In(simulation.World);
        CarryLines(player, player.Profile.Setup, ProfileLines.Variables(deploy.Application, first, []), [], kind: null);
        if (byProfile.Count > 0)
        {
            Set(first, byProfile.ToValueList());
        }
    }

    private void Refresh(RefreshCommand refresh)
    {
        if (refresh.Folder is not { } folder)
        {
            simulation.Refresh(refresh.Application);
            return;
        }

        Player player = cast.Of(refresh.Application);
        try
        {
            if (player.Charm.Revision(folder) is { } revision)
                simulation.Refresh(refresh.Application, revision);
            else
                Lacks(player, "be refreshed from a folder: it is none that comes from one");
        }
        catch (CharmProblem problem)
        {
            string source = _line.Source ?? ScriptPrinter.Print(_line);
            new SourceLine(_line.File ?? File, Math.Max(1, _line.Number), source, Errors)
                .Error(Math.Max(1, _line.Column), source.Length, problem.Message, "the folder of another revision of the charm");
        }
    }

    // A charm without such an option has nothing to show here.
    private void ConfigureOther(string application)
    {
        int at = simulation.World.IndexOfApplication(application);
        if (at >= 0 && OtherOption.Of(cast.Of(application), simulation.World.ApplicationStates[at].Config.Values) is { } option)
        {
            simulation.Configure(application, [option]);
        }
    }

    private void Issue(IssueCommand issue)
    {
        Player player = cast.Of(issue.Provider);
        if (player.Profile.MakesOwnKeys)
        {
            SetBeside(issue, player);
            return;
        }

        IEnumerable<ProfileLine> lines = player.Profile.Issue.Where(line => ProfileLines.Uses(line, "relation") == (issue.Requirer is not null));
        if (!lines.Any())
        {
            Lacks(player, issue.Requirer is null || player.Profile.Issue.Count == 0
                ? "issue: its profile has no lines under \"issue\""
                : "issue to one requirer: no line under issue: in its profile uses ${relation}");
            return;
        }

        string[] left = [.. issue.Fields.Select(field => field.Key).Where(field => !lines.Any(line => ProfileLines.HandsOver(line, field)))];
        if (left.Length > 0)
        {
            Shortfalls.Add(new Shortfall(_line.Number, ProfileLines.NoLineFor(left, "issue")));
        }

        Databag fields = Databag.From(issue.Fields);
        simulation.NoteIssued(issue.Provider, fields, issue.Requirer);
        UnitName leader = UnitReference.Leader(issue.Provider).In(simulation.World);
        SortedDictionary<string, string> variables = ProfileLines.Variables(issue.Provider, leader, issue.Fields);
        if (issue.Requirer is null)
        {
            CarryLines(player, lines, variables, issue.Fields, HandoverKind.Issue);
            return;
        }

        foreach (RelationView relation in simulation.World.Between(issue.Provider, issue.Requirer))
        {
            variables["relation"] = relation.Id.ToString();
            variables["requirer"] = issue.Requirer;
            CarryLines(player, lines, variables, issue.Fields, HandoverKind.Issue, issue.Requirer);
        }
    }

    // To a charm that makes its own keys nothing is issued; what else goes with them is set, as far as it can be.
    private void SetBeside(IssueCommand issue, Player player)
    {
        Fields fields = issue.Requirer is null ? issue.Fields.Where(field => player.Profile.Set.ContainsKey(field.Key)).ToValueList() : [];
        if (fields.Count > 0)
        {
            Set(UnitReference.Leader(issue.Provider).In(simulation.World), fields);
        }
    }

    private void Set(UnitName unit, Fields fields)
    {
        Player player = cast.Of(unit.Application);
        List<KeyValuePair<string, string>> rest = [];
        foreach (KeyValuePair<string, string> field in fields)
        {
            IReadOnlyList<ProfileLine>? back = field.Value.Length == 0 ? player.Profile.Reset.GetValueOrDefault(field.Key) : null;
            if ((back ?? player.Profile.Set.GetValueOrDefault(field.Key)) is not { } lines)
            {
                rest.Add(field);
                continue;
            }

            SortedDictionary<string, string> variables = ProfileLines.Variables(unit.Application, unit, [field]);
            variables["field"] = field.Key;
            variables["value"] = field.Value;
            CarryLines(player, lines, variables, [field], HandoverKind.Set);
        }

        if (rest.Count == 0)
        {
            return;
        }

        if (player.Profile.Set.TryGetValue(ProfileLines.AnyField, out IReadOnlyList<ProfileLine>? any))
        {
            CarryLines(
                player, any, ProfileLines.Variables(unit.Application, unit, rest.ToValueList()), rest.ToValueList(), HandoverKind.Set);
        }
        else
        {
            Shortfalls.Add(new Shortfall(_line.Number, ProfileLines.NoLineFor(rest.Select(field => field.Key), "set")));
        }
    }

    private void Write(WriteCommand write)
    {
        Player player = cast.Of(write.Application);
        if (player.Profile.Write.Count == 0)
        {
            Lacks(player, "write to order: only the reference charms do");
            return;
        }

        UnitName leader = UnitReference.Leader(write.Application).In(simulation.World);
        CarryLines(
            player, player.Profile.Write, ProfileLines.Variables(write.Application, leader, []), write.Fields, HandoverKind.Write);
    }

    private void CarryLines(
        Player player, IEnumerable<ProfileLine> lines, SortedDictionary<string, string> variables, Fields fields, HandoverKind? kind,
        string? requirer = null)
    {
        foreach (ProfileCommand line in ProfileLines.Commands(player.Profile, lines, variables, fields, Errors))
        {
            simulation.Handover = kind is { } part && line.Fields.Count > 0
                ? new Handover(part, line.Fields) { Requirer = requirer, Converted = line.Converted }
                : null;
            Carry(line.Command);
            simulation.Handover = null;
        }
    }

    private void Lacks(Player player, string what) => Shortfalls.Add(new Shortfall(_line.Number, $"charm {player.Charm.Metadata.Name} cannot {what}"));
}
