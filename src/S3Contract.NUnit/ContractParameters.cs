using System.Globalization;
using NUnit.Framework;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.NUnit;

/// <summary>What a test run was told: by the parameters in its run settings, and by the environment, which wins. An empty value is the same
/// as none. <c>docs/dotnet-test.md</c> describes them.</summary>
public sealed record ContractParameters
{
    /// <summary>Every parameter there is.</summary>
    public static IReadOnlyList<ContractParameter> All { get; } =
    [
        new("charm", "a folder, a `.charm` file, or `reference`", "The charm to test: its folder, a packed charm, or the built-in charms.", "no charm is named"),
        new("role", "`provider` or `requirer`", "Test the named charm in this role only.", "every role it has an endpoint for"),
        new("interface", "`v0` or `v1`", "The version of the interface that the named charm speaks.", "`v0`"),
        new("endpoint", "a name", "Test only this endpoint of the named charm.", "every endpoint with `interface: s3`"),
        new("profile", "a file, or `s3-integrator`", "The profile of the named charm.", "`s3contract.yaml` in its folder"),
        new("level", "`core`, `library` or `strict`", "The clauses of this level and those below decide.", "`core`"),
        new("cases", "a whole number from 0", "How many random cases a campaign runs; 0 for no campaign.", "100 in process, 20 for a process"),
        new("seed", "a whole number from 0", "The seed of everything random.", "`0`"),
        new("scripts", "a folder", "A folder of your own scripts (`*.s3c`), run beside the course.", "the course alone"),
        new("report", "`KIND=FILE`, several with `;` between", "Write what each fixture found as a [report](report.md). `{fixture}` in the file's name stands for the fixture's.", "no report"),
    ];

    /// <summary>What this test run was told.</summary>
    /// <exception cref="ContractParameterException">A value makes no sense.</exception>
    public static ContractParameters Current => Read(TestContext.Parameters.Get, Environment.GetEnvironmentVariable);

    /// <summary>The charm; null if none is named.</summary>
    public string? Charm { get; init; }

    /// <summary>The only role to test; null for every role the charm has.</summary>
    public Roles? Role { get; init; }

    /// <summary>The version of the interface that the charm speaks.</summary>
    public ContractVersion Interface { get; init; } = ContractVersion.V0;

    /// <summary>The only endpoint to test.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The profile: a file or the name of a built-in one.</summary>
    public string? Profile { get; init; }

    /// <summary>The clauses of this level and those below decide.</summary>
    public ClauseLevel Level { get; init; } = ClauseLevel.Core;

    /// <summary>How many cases a campaign runs; null for what suits the host of the charm.</summary>
    public int? Cases { get; init; }

    /// <summary>The seed of everything random.</summary>
    public ulong Seed { get; init; }

    /// <summary>A folder of further scripts.</summary>
    public string? Scripts { get; init; }

    /// <summary>The reports to write, <c>KIND=FILE</c>, with <c>;</c> between.</summary>
    public string? Report { get; init; }

    /// <summary>Reads the parameters.</summary>
    /// <param name="parameter">The value of a parameter of the run settings, by its name; null or empty if it has none.</param>
    /// <param name="variable">The value of a variable of the environment; null or empty if it has none.</param>
    /// <exception cref="ContractParameterException">A value makes no sense.</exception>
    public static ContractParameters Read(Func<string, string?> parameter, Func<string, string?> variable)
    {
        var given = new Given(parameter, variable);
        return new ContractParameters
        {
            Charm = given.Text("charm"),
            Role = given.One("role", [("provider", (Roles?)Roles.Provider), ("requirer", Roles.Requirer)], null),
            Interface = given.One("interface", [("v0", ContractVersion.V0), ("v1", ContractVersion.V1)], ContractVersion.V0),
            Endpoint = given.Text("endpoint"),
            Profile = given.Text("profile"),
            Level = given.One("level", [("core", ClauseLevel.Core), ("library", ClauseLevel.Library), ("strict", ClauseLevel.Strict)], ClauseLevel.Core),
            Cases = (int?)given.Number("cases", int.MaxValue),
            Seed = given.Number("seed", ulong.MaxValue) ?? 0,
            Scripts = given.Text("scripts"),
            Report = given.Text("report"),
        };
    }

    private sealed class Given(Func<string, string?> parameter, Func<string, string?> variable)
    {
        public string? Text(string name) => Find(name).Value;

        public ulong? Number(string name, ulong most)
        {
            (string said, string? value) = Find(name);
            if (value is null)
            {
                return null;
            }

            return ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && number <= most
                ? number
                : throw new ContractParameterException($"{said}={value}: expected a whole number from 0 to {most.ToString(CultureInfo.InvariantCulture)}");
        }

        public T One<T>(string name, (string Word, T Value)[] known, T otherwise)
        {
            (string said, string? value) = Find(name);
            if (value is null)
            {
                return otherwise;
            }

            foreach ((string word, T meant) in known)
            {
                if (string.Equals(word, value, StringComparison.Ordinal))
                {
                    return meant;
                }
            }

            string words = string.Join(", ", known[..^1].Select(one => one.Word)) + " or " + known[^1].Word;
            string? near = NearestWord.Of(value, known.Select(one => one.Word));
            throw new ContractParameterException(near is null ? $"{said}={value}: expected {words}" : DidYouMean.Message($"{said}={value}", near, $"expected {words}"));
        }

        // How it was said, for messages, and what.
        private (string Said, string? Value) Find(string name)
        {
            string inEnvironment = All.First(one => string.Equals(one.Name, name, StringComparison.Ordinal)).Variable;
            return variable(inEnvironment) is { Length: > 0 } set ? (inEnvironment, set)
                : parameter(name) is { Length: > 0 } run ? ($"the run parameter {name}", run)
                : (name, null);
        }
    }
}
