using System.CommandLine;
using S3Contract.Cli.Starters;
using S3Contract.Harness.Checks;

namespace S3Contract.Cli.Commands;

/// <summary><c>new NAME</c>: a script to begin with.</summary>
internal sealed class NewCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "The script's name, or its path; .s3c is added where it is missing." };
    private readonly Surroundings _around;

    public NewCommand(Surroundings around)
    {
        _around = around;
        Command = new Command("new", "Writes a commented script to begin with, which runs and passes. Never writes over a file.") { _name };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        string name = parsed.GetValue(_name)!;
        string file = name.EndsWith(".s3c", StringComparison.Ordinal) ? name : name + ".s3c";
        if (Path.GetFileName(file) is ".s3c")
        {
            throw new UsageException($"\"{name}\": expected a name for the script, such as a-rotation-reaches-every-unit");
        }

        string run = $"{_around.Program} run {ShellWord.Of(file)}";
        if (!NewFiles.Write(file, StarterScript.Text(run)))
        {
            throw new UsageException($"{file} is there already, and new never writes over a file: choose another name");
        }

        _around.Out.WriteLine($"wrote {Plain.Line(file)}");
        _around.Out.WriteLine($"next: {Plain.Line(run)}");
        return ExitCode.Conforms;
    }
}
