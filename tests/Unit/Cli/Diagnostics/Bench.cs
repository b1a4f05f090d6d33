using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Tests.Unit.Cli.Diagnostics;

/// <summary>A folder with scripts on which commands are tried.</summary>
internal sealed class Bench : IDisposable
{
    /// <summary>The beginning of most lives.</summary>
    public const string Life = """
        # Credentials reach the requirer.
        # covers: live.answered

        deploy provider --units 2
        deploy requirer bucket=backups
        integrate provider requirer
        settle
        expect quiet
        issue provider access-key=AKIAIOSFODNN7EXAMPLE secret-key=wJalrXUtnFEMIK7MDENG
        settle

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    /// <summary>The full path of a file.</summary>
    public string this[string name] => Path.Combine(_folder, name);

    /// <summary>Writes a file.</summary>
    public Bench With(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this;
    }

    /// <summary>Runs a command; a word that begins with @ is a file of the folder.</summary>
    public CliRun Run(params string[] arguments) => CliRun.Of(
        new CliRun.Around { Extend = services => services.AddSingleton(new OwnCommand("rotate", "rotate PROVIDER KEY", Rotate)) },
        [.. arguments.Select(word => word.StartsWith('@') ? this[word[1..]] : word)]);

    /// <summary>What a command answers, with its exit code, as a person would see it who stands in the folder.</summary>
    public string Seen(params string[] arguments)
    {
        CliRun run = Run(arguments);
        var text = new StringBuilder();
        text.Append("$ s3contract ").AppendJoin(' ', arguments.Select(word => word.TrimStart('@'))).Append('\n').Append(run.Out);
        if (run.Error.Length > 0)
        {
            text.Append("(standard error)\n").Append(run.Error);
        }

        return text.Append(CultureInfo.InvariantCulture, $"(exit code {run.Code})\n").Replace(_folder + "/", "").Replace(_folder, ".").ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<string> Rotate(IReadOnlyList<string> words) => words switch
    {
        ["nonsense"] => ["deplyo provider"],
        ["expecting"] => ["expect quiet"],
        [var provider, var key] => [$"issue {provider} access-key={key} secret-key={key}{key}"],
        _ => throw new FormatException("expected a provider and a key"),
    };
}
