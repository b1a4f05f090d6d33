using FsCheck;
using FsCheck.Fluent;
using S3Contract.Charms;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Tests.Property.Scripts;

/// <summary>Arbitrary scripts: every command, every expectation, words of any characters.</summary>
internal static class ScriptGenerators
{
    private static readonly Gen<string> s_text = Gen.OneOf(
        ArbMap.Default.GeneratorFor<UnicodeString>().Select(text => text.Get ?? ""),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements(
            "a", "a b", "'", "\"", "\\", "${x}", "$", "${", "fake:access-key", "#", "a#b", "=", "a=b", "!", "[x]", "\n", "\r\n", "\t",
            "\u00a0", "\uD800", "\uDC00\uD800", "\U0001F600", "\0", "--units", "*", "-----BEGIN CERTIFICATE-----\nMII\n", "{\"a\": [1]}", "é"));

    private static readonly Gen<string> s_application = Gen.Elements("provider", "requirer", "requirer-b", "provider-x2", "requirer-a-b");
    private static readonly Gen<string> s_name = Gen.Elements("a", "sync-s3-credentials", "s3", "relation-changed", "issue", "x_1");
    private static readonly Gen<int> s_small = Gen.Choose(1, 9);

    private static readonly Gen<UnitReference> s_unit =
        from application in s_application
        from number in Gen.Choose(0, 12)
        from leader in Gen.Choose(0, 3)
        select leader == 0 ? UnitReference.Leader(application) : UnitReference.Numbered(application, number);

    private static readonly Gen<UnitReference> s_units = Gen.OneOf(s_unit, s_application.Select(UnitReference.Every));

    private static readonly Gen<EndpointReference> s_endpoint =
        from application in s_application
        from endpoint in Gen.Elements(null, "s3", "s3-credentials")
        select new EndpointReference(application, endpoint);

    private static readonly Gen<ScriptCommand> s_command = Gen.OneOf(
        from application in s_application
        from units in s_small
        from fields in Fields(0, s_text)
        select (ScriptCommand)new DeployCommand(application, units, fields),
        from a in s_endpoint from b in s_endpoint select (ScriptCommand)new IntegrateCommand(a, b),
        from a in s_endpoint from b in s_endpoint select (ScriptCommand)new RemoveRelationCommand(a, b),
        s_application.Select(application => (ScriptCommand)new RemoveApplicationCommand(application)),
        from application in s_application from folder in s_text from same in Gen.Elements(true, false) select (ScriptCommand)new RefreshCommand(application, same ? null : folder),
        from application in s_application from fields in Fields(1, s_text) select (ScriptCommand)new ConfigCommand(application, fields),
        s_application.Select(application => (ScriptCommand)new ConfigCommand(application, []) { Other = true }),
        from application in s_application from option in s_name from fields in Fields(0, s_text) select (ScriptCommand)new ConfigCommand(application, fields) { Reset = [option] },
        from unit in s_unit
        from action in s_name
        from fields in Fields(0, s_text)
        from texts in Gen.Elements(true, false)
        select (ScriptCommand)new RunCommand(unit, action, fields) { StringArguments = texts },
        from application in s_application from count in s_small select (ScriptCommand)new AddUnitCommand(application, count),
        s_unit.Select(unit => (ScriptCommand)new RemoveUnitCommand(unit)),
        from name in s_name from fields in Fields(1, s_text) from added in Gen.Elements(true, false) select added ? (ScriptCommand)new AddSecretCommand(name, fields) : new UpdateSecretCommand(name, fields),
        from name in s_name from application in s_application from granted in Gen.Elements(true, false) select granted ? (ScriptCommand)new GrantSecretCommand(name, application) : new RevokeSecretCommand(name, application),
        from name in s_name from revision in s_small select (ScriptCommand)new RemoveSecretCommand(name, revision),
        from application in s_application from label in s_text from rotated in Gen.Elements(true, false) select rotated ? (ScriptCommand)new RotateSecretCommand(application, label) : new ExpireSecretCommand(application),
        s_unit.Select(unit => (ScriptCommand)new ElectCommand(unit)),
        s_unit.Select(unit => (ScriptCommand)new UpdateStatusCommand(unit)),
        s_unit.Select(unit => (ScriptCommand)new StepCommand(unit)),
        from order in Gen.Choose(0, 9).ListOf()
        from max in Gen.Elements<int?>(null, 1, 500)
        select (ScriptCommand)new SettleCommand(order.ToValueList(), max),
        from unit in s_unit from fault in Gen.Elements(Fault.Crash, Fault.Fail, Fault.LoseLeadership) select (ScriptCommand)new FaultCommand(unit, fault),
        from unit in s_unit from container in s_name select (ScriptCommand)new RestartContainerCommand(unit, container),
        from unit in s_unit from container in s_name from check in s_name from down in Gen.Elements(true, false) select (ScriptCommand)new TurnCheckCommand(unit, container, check, down),
        from unit in s_unit from container in s_name from key in s_name from data in Fields(0, s_text) select (ScriptCommand)new NotifyCommand(unit, container, "example.com/" + key, data),
        from deed in Gen.Elements(new S3Command("up"), new S3Command("down"), new S3Command("down", "refused"), new S3Command("slow", "5"), new S3Command("make-bucket", "abc")) select (ScriptCommand)deed,
        from unit in s_unit from retry in Gen.Elements(true, false) select (ScriptCommand)new ResolveCommand(unit, retry),
        from requirer in Gen.Elements(null, "requirer", "requirer-b")
        from fields in Fields(1, Gen.Elements(Vocabulary.Fields.AsEnumerable()))
        select (ScriptCommand)new IssueCommand("provider", requirer, fields),
        from unit in s_unit
        from fields in Fields(1, Gen.Elements(Vocabulary.Fields.AsEnumerable()))
        select (ScriptCommand)new SetCommand(unit, fields),
        from application in s_application from fields in Fields(1, s_text) select (ScriptCommand)new WriteCommand(application, fields),
        s_text.Select(file => (ScriptCommand)new IncludeCommand(file)),
        from expectation in Expectations()
        from negated in Gen.Elements(true, false)
        from soft in Gen.Elements(true, false)
        from only in Gen.Elements(true, false)
        select (ScriptCommand)new ExpectCommand(expectation, negated, soft, only && !negated));

    private static readonly Gen<ScriptLine> s_line =
        from command in Gen.OneOf(s_command.Select(command => (ScriptCommand?)command), Gen.Constant<ScriptCommand?>(null))
        from comment in Gen.OneOf(Gen.Constant<string?>(null), s_text.Select(text => (string?)Comment(text)))
        from conditions in Gen.Elements(Condition.Names.AsEnumerable()).Zip(Gen.Elements(true, false)).ListOf()
        select new ScriptLine(command, comment)
        {
            Conditions = command is null ? [] : conditions.Take(2).Select(pair => new Condition(pair.Item1, pair.Item2)).ToValueList(),
        };

    /// <summary>A script as a program would make it: no line ever stood in a file.</summary>
    public static Arbitrary<Script> Scripts() =>
        Arb.From(
            s_line.ListOf().Select(lines => new Script("arbitrary", lines.ToValueList())),
            script => Enumerable.Range(0, script.Lines.Count)
                .Select(index => script with { Lines = script.Lines.Where((_, at) => at != index).ToValueList() }));

    /// <summary>Text that is nearly a script: words of the language, quotes, brackets and noise in any order.</summary>
    public static Arbitrary<string> NearlyScripts()
    {
        string[] pieces =
        [
            .. Vocabulary.Commands.Keys, .. Vocabulary.Events, .. Vocabulary.UnitExpectations, .. Vocabulary.ModelExpectations,
            "provider", "requirer/0", "requirer/*", "provider/leader", "!", "only", "expect?", " ", " ", " ", "\n", "\n", "\t", "\r", "'", "\"", "\\",
            "\\u{", "}", "${", "${x}", "#", "# let:", "# covers:", "# examples:", "# |", "|", "# needs: [", "[process]", "[", "]", "=", "a=", "--units", "-n",
            "order=1,", "times=", "fake:", "\u00a0", "\uD800", "\0", "9", "99999999999",
        ];
        return Gen.OneOf(Gen.Elements(pieces), Gen.Elements(pieces), s_text).ListOf().Select(string.Concat).ToArbitrary();
    }

    private static string Comment(string text) =>
        "#" + text.Replace("\n", "", StringComparison.Ordinal).TrimEnd();

    private static Gen<ValueList<KeyValuePair<string, string>>> Fields(int least, Gen<string> names) =>
        from pairs in names.Where(name => name.Length > 0 && name[0] != '-' && !string.Equals(name, "times", StringComparison.Ordinal)).Zip(s_text).ListOf()
        from spare in s_text
        let distinct = pairs.DistinctBy(pair => pair.Item1, StringComparer.Ordinal)
            .Select(pair => new KeyValuePair<string, string>(pair.Item1, pair.Item2)).ToValueList()
        select distinct.Count >= least ? distinct : [new KeyValuePair<string, string>("bucket", spare)];

    private static Gen<Expectation> Expectations() => Gen.OneOf(
        Gen.Constant<Expectation>(new QuietExpectation()),
        Gen.Constant<Expectation>(new NothingExpectation()),
        from units in s_units
        from name in Gen.Elements(Vocabulary.Events.AsEnumerable())
        from fields in Fields(0, Gen.Elements(Vocabulary.Fields.AsEnumerable()))
        from times in Gen.Elements<int?>(null, 0, 3)
        select (Expectation)new EventExpectation(units, name, fields, times),
        from owner in s_application from other in s_application from fields in Fields(1, s_text) select (Expectation)new DatabagExpectation(owner, other, fields),
        s_units.Select(units => (Expectation)new WriteExpectation(units)),
        s_units.Select(units => (Expectation)new RefusedExpectation(units)),
        s_units.Select(units => (Expectation)new ErrorExpectation(units)),
        s_units.Select(units => (Expectation)new LeaderExpectation(units)),
        from units in s_units from hook in s_name select (Expectation)new HookExpectation(units, hook),
        from units in s_units
        from status in Gen.Elements(WorkloadStatus.Active, WorkloadStatus.Blocked, WorkloadStatus.Maintenance, WorkloadStatus.Waiting)
        from text in Gen.OneOf(Gen.Constant<string?>(null), s_text.Select(text => (string?)text))
        select (Expectation)new StatusExpectation(units, status, text),
        from units in s_units
        from action in s_name
        from failed in Gen.Elements(true, false)
        from fields in Fields(0, s_text)
        select (Expectation)new ActionExpectation(units, action, failed, fields));
}
