using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>A command was asked for its help (<c>--help</c>, <c>-h</c>): it does nothing else.</summary>
[SuppressMessage("Design", "MA0058:Class name should end with 'Exception'", Justification = "No error: answered and not thrown further.")]
[SuppressMessage("Roslynator", "RCS1194:Implement exception constructors", Justification = "Always made from a command and its flags.")]
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

    private readonly string _command;
    private readonly string[] _switches;
    private readonly string[] _valued;

    /// <summary>The help of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="switches">Its flags that are true or false; several spellings of one are joined by <c>|</c>.</param>
    /// <param name="valued">Its flags that take a value, likewise.</param>
    public CommandHelp(string command, string[] switches, string[] valued)
        : base($"{command}: help") => (_command, _switches, _valued) = (command, switches, valued);

    /// <summary>Do the arguments of a command that is not simulated ask for its help?</summary>
    public static bool IsAsked(IEnumerable<string> arguments) =>
        arguments.TakeWhile(argument => argument is not "--").Any(argument => argument is "--help" or "-h");

    /// <summary>What is printed. The values that flags have by themselves are those of the hook: <c>ops</c> up to 2.x looks there for the storage
    /// that a hook is about.</summary>
    public string Text(Hook hook)
    {
        (string arguments, string purpose) = s_commands.GetValueOrDefault(_command, ("", "Not simulated by s3contract."));
        string[] flags = [.. _switches.Concat(_valued).Order(StringComparer.Ordinal)];
        StringBuilder help = new();
        help.Append("Usage: ").Append(_command);
        if (flags.Length > 0)
            help.Append(" [options]");
        if (arguments.Length > 0)
            help.Append(' ').Append(arguments);
        help.Append("\n\nSummary:\n").Append(purpose).Append('\n');
        if (flags.Length > 0)
            help.Append("\nOptions:\n");
        foreach (string flag in flags)
            help.AppendJoin(", ", flag.Split('|').Select(name => (name.Length > 1 ? "--" : "-") + name)).Append(Preset(flag, hook)).Append('\n');
        return help.ToString();
    }

    // As Go prints them: in quotes, and a blank nearer, what is any text.
    private string Preset(string flag, Hook hook) => flag switch
    {
        _ when Array.IndexOf(_switches, flag) >= 0 => "  (= false)",
        CommandCall.RelationFlag => $"  (= {hook.Relation?.At(hook.Endpoint!)})",
        CommandCall.StorageFlag => $"  (= {hook.Storage})",
        CommandCall.Format when Array.IndexOf(_valued, CommandCall.Output) >= 0 =>
            $"  (= {(_command is "goal-state" or "secret-get" or "secret-info-get" ? "yaml" : "smart")})",
        "file" => "  (= )",
        "l|log-level" => " (= \"INFO\")",
        _ => " (= \"\")",
    };
}
