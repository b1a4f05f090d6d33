using System.CommandLine;
using S3Contract.Cli.Starters;
using S3Contract.Harness.Conformance;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Metadata;

namespace S3Contract.Cli;

/// <summary><c>init [FOLDER]</c>: what a charm needs to be checked, made of what its metadata says.</summary>
internal sealed class InitCommand
{
    private readonly Argument<string> _folder = new("FOLDER")
    {
        Description = "The charm's folder; without it the one you are in.",
        DefaultValueFactory = _ => ".",
    };

    private readonly Surroundings _around;

    public InitCommand(Surroundings around)
    {
        _around = around;
        Command = new Command("init", "Writes into a charm's folder: a commented profile, a script to begin with, and two snippets for CI. Never writes over a file.") { _folder };
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
            ("contract/ci.sh", StarterCi.Shell.Replace("ROLE", role, StringComparison.Ordinal).ReplaceLineEndings("\n")),
            ("contract/github-actions.yaml", StarterCi.GitHub.ReplaceLineEndings("\n")),
        ];
        foreach ((string path, string text) in files)
        {
            string file = folder is "." ? path : Path.Combine(folder, path);
            _around.Out.WriteLine(NewFiles.Write(file, text) ? $"wrote {Plain.Line(file)}" : $"left alone {Plain.Line(file)}, which is there already");
        }

        _around.Out.WriteLine($"next: {_around.Program} check {Plain.Line(ShellWord.Of(folder))}");
        return ExitCode.Conforms;
    }
}
