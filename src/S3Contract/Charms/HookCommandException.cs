namespace S3Contract.Charms;

/// <summary>Juju refused a hook command, or the command could not be run.</summary>
public sealed class HookCommandException : Exception
{
    /// <summary>Creates the refusal of a command.</summary>
    /// <param name="command">The command, such as <c>relation-set</c>.</param>
    /// <param name="reason">Juju's text without the word <c>ERROR</c> in front.</param>
    /// <param name="exitCode">1: the command ran and failed; 2: its arguments were wrong.</param>
    public HookCommandException(string command, string reason, int exitCode = 1)
        : base($"{command}: ERROR {reason}")
    {
        Command = command;
        Reason = reason;
        ExitCode = exitCode;
    }

    /// <summary>The command, such as <c>relation-set</c>.</summary>
    public string Command { get; }

    /// <summary>Juju's text without the word <c>ERROR</c> in front.</summary>
    public string Reason { get; }

    /// <summary>1: the command ran and failed; 2: its arguments were wrong.</summary>
    public int ExitCode { get; }

    /// <summary>Is it that the hook does not know the relation? (Then <c>ops</c> reads an empty databag.)</summary>
    public bool IsRelationNotFound => Reason.Contains("relation not found", StringComparison.OrdinalIgnoreCase);
}
