using S3Contract.Harness.Juju.Actions;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>The commands of a running action (§4.5).</content>
internal sealed partial class HookTransaction
{
    private List<KeyValuePair<string, string>>? _results;
    private Dictionary<string, int>? _resultPlaces;

    internal bool ActionFailed { get; private set; }

    internal string ActionMessage { get; private set; } = "";

    internal IReadOnlyList<KeyValuePair<string, string>> ActionResults => _results ?? (IReadOnlyList<KeyValuePair<string, string>>)[];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> ActionGet()
    {
        WaitingAction action = RequireAction("action-get");
        Record(BareCommands.ActionGet);
        return ActionParameterTree.AsText(action.Values);
    }

    /// <summary><c>action-get</c> with the types and nesting of the parameters, defaults filled in.</summary>
    internal ActionParameter ActionParameters()
    {
        WaitingAction action = RequireAction("action-get");
        Record(BareCommands.ActionGet);
        return action.Values;
    }

    /// <inheritdoc/>
    public void ActionSet(string key, string value)
    {
        _ = RequireAction("action-set");
        if (key is "stdout" or "stderr" or "stdout-encoding" or "stderr-encoding")
        {
            throw Refuse("action-set", $"cannot set reserved action key \"{key}\"", 2);
        }

        if (!IsResultKey(key))
        {
            throw Refuse(
                "action-set",
                $"key \"{key}\" must start and end with lowercase alphanumeric, and contain only lowercase alphanumeric, hyphens and periods",
                2);
        }

        _results ??= [];
        _resultPlaces ??= new(StringComparer.Ordinal);
        if (!_resultPlaces.TryAdd(key, _results.Count))
        {
            int at = _resultPlaces[key];
            _results[at] = new(key, value);
        }
        else
        {
            _results.Add(new(key, value));
        }

        Record(new OtherCommand("action-set " + key));
    }

    /// <inheritdoc/>
    public void ActionFail(string message)
    {
        _ = RequireAction("action-fail");
        ActionFailed = true;
        ActionMessage = message.Length > 0 ? message : "action failed without reason given, check action for errors";
        Record(new OtherCommand("action-fail"));
    }

    /// <inheritdoc/>
    public void ActionLog(string message)
    {
        _ = RequireAction("action-log");
        Record(new Logged(LogLevel.Info, message));
    }

    /// <summary>Refuses the command outside of an action.</summary>
    private WaitingAction RequireAction(string command)
    {
        Require(command);
        return _action ?? throw Refuse(command, "not running an action");
    }

    // Each part between two periods begins and ends with a lowercase letter or a digit, and has only those and hyphens between.
    private static bool IsResultKey(string key)
    {
        foreach (Range part in key.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> segment = key.AsSpan(part);
            if (segment.IsEmpty || segment[0] == '-' || segment[^1] == '-')
            {
                return false;
            }

            foreach (char letter in segment)
            {
                if (letter is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
