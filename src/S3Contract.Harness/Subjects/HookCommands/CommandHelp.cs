using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>A command was asked for its help (<c>--help</c>, <c>-h</c>): it does nothing else.</summary>
[SuppressMessage("Design", "MA0058:Class name should end with 'Exception'", Justification = "No error: answered and not thrown further.")]
[SuppressMessage("Roslynator", "RCS1194:Implement exception constructors", Justification = "Made in one place only.")]
internal sealed class CommandHelp : Exception
{
    // What Juju has behind "Usage: NAME [options]" and "Summary:", in short.
    private static readonly FrozenDictionary<string, (string Arguments, string Purpose)> s_commands =
        new Dictionary<string, (string Arguments, string Purpose)>(StringComparer.Ordinal)
        {
            ["action-fail"] = ("[\"<failure message>\"]", "Set action fail status with message."),
            ["action-get"] = ("[<key>[.<key>.<key>...]]", "Get action parameters."),
            ["action-log"] = ("<message>", "Record a progress message for the current action."),
            ["action-set"] = ("<key>=<value> [<key>=<value> ...]", "Set action results."),
            ["application-version-set"] = ("<new-version>", "Specify which version of the application is deployed."),
            ["close-port"] = ("<port>[/<protocol>] or <from>-<to>[/<protocol>] or icmp", "Register a request to close a port or port range."),
            ["config-get"] = ("[<key>]", "Print application configuration."),
            ["credential-get"] = ("", "Access cloud credentials."),
            ["goal-state"] = ("", "Print the status of the charm's peers and related units."),
            ["is-leader"] = ("", "Print application leadership status."),
            ["juju-log"] = ("<message>", "Write a message to the juju log."),
            ["juju-reboot"] = ("", "Reboot the host machine."),
            ["leader-get"] = ("[<key>]", "Print application leadership settings."),
            ["leader-set"] = ("<key>=<value> [...]", "Write application leadership settings."),
            ["network-get"] = ("<binding-name>", "Get network config."),
            ["open-port"] = ("<port>[/<protocol>] or <from>-<to>[/<protocol>] or icmp", "Register a request to open a port or port range."),
            ["opened-ports"] = ("", "List all ports or port ranges opened by the unit."),
            ["relation-get"] = ("<key> <unit id>", "Get relation settings."),
            ["relation-ids"] = ("<name>", "List all relation IDs for the given endpoint."),
            ["relation-list"] = ("", "List relation units."),
            ["relation-model-get"] = ("", "Get details about the model hosting a related application."),
            ["relation-set"] = ("key=value [key=value ...]", "Set relation settings."),
            ["resource-get"] = ("<resource name>", "Get the path to the locally cached resource file."),
            ["secret-add"] = ("[key[#base64|#file]=value...]", "Add a new secret."),
            ["secret-get"] = ("<ID> [key[#base64]]", "Get the content of a secret."),
            ["secret-grant"] = ("<ID>", "Grant access to a secret."),
            ["secret-ids"] = ("", "Print secret IDs."),
            ["secret-info-get"] = ("<ID>", "Get a secret's metadata info."),
            ["secret-remove"] = ("<ID>", "Remove an existing secret."),
            ["secret-revoke"] = ("<ID>", "Revoke access to a secret."),
            ["secret-set"] = ("<ID> [key[#base64]=value...]", "Update an existing secret."),
            ["state-delete"] = ("<key>", "Delete server-side-state key value pairs."),
            ["state-get"] = ("[<key>]", "Print server-side-state value."),
            ["state-set"] = ("key=value [key=value ...]", "Set server-side-state values."),
            ["status-get"] = ("", "Print status information."),
            ["status-set"] = ("<maintenance | blocked | waiting | active> [message]", "Set status information."),
            ["storage-get"] = ("[<key>]", "Print information for the storage instance with the specified ID."),
            ["storage-list"] = ("[<storage-name>]", "List storage attached to the unit."),
            ["unit-get"] = ("<setting>", "Print public-address or private-address."),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Makes the help of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="flags">Its flags; several spellings of one are joined by <c>|</c>.</param>
    public CommandHelp(string command, IEnumerable<string> flags)
        : base($"{command}: help") => Text = Write(command, [.. flags.Order(StringComparer.Ordinal)]);

    /// <summary>What is printed.</summary>
    public string Text { get; }

    /// <summary>Do the arguments of a command that is not simulated ask for its help?</summary>
    public static bool IsAsked(IEnumerable<string> arguments) =>
        arguments.TakeWhile(argument => argument is not "--").Any(argument => argument is "--help" or "-h");

    private static string Write(string command, string[] flags)
    {
        (string arguments, string purpose) = s_commands.GetValueOrDefault(command, ("", "Not simulated by s3contract."));
        StringBuilder help = new();
        help.Append("Usage: ").Append(command);
        if (flags.Length > 0)
            help.Append(" [options]");
        if (arguments.Length > 0)
            help.Append(' ').Append(arguments);
        help.Append("\n\nSummary:\n").Append(purpose).Append('\n');
        if (flags.Length > 0)
            help.Append("\nOptions:\n");
        foreach (string flag in flags)
            help.AppendJoin(", ", flag.Split('|').Select(name => (name.Length > 1 ? "--" : "-") + name)).Append('\n');
        return help.ToString();
    }
}
