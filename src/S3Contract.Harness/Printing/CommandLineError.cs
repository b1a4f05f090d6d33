using System.Diagnostics.CodeAnalysis;

namespace S3Contract.Harness.Printing;

/// <summary>A hook command whose command line or input is wrong, so that Juju never comes to run it. (What Juju refuses when it runs a command
/// is for the hook transaction to say.)</summary>
[SuppressMessage("Design", "MA0058:Class name should end with 'Exception'", Justification = "An error of the caller's, answered and not thrown further.")]
internal sealed class CommandLineError : Exception
{
    public CommandLineError(string command, string reason, int exitCode = 1)
        : base($"{command}: {reason}") => (Reason, ExitCode) = (reason, exitCode);

    /// <summary>Juju's text without the word <c>ERROR</c> in front.</summary>
    public string Reason { get; }

    /// <summary>The same as it may be kept, where that is not all of it.</summary>
    public string Kept { get => field ?? Reason; init; }

    public int ExitCode { get; }
}
