using System.CommandLine;
using System.CommandLine.Invocation;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Cli.Commands;

/// <summary><c>--version</c>: the version and nothing else.</summary>
internal sealed class VersionAction(ToolName tool) : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(tool.Version);
        return ExitCode.Conforms;
    }
}
