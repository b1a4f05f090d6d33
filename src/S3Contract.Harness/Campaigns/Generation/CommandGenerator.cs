using FsCheck;
using FsCheck.Fluent;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.Language.ScriptCommand>;

namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>Draws the commands of one kind. A kind can stand for several commands in a row.</summary>
internal static class CommandGenerator
{
    /// <summary>Commands of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="applications">The applications of the case.</param>
    /// <param name="scope">What may be done to them.</param>
    /// <param name="ordinal">Which draw of the script this is: makes values unique and tells where they came from.</param>
    public static Gen<Commands> Of(CommandKind kind, CaseApplications applications, CampaignScope scope, int ordinal) => kind switch
    {
        CommandKind.Settle => Order().Select(order => One(new SettleCommand(order))),
        CommandKind.Step => Steps(applications),
        CommandKind.Issue => Issue(applications, scope, ordinal, toOne: false),
        CommandKind.IssueToOne => Issue(applications, scope, ordinal, toOne: true),
        CommandKind.IssueField =>
            from provider in applications.AnyProvider
            from field in Gen.Elements<string>(scope.LoneFields)
            from value in FieldValues.Of(field, ordinal)
            select One(new IssueCommand(provider, null, [KeyValuePair.Create(field, value)])),
        CommandKind.SetField =>
            from application in applications.AnyProvider
            from unit in CaseApplications.UnitOf(application)
            from fields in FieldValues.Some(scope.SetFields, ordinal, atLeast: 1)
            select One(new SetCommand(unit, fields)),
        CommandKind.AskBucket =>
            from application in applications.AnyRequirer
            from unit in CaseApplications.UnitOf(application)
            from bucket in FieldValues.Of("bucket", ordinal)
            select One(new SetCommand(unit, [KeyValuePair.Create("bucket", bucket)])),
        CommandKind.Elect => applications.AnyUnit.Select(unit => One(new ElectCommand(unit))),
        CommandKind.LoseLeadership => Faulty(applications, Fault.LoseLeadership),
        CommandKind.Crash => Faulty(applications, Fault.Crash),
        CommandKind.Fail => Faulty(applications, Fault.Fail),
        CommandKind.AddUnit =>
            from application in applications.AnyApplication
            from count in Gen.Frequency((4, Gen.Constant(1)), (1, Gen.Constant(2)))
            select One(new AddUnitCommand(application, count)),
        CommandKind.RemoveUnit => applications.AnyUnit.Select(unit => One(new RemoveUnitCommand(unit))),
        CommandKind.ScaleToZero => ScaleToZero(applications),
        CommandKind.Integrate => Pair(applications).Select(pair => One(new IntegrateCommand(pair.Provider, pair.Requirer))),
        CommandKind.RemoveRelation => RemoveRelation(applications),
        CommandKind.RemoveApplication => applications.AnyApplication.Select(application => One(new RemoveApplicationCommand(application))),
        CommandKind.Deploy =>
            from application in applications.AnyApplication
            from deploy in Deploy(application, units: 1, scope, ordinal)
            select One(deploy),
        CommandKind.OtherOption => (scope.OtherOptions switch
        {
            Roles.Provider => applications.AnyProvider,
            Roles.Requirer => applications.AnyRequirer,
            _ => applications.AnyApplication,
        }).Select(application => One(new ConfigCommand(application, []) { Other = true })),
        CommandKind.UpdateStatus => applications.AnyUnit.Select(unit => One(new UpdateStatusCommand(unit))),
        CommandKind.HostileWrite => scope.ProviderUnderTest
            ? from application in applications.AnyRequirer
              from fields in HostileValues.OfRequirer(ordinal)
              select One(new WriteCommand(application, fields))
            : from application in applications.AnyProvider
              from fields in HostileValues.OfProvider(ordinal)
              select One(new WriteCommand(application, fields)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>An application with a number of units, sometimes with a bucket to ask for.</summary>
    public static Gen<DeployCommand> Deploy(string application, int units, CampaignScope scope, int ordinal) =>
        application.StartsWith(CaseApplications.Requirer, StringComparison.Ordinal) && scope.DeployBucket
            ? from asks in Gen.Choose(0, 1)
              from bucket in FieldValues.Of("bucket", ordinal)
              select new DeployCommand(application, units, asks == 0 ? [] : [KeyValuePair.Create("bucket", bucket)])
            : Gen.Constant(new DeployCommand(application, units, []));

    /// <summary>A choice of who runs when: mostly none, else a few numbers, each taken modulo the units that can run.</summary>
    public static Gen<ValueList<int>> Order() =>
        from length in Gen.Frequency((2, Gen.Constant(0)), (4, Gen.Choose(1, 8)), (2, Gen.Choose(9, 24)))
        from order in Gen.Choose(0, 5).ArrayOf(length)
        select order.ToValueList();

    public static Gen<Commands> Issue(CaseApplications applications, CampaignScope scope, int ordinal, bool toOne, bool opening = false) =>
        from provider in applications.AnyProvider
        from requirer in applications.AnyRequirer
        from access in Credentials.AccessKey(ordinal)
        from secret in Credentials.SecretKey(ordinal, opening)
        from others in FieldValues.Some(scope.IssueFields, ordinal, atLeast: 0)
        select One(new IssueCommand(provider, toOne ? requirer : null, Answer(access, secret, others)));

    public static Gen<(EndpointReference Provider, EndpointReference Requirer)> Pair(CaseApplications applications) =>
        from provider in applications.AnyProvider
        from requirer in applications.AnyRequirer
        select (new EndpointReference(provider), new EndpointReference(requirer));

    private static ValueList<KeyValuePair<string, string>> Answer(
        string access, string secret, ValueList<KeyValuePair<string, string>> others) =>
        others.Append(new("access-key", access)).Append(new("secret-key", secret)).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToValueList();

    private static Gen<Commands> Steps(CaseApplications applications) =>
        from count in Gen.Choose(1, 5)
        from units in applications.AnyUnit.ArrayOf(count)
        select Row(units.Select(unit => new StepCommand(unit)));

    // A fault that waits for a hook which never comes does nothing: so it is often followed by a hook of the same unit, that of its timer if there
    // is no other.
    private static Gen<Commands> Faulty(CaseApplications applications, Fault fault) =>
        from unit in applications.AnyUnit
        from step in Gen.Choose(0, 2)
        select step switch
        {
            0 => One(new FaultCommand(unit, fault)),
            1 => Row([new FaultCommand(unit, fault), new StepCommand(unit)]),
            _ => Row([new FaultCommand(unit, fault), new UpdateStatusCommand(unit), new StepCommand(unit)]),
        };

    private static Gen<Commands> ScaleToZero(CaseApplications applications) =>
        from application in applications.AnyApplication
        from count in Gen.Choose(2, 4)
        from settle in Gen.Choose(0, 1)
        from back in Gen.Choose(0, 2)
        let removals = Enumerable.Repeat<ScriptCommand>(new RemoveUnitCommand(UnitReference.Leader(application)), count)
        let quiet = settle == 0 ? [] : new ScriptCommand[] { new SettleCommand([]) }
        let again = back == 0 ? [] : new ScriptCommand[] { new AddUnitCommand(application, 1) }
        select Row([.. removals, .. quiet, .. again]);

    private static Gen<Commands> RemoveRelation(CaseApplications applications) =>
        from pair in Pair(applications)
        from again in Gen.Choose(0, 2)
        let removal = new RemoveRelationCommand(pair.Provider, pair.Requirer)
        select again switch
        {
            0 => One(removal),
            1 => Row([removal, new SettleCommand([]), new IntegrateCommand(pair.Provider, pair.Requirer)]),
            _ => Row([removal, new IntegrateCommand(pair.Provider, pair.Requirer)]),
        };

    private static Commands One(ScriptCommand command) => [command];

    private static Commands Row(IEnumerable<ScriptCommand> commands) => [.. commands];
}
