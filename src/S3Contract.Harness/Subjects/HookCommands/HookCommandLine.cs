using System.Collections.Frozen;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The command line of the hook commands of one hook: from arguments to the typed command, and from its answer to what is printed.</summary>
internal sealed class HookCommandLine(HookTransaction transaction, EventNames? names = null, string? context = null)
{
    private static readonly FrozenDictionary<string, Func<CommandCall, HookAnswer>> s_commands =
        new Dictionary<string, Func<CommandCall, HookAnswer>>(StringComparer.Ordinal)
        {
            ["relation-ids"] = RelationCommands.Ids,
            ["relation-list"] = RelationCommands.List,
            ["relation-get"] = RelationCommands.Get,
            ["relation-set"] = RelationCommands.Set,
            ["relation-model-get"] = RelationCommands.Model,
            ["is-leader"] = UnitCommands.IsLeader,
            ["leader-get"] = UnitCommands.LeaderGet,
            ["leader-set"] = UnitCommands.LeaderSet,
            ["config-get"] = UnitCommands.ConfigGet,
            ["juju-log"] = UnitCommands.Log,
            ["status-set"] = StatusCommands.Set,
            ["status-get"] = StatusCommands.Get,
            ["application-version-set"] = StatusCommands.Version,
            ["state-get"] = StateCommands.Get,
            ["state-set"] = StateCommands.Set,
            ["state-delete"] = StateCommands.Delete,
            ["action-get"] = ActionCommands.Get,
            ["action-set"] = ActionCommands.Set,
            ["action-fail"] = ActionCommands.Fail,
            ["action-log"] = ActionCommands.Log,
            ["network-get"] = NetworkCommands.Get,
            ["goal-state"] = NetworkCommands.Goal,
            ["open-port"] = PortCommands.Open,
            ["close-port"] = PortCommands.Close,
            ["opened-ports"] = PortCommands.Opened,
            ["unit-get"] = NetworkCommands.UnitAddress,
            ["storage-list"] = MachineCommands.StorageList,
            ["storage-get"] = MachineCommands.StorageGet,
            ["resource-get"] = MachineCommands.Resource,
            ["credential-get"] = MachineCommands.Credential,
            ["juju-reboot"] = MachineCommands.Reboot,
            ["secret-add"] = SecretChangeCommands.Add,
            ["secret-get"] = SecretCommands.Get,
            ["secret-grant"] = SecretChangeCommands.Grant,
            ["secret-ids"] = SecretCommands.Ids,
            ["secret-info-get"] = SecretCommands.Info,
            ["secret-remove"] = SecretChangeCommands.Remove,
            ["secret-revoke"] = SecretChangeCommands.Revoke,
            ["secret-set"] = SecretChangeCommands.Set,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    // Commands that Juju has, or had, and that are not simulated, each with what it needs.
    private static readonly FrozenDictionary<string, string> s_lacking = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["payload-register"] = "payloads",
        ["payload-status-set"] = "payloads",
        ["payload-unregister"] = "payloads",
        ["k8s-raw-get"] = "pod specs",
        ["k8s-raw-set"] = "pod specs",
        ["k8s-spec-get"] = "pod specs",
        ["k8s-spec-set"] = "pod specs",
        ["pod-spec-get"] = "pod specs",
        ["pod-spec-set"] = "pod specs",
        ["storage-add"] = "storage to add",
        ["add-metric"] = "metrics",
        ["juju-exec"] = "commands from outside of hooks",
        ["juju-run"] = "commands from outside of hooks",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string _context = context ?? transaction.Environment.ContextId;
    private readonly EventSightings _events = new(transaction, names ?? EventNames.Known);

    /// <summary>The names of all commands that a charm may find on its PATH.</summary>
    public static IEnumerable<string> Names => s_commands.Keys.Concat(s_lacking.Keys).Order(StringComparer.Ordinal);

    /// <summary>The folder in which all files lie that the charm may name; null if it may name any.</summary>
    public string? Within { get; init; }

    /// <summary>Gives the content of a file that an argument of a command names, by the number of the request and the argument's place.</summary>
    public Func<int, int, byte[]?>? NamedFile { get; init; }

    /// <summary>Has the charm asked to be ended at once (<c>juju-reboot --now</c>)?</summary>
    public bool EndNow { get; private set; }

    /// <summary>Runs a command.</summary>
    /// <param name="request">The command.</param>
    /// <param name="input">Gives the standard input that came with the request of a number; null if none can have come.</param>
    public HookAnswer Run(HookRequest request, Func<int, byte[]>? input)
    {
        try
        {
            // Never told which: whoever knows it speaks for the hook.
            if (!string.Equals(request.ContextId, _context, StringComparison.Ordinal))
                throw new CommandLineError(request.Command, $"bad request: unknown context id {GoText.Quote(request.ContextId)}");
            if (!s_commands.TryGetValue(request.Command, out Func<CommandCall, HookAnswer>? command))
                throw CommandHelp.IsAsked(request.Arguments) ? new CommandHelp(request.Command, [], []) : transaction.Lack(request.Command, s_lacking.GetValueOrDefault(request.Command, "such a command"), $"{request.Command}: not supported by the simulated Juju of s3contract");

            CommandCall call = new(transaction, request, input) { Within = Within, NamedFile = NamedFile };
            HookAnswer answer = command(call);
            if (call.Said is { } said)
                _events.See(said);
            return answer;
        }
        catch (CommandHelp help)
        {
            return new HookAnswer(0, help.Text(transaction.Hook));
        }
        catch (CommandLineError wrong)
        {
            transaction.Record(new Refusal(WithoutValues(request), wrong.Kept));
            return new HookAnswer(wrong.ExitCode, "", $"ERROR {wrong.Reason}\n");
        }
        catch (HookCommandException refused)
        {
            // The transaction has recorded it.
            EndNow = EndNow || transaction.MustEnd;
            return new HookAnswer(refused.ExitCode, "", $"ERROR {refused.Reason}\n");
        }
    }

    // Arguments may hold secrets; the flags tell enough.
    private static string WithoutValues(HookRequest request)
    {
        List<string> words = [request.Command];
        foreach (string argument in request.Arguments)
        {
            if (argument is "--")
                break;
            if (argument.Length > 1 && argument[0] == '-')
                words.Add(CommandFlags.Kept(argument.Split('=')[0]));
        }

        return string.Join(' ', words);
    }
}
