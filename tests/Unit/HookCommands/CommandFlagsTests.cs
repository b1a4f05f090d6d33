using S3Contract.Harness.Printing;
using S3Contract.Harness.Subjects.HookCommands;

namespace S3Contract.Tests.Unit.HookCommands;

/// <summary>How Juju reads the arguments of a hook command (GNU style).</summary>
public sealed class CommandFlagsTests
{
    private static readonly string[] s_switches = ["app", "a|all"];
    private static readonly string[] s_valued = ["r|relation", "format", "file"];

    [Test]
    public void Flags_and_arguments_may_be_mixed_in_any_order()
    {
        CommandFlags flags = Parse("-", "--format=json", "app/0", "-r", "db:1", "--app");
        Assert.Multiple(() =>
        {
            Assert.That(flags.Arguments, Is.EqualTo(new[] { "-", "app/0" }));
            Assert.That(flags.Value("format"), Is.EqualTo("json"));
            Assert.That(flags.Value("r"), Is.EqualTo("db:1"));
            Assert.That(flags.On("app"), Is.True);
        });
    }

    [TestCase("--relation", "7")]
    [TestCase("--relation=7", null)]
    [TestCase("-r", "7")]
    [TestCase("-r7", null)]
    public void A_value_may_follow_or_be_attached(string first, string? second) =>
        Assert.That(Parse(second is null ? [first] : [first, second]).Value("r"), Is.EqualTo("7"));

    [TestCase("--app", true)]
    [TestCase("--app=true", true)]
    [TestCase("--app=True", true)]
    [TestCase("--app=1", true)]
    [TestCase("--app=t", true)]
    [TestCase("--app=False", false)]
    [TestCase("--app=0", false)]
    [TestCase("--app=f", false)]
    public void A_switch_takes_the_spellings_of_Go(string flag, bool on) => Assert.That(Parse(flag).On("app"), Is.EqualTo(on));

    [Test]
    public void Two_dashes_end_the_flags() =>
        Assert.That(Parse("--app", "--", "--format", "-x").Arguments, Is.EqualTo(new[] { "--format", "-x" }));

    [TestCase("--foo", "option provided but not defined: --foo")]
    [TestCase("--foo=bar", "option provided but not defined: --foo")]
    [TestCase("-x", "option provided but not defined: -x")]
    [TestCase("--app=maybe", "invalid value \"maybe\" for option --app: strconv.ParseBool: parsing \"maybe\": invalid syntax")]
    [TestCase("--format", "option needs an argument: --format")]
    public void A_wrong_flag_is_an_error_with_exit_code_2(string flag, string reason)
    {
        CommandLineError error = Assert.Throws<CommandLineError>(() => Parse(flag))!;
        Assert.That((error.Reason, error.ExitCode), Is.EqualTo((reason, 2)));
    }

    private static CommandFlags Parse(params string[] arguments) => CommandFlags.Parse("relation-get", s_switches, s_valued, arguments);
}
