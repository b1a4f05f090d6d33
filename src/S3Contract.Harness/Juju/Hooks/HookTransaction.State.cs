using System.Collections.Immutable;
using System.Text;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>The unit's state in the controller (§4.4): reads see the hook's own writes, which are committed with the hook.</content>
internal sealed partial class HookTransaction
{
    private const int MostBytesOfStateKey = 256;
    private const int MostBytesOfStateValue = 65536;

    internal ImmutableSortedDictionary<string, string>? NewState { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> StateGet()
    {
        Require("state-get");
        Record(BareCommands.StateGet);
        return NewState ?? _unit.CharmState;
    }

    /// <summary><c>state-get [--strict] KEY</c>: a missing key is empty text, or with <paramref name="strict"/> an error.</summary>
    public string StateGet(string key, bool strict)
    {
        Require("state-get");
        if ((NewState ?? _unit.CharmState).TryGetValue(key, out string? value))
        {
            Record(BareCommands.StateGet);
            return value;
        }

        if (strict)
        {
            throw Refuse("state-get", $"\"{key}\" not found", arguments: " --strict");
        }

        Record(BareCommands.StateGet);
        return "";
    }

    /// <inheritdoc/>
    public void StateSet(string key, string value)
    {
        Require("state-set");
        if (key.Length == 0)
        {
            throw Refuse("state-set", $"expected \"key=value\", got \"={value}\"", 2);
        }

        if (Encoding.UTF8.GetByteCount(key) > MostBytesOfStateKey)
        {
            throw Refuse("state-set", $"max allowed length of key exceeded: {MostBytesOfStateKey} bytes");
        }

        if (Encoding.UTF8.GetByteCount(value) > MostBytesOfStateValue)
        {
            throw Refuse("state-set", $"max allowed length of value exceeded: {MostBytesOfStateValue} bytes");
        }

        NewState = (NewState ?? _unit.CharmState).SetItem(key, value);
        Record(new OtherCommand("state-set"));
    }

    /// <inheritdoc/>
    public void StateDelete(string key)
    {
        Require("state-delete");
        NewState = (NewState ?? _unit.CharmState).Remove(key);
        Record(new OtherCommand("state-delete"));
    }
}
