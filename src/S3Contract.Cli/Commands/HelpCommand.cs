using System.CommandLine;
using S3Contract.Cli.Options;

namespace S3Contract.Cli.Commands;

/// <summary><c>help script</c>: the reference of the script language, which is the page of the docs.</summary>
internal sealed class HelpCommand
{
    private const string Script = "script";

    private readonly Argument<string?> _topic = new("TOPIC") { Description = "What to read about: script, or a command.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Surroundings _around;

    public HelpCommand(Surroundings around)
    {
        _around = around;
        Command = new Command("help", "Prints a page of the documentation: help script describes the script language.") { _topic, _noColor };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        string? topic = parsed.GetValue(_topic);
        Command root = parsed.RootCommandResult.Command;
        if (topic is null || root.Subcommands.Any(command => string.Equals(command.Name, topic, StringComparison.Ordinal)))
        {
            return root.Parse(topic is null ? ["--help"] : [topic, "--help"]).Invoke(new InvocationConfiguration { Output = _around.Out, Error = _around.Error });
        }

        if (!string.Equals(topic, Script, StringComparison.Ordinal))
        {
            throw new UsageException($"\"{topic}\" is no topic; expected {Script} or a command. {_around.Program} --help lists the commands.");
        }

        var screen = Screen.For(_around, parsed.GetValue(_noColor));
        foreach (PlainMarkdown.Line line in PlainMarkdown.Of(Page()))
        {
            if (line.IsProse)
            {
                screen.Prose([(line.Text, "default")], line.Text.TakeWhile(c => c is ' ' or '-').Count());
            }
            else
            {
                screen.Line((line.Text, line.IsHeading ? "bold" : "default"));
            }
        }

        return ExitCode.Conforms;
    }

    private static string Page()
    {
        using Stream stream = typeof(HelpCommand).Assembly.GetManifestResourceStream("docs/scripts.md")
            ?? throw new InvalidOperationException("docs/scripts.md is not in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
