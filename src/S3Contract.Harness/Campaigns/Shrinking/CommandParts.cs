using S3Contract.Harness.Scripts;
using Fields = S3Contract.Harness.Scripts.ValueList<System.Collections.Generic.KeyValuePair<string, string>>;

namespace S3Contract.Harness.Campaigns;

/// <summary>The parts of commands that a shrinker looks at and replaces.</summary>
internal static class CommandParts
{
    /// <summary>The unit that a command names, if it names one.</summary>
    public static UnitReference? Unit(ScriptCommand command) => command switch
    {
        RunCommand run => run.Unit,
        RemoveUnitCommand remove => remove.Unit,
        ElectCommand elect => elect.Unit,
        UpdateStatusCommand update => update.Unit,
        StepCommand step => step.Unit,
        FaultCommand fault => fault.Unit,
        ResolveCommand resolve => resolve.Unit,
        SetCommand set => set.Unit,
        _ => null,
    };

    /// <summary>The command about another unit.</summary>
    public static ScriptCommand WithUnit(ScriptCommand command, UnitReference unit) => command switch
    {
        RunCommand run => run with { Unit = unit },
        RemoveUnitCommand remove => remove with { Unit = unit },
        ElectCommand elect => elect with { Unit = unit },
        UpdateStatusCommand update => update with { Unit = unit },
        StepCommand step => step with { Unit = unit },
        FaultCommand fault => fault with { Unit = unit },
        ResolveCommand resolve => resolve with { Unit = unit },
        SetCommand set => set with { Unit = unit },
        _ => command,
    };

    /// <summary>The applications that a command names.</summary>
    public static IEnumerable<string> Applications(ScriptCommand command) => command switch
    {
        DeployCommand deploy => [deploy.Application],
        IntegrateCommand integrate => [integrate.A.Application, integrate.B.Application],
        RemoveRelationCommand remove => [remove.A.Application, remove.B.Application],
        RemoveApplicationCommand remove => [remove.Application],
        RefreshCommand refresh => [refresh.Application],
        ConfigCommand config => [config.Application],
        AddUnitCommand add => [add.Application],
        IssueCommand { Requirer: { } requirer } issue => [issue.Provider, requirer],
        IssueCommand issue => [issue.Provider],
        WriteCommand write => [write.Application],
        _ => Unit(command) is { } unit ? [unit.Application] : [],
    };

    /// <summary>The command with its applications renamed.</summary>
    public static ScriptCommand Rename(ScriptCommand command, Func<string, string> rename) => command switch
    {
        DeployCommand deploy => deploy with { Application = rename(deploy.Application) },
        IntegrateCommand integrate => new IntegrateCommand(Renamed(integrate.A, rename), Renamed(integrate.B, rename)),
        RemoveRelationCommand remove => new RemoveRelationCommand(Renamed(remove.A, rename), Renamed(remove.B, rename)),
        RemoveApplicationCommand remove => new RemoveApplicationCommand(rename(remove.Application)),
        RefreshCommand refresh => refresh with { Application = rename(refresh.Application) },
        ConfigCommand config => config with { Application = rename(config.Application) },
        AddUnitCommand add => add with { Application = rename(add.Application) },
        IssueCommand issue => issue with { Provider = rename(issue.Provider), Requirer = issue.Requirer is null ? null : rename(issue.Requirer) },
        WriteCommand write => write with { Application = rename(write.Application) },
        _ => Unit(command) is { } unit ? WithUnit(command, unit with { Application = rename(unit.Application) }) : command,
    };

    /// <summary>The fields in the words of the interface that a command gives, if it can give any.</summary>
    public static Fields? FieldsOf(ScriptCommand command) => command switch
    {
        DeployCommand deploy => deploy.Fields,
        IssueCommand issue => issue.Fields,
        SetCommand set => set.Fields,
        WriteCommand write => write.Fields,
        _ => null,
    };

    /// <summary>Does the command give fields?</summary>
    public static bool HasFields(ScriptCommand command) => FieldsOf(command) is { Count: > 0 };

    /// <summary>The command with other fields.</summary>
    public static ScriptCommand WithFields(ScriptCommand command, Fields fields) => command switch
    {
        DeployCommand deploy => deploy with { Fields = fields },
        IssueCommand issue => issue with { Fields = fields },
        SetCommand set => set with { Fields = fields },
        WriteCommand write => write with { Fields = fields },
        _ => command,
    };

    private static EndpointReference Renamed(EndpointReference reference, Func<string, string> rename) =>
        reference with { Application = rename(reference.Application) };
}
