using System.CommandLine;
using System.Globalization;
using S3Contract.Cli.Starters;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Cli.Commands;

/// <summary><c>init [FOLDER]</c>: what a charm needs to be checked, made of what its metadata says.</summary>
internal sealed class InitCommand
{
    private readonly Argument<string> _folder = new("FOLDER")
    {
        Description = "The charm's folder; without it the one you are in.",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<bool> _baseline = new("--baseline")
    {
        Description = "Also run the course at level strict, and waive in the profile what the charm breaks today.",
    };

    private readonly Surroundings _around;
    private readonly IServiceProvider _services;

    public InitCommand(Surroundings around, IServiceProvider services)
    {
        _around = around;
        _services = services;
        Command = new Command("init", "Writes into a charm's folder: a commented profile, a script to begin with, and two snippets for CI. Never writes over a file.") { _folder, _baseline };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        string folder = parsed.GetValue(_folder)!;
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"{folder}: there is no such folder (expected a charm's)");
        }

        CharmMetadata charm = CharmFiles.Read(folder, folder).Metadata;
        bool provides = charm.S3Endpoints(EndpointRole.Provider).Any();
        if (!provides && !charm.S3Endpoints(EndpointRole.Requirer).Any())
        {
            string all = string.Join(", ", charm.Endpoints.Select(endpoint => $"{endpoint.Name} (interface {endpoint.Interface})"));
            throw new UsageException($"{folder}: charm {charm.Name} has no endpoint with interface s3; it has {(all.Length == 0 ? "no endpoints" : all)}");
        }

        string role = provides ? "provider" : "requirer";
        (string Path, string Text)[] files =
        [
            (CharmProfileFile.Name, StarterProfile.Text(charm)),
            ("contract/starter.s3c", StarterScript.Text($"s3contract run contract --{role} .", provides || StarterProfile.TakesBucket(charm))),
            ("contract/ci.sh", StarterCi.Shell),
            ("contract/github-actions.yaml", StarterCi.GitHub),
        ];
        bool newProfile = false;
        foreach ((string path, string text) in files)
        {
            string file = InFolder(folder, path);
            bool written = NewFiles.Write(file, text);
            newProfile |= written && path is CharmProfileFile.Name;
            _around.Out.WriteLine(written ? $"wrote {Plain.Line(file)}" : $"left alone {Plain.Line(file)}, which is there already");
        }

        if (parsed.GetValue(_baseline))
        {
            WriteBaseline(folder, newProfile);
        }

        _around.Out.WriteLine($"next: {_around.Program} check {Plain.Line(ShellWord.Of(folder))}");
        return ExitCode.Conforms;
    }

    private static string InFolder(string folder, string path) => folder is "." ? path : Path.Combine(folder, path);

    private void WriteBaseline(string folder, bool newProfile)
    {
        IReadOnlyList<string> broken = ProgressView.While(
            _around, progress => StarterWaivers.Of(folder, _services, Estimate.Beside(_around, progress), _around.Cancellation));
        string profile = InFolder(folder, CharmProfileFile.Name);
        if (broken.Count == 0)
        {
            _around.Out.WriteLine("baseline: no clause is broken, so none is waived");
        }
        else if (newProfile)
        {
            File.AppendAllText(profile, "\n" + StarterWaivers.Section(broken));
            _around.Out.WriteLine($"baseline: {broken.Count.ToString(CultureInfo.InvariantCulture)} broken clauses are waived in {Plain.Line(profile)}");
        }
        else
        {
            _around.Out.WriteLine($"baseline: add to {Plain.Line(profile)}\n{StarterWaivers.Section(broken)}");
        }
    }
}
