using S3Contract.Charms;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Tests.Unit.Scripts;

/// <summary>Every command and expectation is read as what it says.</summary>
internal sealed class ScriptParserTests
{
    private static IEnumerable<TestCaseData> Lines()
    {
        static KeyValuePair<string, string> Pair(string name, string value) => new(name, value);
        UnitReference first = UnitReference.Numbered("provider", 0);
        UnitReference every = UnitReference.Every("requirer");
        (string, ScriptCommand)[] cases =
        [
            ("deploy provider", new DeployCommand("provider", 1, [])),
            ("deploy requirer-b --units 2 bucket=b", new DeployCommand("requirer-b", 2, [Pair("bucket", "b")])),
            ("deploy requirer --units=3", new DeployCommand("requirer", 3, [])),
            ("integrate provider requirer", new IntegrateCommand(new("provider"), new("requirer"))),
            ("integrate provider:s3-two requirer", new IntegrateCommand(new("provider", "s3-two"), new("requirer"))),
            ("remove-relation provider requirer:s3", new RemoveRelationCommand(new("provider"), new("requirer", "s3"))),
            ("remove-application requirer", new RemoveApplicationCommand("requirer")),
            ("refresh provider", new RefreshCommand("provider")),
            ("refresh provider '../next revision'", new RefreshCommand("provider", "../next revision")),
            ("config provider a=1 b=", new ConfigCommand("provider", [Pair("a", "1"), Pair("b", "")])),
            ("config provider --reset a,b c=1", new ConfigCommand("provider", [Pair("c", "1")]) { Reset = ["a", "b"] }),
            ("config provider --other", new ConfigCommand("provider", []) { Other = true }),
            ("config provider --reset=a", new ConfigCommand("provider", []) { Reset = ["a"] }),
            ("run provider/leader sync-keys k='a b'", new RunCommand(UnitReference.Leader("provider"), "sync-keys", [Pair("k", "a b")])),
            ("add-unit requirer", new AddUnitCommand("requirer", 1)),
            ("add-unit requirer -n 2", new AddUnitCommand("requirer", 2)),
            ("remove-unit provider/0", new RemoveUnitCommand(first)),
            ("add-secret keys password=a token#base64=YQ==", new AddSecretCommand("keys", [Pair("password", "a"), Pair("token#base64", "YQ==")])),
            ("update-secret keys password=b", new UpdateSecretCommand("keys", [Pair("password", "b")])),
            ("grant-secret keys requirer-b", new GrantSecretCommand("keys", "requirer-b")),
            ("revoke-secret keys requirer-b", new RevokeSecretCommand("keys", "requirer-b")),
            ("remove-secret keys", new RemoveSecretCommand("keys")),
            ("remove-secret keys --revision 2", new RemoveSecretCommand("keys", 2)),
            ("rotate-secret provider", new RotateSecretCommand("provider")),
            ("expire-secret provider admin", new ExpireSecretCommand("provider", "admin")),
            ("elect provider/0", new ElectCommand(first)),
            ("update-status provider/0", new UpdateStatusCommand(first)),
            ("settle", new SettleCommand([])),
            ("settle order=2,0,1 max=50", new SettleCommand([2, 0, 1], 50)),
            ("step provider/0", new StepCommand(first)),
            ("crash provider/0", new FaultCommand(first, Fault.Crash)),
            ("fail provider/0", new FaultCommand(first, Fault.Fail)),
            ("lose-leadership provider/0", new FaultCommand(first, Fault.LoseLeadership)),
            ("restart-container provider/0 web", new RestartContainerCommand(first, "web")),
            ("check-failed provider/0 web up", new TurnCheckCommand(first, "web", "up", Down: true)),
            ("check-recovered provider/0 web up", new TurnCheckCommand(first, "web", "up", Down: false)),
            ("notify provider/0 web example.com/done a=b", new NotifyCommand(first, "web", "example.com/done", [new("a", "b")])),
            ("s3 down", new S3Command("down")),
            ("s3 down refused", new S3Command("down", "refused")),
            ("s3 up", new S3Command("up")),
            ("s3 slow 200", new S3Command("slow", "200")),
            ("s3 make-bucket backups", new S3Command("make-bucket", "backups")),
            ("resolve provider/0", new ResolveCommand(first, true)),
            ("resolve provider/0 --no-retry", new ResolveCommand(first, false)),
            ("issue provider access-key=A", new IssueCommand("provider", null, [Pair("access-key", "A")])),
            ("issue provider requirer-b secret-key=S", new IssueCommand("provider", "requirer-b", [Pair("secret-key", "S")])),
            ("set provider/0 region=x", new SetCommand(first, [Pair("region", "x")])),
            ("write requirer data='{\"a\"'", new WriteCommand("requirer", [Pair("data", "{\"a\"")])),
            ("include ../shared/start.s3c", new IncludeCommand("../shared/start.s3c")),
            ("expect quiet", new ExpectCommand(new QuietExpectation())),
            ("expect? nothing", new ExpectCommand(new NothingExpectation(), Soft: true)),
            ("! expect provider/0 write", new ExpectCommand(new WriteExpectation(first), Negated: true)),
            ("!expect provider/0 refused", new ExpectCommand(new RefusedExpectation(first), Negated: true)),
            ("expect only requirer/* credentials-changed bucket=b times=1",
                new ExpectCommand(new EventExpectation(every, "credentials-changed", [Pair("bucket", "b")], 1), Only: true)),
            ("expect databag provider requirer access-key=A region=",
                new ExpectCommand(new DatabagExpectation("provider", "requirer", [Pair("access-key", "A"), Pair("region", "")]))),
            ("expect requirer/* error", new ExpectCommand(new ErrorExpectation(every))),
            ("expect requirer/* hook s3-relation-broken", new ExpectCommand(new HookExpectation(every, "s3-relation-broken"))),
            ("expect requirer/* status waiting 'for it'",
                new ExpectCommand(new StatusExpectation(every, WorkloadStatus.Waiting, "for it"))),
            ("expect provider/0 action sync failed code=1",
                new ExpectCommand(new ActionExpectation(first, "sync", true, [Pair("code", "1")]))),
            ("expect provider/0 leader", new ExpectCommand(new LeaderExpectation(first))),
        ];
        return cases.Select(each => new TestCaseData(each.Item1, each.Item2) { TestName = "Reads(" + each.Item1.Replace('"', '\'') + ")" });
    }

    [TestCaseSource(nameof(Lines))]
    public void A_line_is_read_as_what_it_says(string line, ScriptCommand expected)
    {
        ScriptParse parse = ScriptParser.Parse(line, "x.s3c");

        Assert.That(parse.Errors, Is.Empty);
        Assert.That(parse.Script.Commands, Is.EqualTo([expected]));
    }

    [Test]
    public void A_position_is_known_but_does_not_count_in_comparison()
    {
        ScriptLine here = ScriptParser.Parse("\n\n   elect provider/1", "a.s3c").Script.Lines[2];
        ScriptLine there = ScriptParser.Parse("elect provider/1", "b.s3c").Script.Lines[0];

        Assert.That((here.Number, here.Column), Is.EqualTo((3, 4)));
        Assert.That(here, Is.EqualTo(there));
    }

    [Test]
    public void Comments_blank_lines_and_the_source_stay()
    {
        const string text = "# What it is.\n\n  elect provider/1   # why\n";
        Script script = ScriptParser.Parse(text, "x.s3c").Script;

        Assert.That(script.Lines.Select(line => line.Comment), Is.EqualTo(["# What it is.", null, "# why"]));
        Assert.That(string.Join('\n', script.Lines.Select(line => line.Source)) + "\n", Is.EqualTo(text));
    }

    [Test]
    public void Windows_line_ends_and_a_byte_order_mark_do_not_count()
    {
        ScriptParse parse = ScriptParser.Parse("\uFEFFsettle\r\nelect provider/0\r\n", "x.s3c");

        Assert.That(parse.Errors, Is.Empty);
        Assert.That(parse.Script.Commands.Count(), Is.EqualTo(2));
    }

    [TestCase("k=bare", "bare")]
    [TestCase("k='it is # ${no} \\n'", "it is # ${no} \\n")]
    [TestCase("k=\"a\\n\\t\\\\\\\"\\u{1F600}\\u{e9}\\$\"", "a\n\t\\\"\U0001F600\u00e9$")]
    [TestCase("k=a'b c'\"d\"", "ab cd")]
    [TestCase("k=a=b#c", "a=b#c")]
    [TestCase("k=", "")]
    [TestCase("k=''", "")]
    [TestCase("k='fake:access-key'", "fake:access-key")]
    public void A_value_is_what_stands_between_the_quotes(string pair, string value)
    {
        ScriptParse parse = ScriptParser.Parse("write requirer " + pair, "x.s3c");

        Assert.That(parse.Errors, Is.Empty);
        Assert.That(((WriteCommand)parse.Script.Commands.Single()).Fields[0].Value, Is.EqualTo(value));
    }

    [Test]
    public void Conditions_stand_in_front_of_a_line_and_add_up()
    {
        ScriptLine line = ScriptParser.Parse("[process] [!events-visible] settle", "x.s3c").Script.Lines[0];

        Assert.That(line.Conditions, Is.EqualTo(new[] { new Condition("process"), new Condition("events-visible", true) }));
        Assert.That(line.Command, Is.EqualTo(new SettleCommand([])));
    }

    [Test]
    public void The_header_says_what_the_comments_at_the_top_say()
    {
        const string text = """
            # A rule
            # in two lines.
            # covers: write.leader-only live.latest
            # let: bucket=backups key=fake:access-key
            # let: both="${bucket}-${bucket}"
            # needs: [events-visible]
            # examples:
            #   | name  | n |
            #   | first | 1 |
            #   | 'a|b' | 2 |

            settle
            # covers: not.this
            """;
        ScriptParse parse = ScriptParser.Parse(text, "x.s3c");
        ScriptHeader header = parse.Script.Header;

        Assert.That(parse.Errors, Is.Empty);
        Assert.That(header.Description, Is.EqualTo("A rule in two lines."));
        Assert.That(header.Covers, Is.EqualTo(["write.leader-only", "live.latest"]));
        Assert.That(header.Variables.Select(variable => variable.Name), Is.EqualTo(["bucket", "key", "both"]));
        Assert.That(header.Needs, Is.EqualTo([new Condition("events-visible")]));
        Assert.That(header.Examples!.Columns, Is.EqualTo(["name", "n"]));
        Assert.That(header.Examples.Rows.Select(row => row.Cells[0]), Is.EqualTo(new ValueList<WordPart>[] { [new TextPart("first")], [new TextPart("a|b")] }));
    }

    [Test]
    public void A_line_with_variables_waits_for_their_values()
    {
        ScriptParse parse = ScriptParser.Parse("# let: n=1\nelect provider/${n}", "x.s3c");

        Assert.That(parse.Errors, Is.Empty);
        Assert.That(parse.Script.Commands.Single(), Is.TypeOf<TemplateCommand>());
    }
}
