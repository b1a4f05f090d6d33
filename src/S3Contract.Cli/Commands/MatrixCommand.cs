using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Cli.Opening;
using S3Contract.Cli.Options;
using S3Contract.Cli.Views;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Files;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Matrix;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Commands;

/// <summary><c>matrix</c>: who works with whom.</summary>
internal sealed class MatrixCommand
{
    private const int LongestVersion = 1024;

    private readonly Option<string[]> _providers = Charms("provider");
    private readonly Option<string[]> _requirers = Charms("requirer");
    private readonly Option<bool> _course = new("--course") { Description = "Run the whole course with each pair, instead of its short form." };

    private readonly Option<string[]> _report = new("--report")
    {
        Description = $"Write the table to a file: {string.Join(", ", MatrixFormats.All.Select(format => format.Name))}. May be given several times.",
        HelpName = "KIND=FILE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<ulong> _seed = SharedOptions.Seed();
    private readonly Option<TimeSpan?> _timeLimit = SharedOptions.TimeLimit();
    private readonly Option<JujuVersion?> _juju = SharedOptions.Juju();
    private readonly Option<Transport> _transport = SharedOptions.Transport();
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Surroundings _around;
    private readonly IServiceProvider _services;

    public MatrixCommand(Surroundings around, IServiceProvider services)
    {
        _around = around;
        _services = services;
        Command = new Command("matrix", "Tries every provider with every requirer, and says who works with whom at which level, and which clause breaks first.\n\n" + ExitCode.MatrixHelp)
        {
            _providers, _requirers, _course, _report, _seed, _juju, _timeLimit, _transport, _noColor,
        };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private static Option<string[]> Charms(string role) => new($"--{role}")
    {
        Description = $"A {role}: a charm, as for check. May be given several times.",
        HelpName = "CHARM",
        Required = true,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private int Run(ParseResult parsed)
    {
        (Func<PairMatrix, string> Write, string File)[] files = [.. (parsed.GetValue(_report) ?? []).Select(Named)];
        ProcessOnly.Require([.. parsed.GetValue(_providers)!, .. parsed.GetValue(_requirers)!], parsed.GetValue(_transport));
        var opened = new List<OpenedCharm>();
        try
        {
            OpenedCharm[] providers = [.. parsed.GetValue(_providers)!.Select(name => Open(parsed, name, Roles.Provider, opened))];
            OpenedCharm[] requirers = [.. parsed.GetValue(_requirers)!.Select(name => Open(parsed, name, Roles.Requirer, opened))];
            IReadOnlyList<ScriptCase> scripts = parsed.GetValue(_course) ? BuiltInScripts.Cases : QuickCourse.For(Roles.Both);
            PairResult[] pairs = ProgressView.While(_around, progress =>
            {
                int done = 0;
                return (PairResult[])
                [
                    .. from provider in providers
                       from requirer in requirers
                       select Pair(provider, requirer, scripts, parsed.GetValue(_seed), () => progress?.Invoke(new CheckProgress(done++, providers.Length * requirers.Length, $"{provider.Name} with {requirer.Name}"))),
                ];
            });
            var matrix = new PairMatrix(_services.GetRequiredService<ToolName>(), CheckSubject.DefaultInterface, [.. providers.Select(Told)], [.. requirers.Select(Told)], pairs);
            new MatrixView(Screen.For(_around, parsed.GetValue(_noColor))).Show(matrix);
            foreach ((Func<PairMatrix, string> write, string file) in files)
            {
                ReportFiles.Save(file, stream => stream.Write(Encoding.UTF8.GetBytes(write(matrix))));
            }

            return Array.Exists(pairs, pair => pair is { Level: null, Problem: null }) ? ExitCode.ClauseFailed
                : Array.Exists(pairs, pair => pair.Problem is not null) ? ExitCode.CannotRun
                : ExitCode.Conforms;
        }
        finally
        {
            opened.ForEach(charm => charm.Dispose());
        }
    }

    private static (Func<PairMatrix, string>, string) Named(string text)
    {
        string[] names = [.. MatrixFormats.All.Select(format => format.Name)];
        string expected = "expected one of " + string.Join(", ", names.Select(name => name + "=FILE"));
        return text.Split('=', 2) is not [var kind, { Length: > 0 } file] ? throw new UsageException($"--report {text}: {expected}")
            : Array.IndexOf(names, kind) is >= 0 and var at ? (MatrixFormats.All[at].Write, file)
            : throw new UsageException(DidYouMean.Message($"--report {text}: there is no kind of table \"{kind}\"", NearestWord.Of(kind, names), expected));
    }

    private OpenedCharm Open(ParseResult parsed, string name, Roles role, List<OpenedCharm> opened)
    {
        OpenedCharm charm = OpenedCharm.Open(name, role, timeLimit: parsed.GetValue(_timeLimit), juju: parsed.GetValue(_juju), transport: parsed.GetValue(_transport));
        opened.Add(charm);
        string word = role == Roles.Provider ? "provider" : "requirer";
        return charm.Charm.Metadata.S3Endpoints(role == Roles.Provider ? EndpointRole.Provider : EndpointRole.Requirer).Any() ? charm
            : throw new UsageException($"--{word} {name}: charm {charm.Charm.Metadata.Name} has no endpoint as a {word} of s3");
    }

    private PairResult Pair(OpenedCharm provider, OpenedCharm requirer, IReadOnlyList<ScriptCase> scripts, ulong seed, Action begun)
    {
        begun();
        return PairCheck.Run(new Cast(new Player(provider.Charm, provider.Profile), new Player(requirer.Charm, requirer.Profile)), scripts, seed, _around.Cancellation);
    }

    private PairedCharm Told(OpenedCharm charm)
    {
        string version = Encoding.UTF8.GetString(PlainFile.Start(Path.Combine(charm.Name, "version"), LongestVersion)).Split('\n')[0].Trim();
        return new PairedCharm(
            charm.Charm.Metadata.Name,
            charm.IsReference ? _services.GetRequiredService<ToolName>().Version : version.Length > 0 ? version : null,
            charm.Name);
    }
}
