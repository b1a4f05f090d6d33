using System.CommandLine;
using System.CommandLine.Help;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Cli.Commands;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Subjects.Processes;
using S3Contract.Harness.Traces;

namespace S3Contract.Cli;

/// <summary>The command line: takes arguments, answers with an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Where to tell of a mistake in this program.</summary>
    private const string Report = "This is a mistake in S3Contract. Please report it with the command you gave; S3CONTRACT_TRACE=1 in the environment, or --verbose, shows more.";

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="around">Where to write, and how to be told to stop.</param>
    /// <param name="extend">Adds to, or replaces, what is put together; null for nothing.</param>
    public static int Run(IReadOnlyList<string> arguments, Surroundings around, Action<IServiceCollection>? extend = null)
    {
        try
        {
            IServiceCollection collection = new ServiceCollection().AddS3Contract();
            extend?.Invoke(collection);
            using ServiceProvider services = collection.BuildServiceProvider();
            return Invoke(Root(around, services), arguments, around);
        }
        catch (UsageException problem)
        {
            return Refuse(around, problem.Message, ExitCode.WrongInput);
        }
        catch (CharmProblem problem)
        {
            return Refuse(around, problem.Message, problem.Kind == CharmProblemKind.WrongInput ? ExitCode.WrongInput : ExitCode.CannotRun);
        }
        catch (MachineProblem problem)
        {
            return Refuse(around, problem.Message, ExitCode.InternalError);
        }
        catch (TraceFormatException problem)
        {
            return Refuse(around, problem.Message, ExitCode.WrongInput);
        }
        catch (ReportFormatException problem)
        {
            return Refuse(around, problem.Message, ExitCode.WrongInput);
        }
        catch (OperationCanceledException) when (around.Cancellation.IsCancellationRequested)
        {
            return Refuse(around, "interrupted", ExitCode.Interrupted);
        }
        catch (Exception problem)
        {
            bool more = arguments.Contains("--verbose", StringComparer.Ordinal) || around.Variable("S3CONTRACT_TRACE") is { Length: > 0 };
            around.Error.WriteLine($"s3contract: internal error: {OneLine(problem)}");
            around.Error.WriteLine(more ? problem.ToString() : Report);
            return ExitCode.InternalError;
        }
    }

    private static Command Root(Surroundings around, IServiceProvider services)
    {
        // Not a RootCommand: that one is called after the file that runs, which is a test host or a dll.
        var help = new HelpOption { Recursive = true, Action = new HelpAction { MaxWidth = around.OutIsTerminal ? around.Width : 120 } };
        var version = new VersionOption { Action = new VersionAction(services.GetRequiredService<ToolName>()) };
        return new Command("s3contract", "Checks a Juju charm, in any language, against the relation interface s3.\n\n" + ExitCode.Help)
        {
            help,
            version,
            new CheckCommand(around, services).Command,
            new RunScriptsCommand(around, services).Command,
            new JudgeCommand(around, services).Command,
            new MergeCommand(around, services).Command,
            new MatrixCommand(around, services).Command,
            new BaselineCommand(around).Command,
            new CompareCommand(around).Command,
            new ExplainCommand(around).Command,
            new MachineCommand(around).Command,
            new FmtCommand(around, services).Command,
            new LintCommand(around, services).Command,
            new AcceptCommand(around, services).Command,
            new ShellCommand(around, services).Command,
            new NewCommand(around).Command,
            new InitCommand(around, services).Command,
            new DoctorCommand(around).Command,
            new HelpCommand(around).Command,
        };
    }

    private static int Invoke(Command root, IReadOnlyList<string> arguments, Surroundings around)
    {
        if (arguments.Count == 0)
        {
            return AskForCommand(root, around);
        }

        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        IReadOnlyList<string> mistyped = Mistyped.Of(parsed, root);
        if ((parsed.Errors.Count > 0 || mistyped.Count > 0) && parsed.Action is not (HelpAction or VersionAction))
        {
            string[] problems = mistyped.Count > 0
                ? [.. mistyped]
                : [.. parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal)];
            string command = parsed.CommandResult.Command == root ? "" : " " + parsed.CommandResult.Command.Name;
            return Refuse(around, $"{string.Join('\n', problems)}\nSee {around.Program}{command} --help.", ExitCode.WrongInput);
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = around.Out,
            Error = around.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static int AskForCommand(Command root, Surroundings around)
    {
        int width = root.Subcommands.Max(command => command.Name.Length);
        var screen = Screen.For(around with { Out = around.Error, OutIsTerminal = around.ErrorIsTerminal, Width = around.ErrorWidth }, noColor: true);
        screen.Line(Complaint.Name + "expected a command:");
        foreach (Command command in root.Subcommands)
        {
            screen.Reference([($"  {command.Name.PadRight(width)}  {command.Description!.Split('\n')[0]}", "default")], width + 4);
        }

        return Refuse(around, $"See {around.Program} --help, or {around.Program} COMMAND --help.", ExitCode.WrongInput);
    }

    private static int Refuse(Surroundings around, string message, int code)
    {
        Complaint.Tell(around, message.Split('\n').Select(line => Complaint.Name + line));
        return code;
    }

    private static string OneLine(Exception problem) => $"{problem.GetType().Name}: {Plain.Line(problem.Message.ReplaceLineEndings(" "))}";
}
