using Microsoft.Extensions.DependencyInjection;
using S3Contract.Cli;
using S3Contract.Cli.Terminal;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>The command line, run in this process.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CliRun(int Code, string Out, string Error)
{
    public static CliRun Of(params string[] arguments) => Of(new Around(), arguments);

    public static CliRun Of(Around around, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = CommandLine.Run(arguments, new Surroundings(output, error)
        {
            OutIsTerminal = around.Terminal,
            ErrorIsTerminal = false,
            Variable = name => around.Variables.GetValueOrDefault(name),
            Today = around.Today,
            Cancellation = around.Cancellation,
            Input = () => around.Endless ? File.OpenRead("/dev/zero") : new MemoryStream(System.Text.Encoding.UTF8.GetBytes(around.Input)),
        }, around.Extend);
        return new CliRun(code, output.ToString(), error.ToString());
    }

    internal sealed record Around
    {
        public bool Terminal { get; init; }

        /// <summary>Does standard input never end?</summary>
        public bool Endless { get; init; }

        public string Input { get; init; } = "";

        public DateOnly Today { get; init; } = new(2026, 1, 1);

        public Dictionary<string, string> Variables { get; init; } = new(StringComparer.Ordinal);

        public Action<IServiceCollection>? Extend { get; init; }

        public CancellationToken Cancellation { get; init; }
    }
}
