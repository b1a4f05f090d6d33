using System.Runtime.CompilerServices;
using System.Xml.Linq;
using S3Contract.Harness.Checks;
using S3Contract.NUnit;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Contracts;

/// <summary>The parameters of a test run.</summary>
public sealed class ContractParametersTests
{
    [Test]
    public void Nothing_given_is_no_charm_at_level_core()
    {
        Assert.That(Read([], []), Is.EqualTo(new ContractParameters()));
        Assert.That(Read([("charm", ""), ("level", "")], [("S3CONTRACT_CASES", "")]), Is.EqualTo(new ContractParameters()), "an empty value is none");
    }

    [Test]
    public void Every_parameter_is_read_from_the_run_settings()
    {
        ContractParameters read = Read(
            [("charm", "./mine"), ("role", "requirer"), ("endpoint", "s3"), ("profile", "p.yaml"), ("level", "strict"), ("cases", "0"), ("seed", "18446744073709551615"), ("scripts", "own")],
            []);

        Assert.That(read, Is.EqualTo(new ContractParameters
        {
            Charm = "./mine",
            Role = Roles.Requirer,
            Endpoint = "s3",
            Profile = "p.yaml",
            Level = ClauseLevel.Strict,
            Cases = 0,
            Seed = ulong.MaxValue,
            Scripts = "own",
        }));
    }

    [Test]
    public void The_environment_wins()
    {
        ContractParameters read = Read([("charm", "a"), ("level", "strict")], [("S3CONTRACT_CHARM", "b"), ("S3CONTRACT_SEED", "7")]);

        Assert.That((read.Charm, read.Level, read.Seed), Is.EqualTo(("b", ClauseLevel.Strict, 7UL)));
    }

    [TestCase("level", "libary", "S3CONTRACT_LEVEL=libary. Did you mean \"library\"? Expected core, library or strict")]
    [TestCase("role", "both", "S3CONTRACT_ROLE=both: expected provider or requirer")]
    [TestCase("cases", "-1", "S3CONTRACT_CASES=-1: expected a whole number from 0 to 2147483647")]
    [TestCase("cases", "2147483648", "S3CONTRACT_CASES=2147483648: expected a whole number from 0 to 2147483647")]
    [TestCase("seed", "1e3", "S3CONTRACT_SEED=1e3: expected a whole number from 0 to 18446744073709551615")]
    public void What_makes_no_sense_is_one_message_that_says_what_was_expected(string name, string value, string message)
    {
        Assert.That(
            () => Read([], [("S3CONTRACT_" + name.ToUpperInvariant(), value)]),
            Throws.TypeOf<ContractParameterException>().With.Message.EqualTo(message));
        Assert.That(
            () => Read([(name, value)], []),
            Throws.TypeOf<ContractParameterException>().With.Message.StartsWith($"the run parameter {name}={value}"));
    }

    [Test]
    public void The_page_has_the_table_of_all_parameters()
    {
        string table = string.Concat(ContractParameters.All.Select(
            one => $"| `{one.Name}` | `{one.Variable}` | {one.Expects} | {one.Meaning} | {one.Otherwise} |\n"));

        Assert.That(File.ReadAllText(InRepository("docs/dotnet-test.md")), Does.Contain("| --- | --- | --- | --- | --- |\n" + table + "\n"));
    }

    [Test]
    public void The_run_settings_have_all_parameters_and_set_none()
    {
        (string? Name, string? Value)[] parameters =
        [
            .. XDocument.Load(InRepository("runsettings/charm.runsettings")).Descendants("Parameter")
                .Select(parameter => (parameter.Attribute("name")?.Value, parameter.Attribute("value")?.Value)),
        ];

        Assert.That(parameters.Select(parameter => parameter.Name), Is.SupersetOf(ContractParameters.All.Select(one => one.Name)));
        Assert.That(parameters.Select(parameter => parameter.Value), Is.All.Empty);
    }

    private static ContractParameters Read((string Name, string Value)[] run, (string Name, string Value)[] environment) => ContractParameters.Read(
        name => Array.Find(run, one => string.Equals(one.Name, name, StringComparison.Ordinal)).Value,
        name => Array.Find(environment, one => string.Equals(one.Name, name, StringComparison.Ordinal)).Value);

    private static string InRepository(string path, [CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", path);
}
