using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.Language.ScriptCommand>;

namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>Draws the commands of one kind. A kind can stand for several commands in a row.</summary>
/// <param name="draws">What is drawn from.</param>
/// <param name="applications">The applications of the case.</param>
/// <param name="scope">What may be done to them.</param>
internal sealed class CommandGenerator(Draws draws, CaseApplications applications, CampaignScope scope)
{
    private static readonly ScriptCommand s_settle = new SettleCommand([]);

    /// <summary>Commands of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ordinal">Which draw of the script this is: makes values unique and tells where they came from.</param>
    public Commands Of(CommandKind kind, int ordinal) => kind switch
    {
        CommandKind.Settle => [new SettleCommand(Order())],
        CommandKind.Step => [.. draws.Many(draws.Number(1, 5), draws => new StepCommand(applications.AnyUnit(draws)))],
        CommandKind.Issue => [Issue(ordinal)],
        CommandKind.IssueToOne => [Issue(ordinal, toOne: true)],
        CommandKind.IssueField => [IssueField(ordinal)],
        CommandKind.SetField =>
            [new SetCommand(CaseApplications.UnitOf(draws, applications.AnyProvider(draws)), FieldValues.Some(draws, scope.SetFields, ordinal, atLeast: 1))],
        CommandKind.AskBucket =>
            [new SetCommand(CaseApplications.UnitOf(draws, applications.AnyRequirer(draws)), [KeyValuePair.Create("bucket", FieldValues.Of(draws, "bucket", ordinal))])],
        CommandKind.Elect => [new ElectCommand(applications.AnyUnit(draws))],
        CommandKind.LoseLeadership => Faulty(Fault.LoseLeadership),
        CommandKind.Crash => Faulty(Fault.Crash),
        CommandKind.Fail => Faulty(Fault.Fail),
        CommandKind.AddUnit => [new AddUnitCommand(applications.AnyApplication(draws), 1 + draws.Weighted(4, 1))],
        CommandKind.RemoveUnit => [new RemoveUnitCommand(applications.AnyUnit(draws))],
        CommandKind.ScaleToZero => ScaleToZero(),
        CommandKind.Integrate => [new IntegrateCommand(new EndpointReference(applications.AnyProvider(draws)), new EndpointReference(applications.AnyRequirer(draws)))],
        CommandKind.RemoveRelation => RemoveRelation(),
        CommandKind.RemoveApplication => [new RemoveApplicationCommand(applications.AnyApplication(draws))],
        CommandKind.Deploy => [Deploy(applications.AnyApplication(draws), units: 1, ordinal)],
        CommandKind.OtherOption => [new ConfigCommand(WithOtherOption(), []) { Other = true }],
        CommandKind.UpdateStatus => [new UpdateStatusCommand(applications.AnyUnit(draws))],
        CommandKind.HostileWrite => scope.ProviderUnderTest
            ? [new WriteCommand(applications.AnyRequirer(draws), HostileValues.OfRequirer(draws, ordinal))]
            : [new WriteCommand(applications.AnyProvider(draws), HostileValues.OfProvider(draws, ordinal))],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>An application with a number of units, sometimes with a bucket to ask for.</summary>
    public DeployCommand Deploy(string application, int units, int ordinal)
    {
        if (!application.StartsWith(CaseApplications.Requirer, StringComparison.Ordinal) || !scope.DeployBucket)
        {
            return new DeployCommand(application, units, []);
        }

        bool asks = draws.Number(0, 1) > 0;
        string bucket = FieldValues.Of(draws, "bucket", ordinal);
        return new DeployCommand(application, units, asks ? [KeyValuePair.Create("bucket", bucket)] : []);
    }

    /// <summary>A choice of who runs when: mostly none, else a few numbers, each taken modulo the units that can run.</summary>
    public ValueList<int> Order()
    {
        int length = draws.Weighted(2, 4, 2) switch
        {
            0 => 0,
            1 => draws.Number(1, 8),
            _ => draws.Number(9, 24),
        };
        return draws.Many(length, static draws => draws.Number(0, 5)).ToValueList();
    }

    /// <summary>A new pair of keys, and perhaps other fields.</summary>
    public IssueCommand Issue(int ordinal, bool toOne = false, bool opening = false)
    {
        string provider = applications.AnyProvider(draws);
        string requirer = applications.AnyRequirer(draws);
        string access = Credentials.AccessKey(draws, ordinal);
        string secret = Credentials.SecretKey(draws, ordinal, opening);
        Fields others = FieldValues.Some(draws, scope.IssueFields, ordinal, atLeast: 0);
        return new IssueCommand(
            provider,
            toOne ? requirer : null,
            others.Append(new("access-key", access)).Append(new("secret-key", secret)).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToValueList());
    }

    private IssueCommand IssueField(int ordinal)
    {
        string provider = applications.AnyProvider(draws);
        string field = draws.One(scope.LoneFields);
        return new IssueCommand(provider, null, [KeyValuePair.Create(field, FieldValues.Of(draws, field, ordinal))]);
    }

    private string WithOtherOption() => scope.OtherOptions switch
    {
        Roles.Provider => applications.AnyProvider(draws),
        Roles.Requirer => applications.AnyRequirer(draws),
        _ => applications.AnyApplication(draws),
    };

    // A fault that waits for a hook which never comes does nothing: so it is often followed by a hook of the same unit, that of its timer if there
    // is no other.
    private Commands Faulty(Fault fault)
    {
        UnitReference unit = applications.AnyUnit(draws);
        return draws.Number(0, 2) switch
        {
            0 => [new FaultCommand(unit, fault)],
            1 => [new FaultCommand(unit, fault), new StepCommand(unit)],
            _ => [new FaultCommand(unit, fault), new UpdateStatusCommand(unit), new StepCommand(unit)],
        };
    }

    private List<ScriptCommand> ScaleToZero()
    {
        string application = applications.AnyApplication(draws);
        List<ScriptCommand> commands = [.. Enumerable.Repeat(new RemoveUnitCommand(UnitReference.Leader(application)), draws.Number(2, 4))];
        if (draws.Number(0, 1) > 0)
        {
            commands.Add(s_settle);
        }

        if (draws.Number(0, 2) > 0)
        {
            commands.Add(new AddUnitCommand(application, 1));
        }

        return commands;
    }

    private Commands RemoveRelation()
    {
        var provider = new EndpointReference(applications.AnyProvider(draws));
        var requirer = new EndpointReference(applications.AnyRequirer(draws));
        var removal = new RemoveRelationCommand(provider, requirer);
        return draws.Number(0, 2) switch
        {
            0 => [removal],
            1 => [removal, s_settle, new IntegrateCommand(provider, requirer)],
            _ => [removal, new IntegrateCommand(provider, requirer)],
        };
    }
}
