using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>Configuration (§4.3): read once and fixed for the hook, since nothing else runs while it does.</content>
internal sealed partial class HookTransaction
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ConfigValue> ConfigGet()
    {
        Require("config-get");
        Record(BareCommands.ConfigGet);
        return _application.Config.Values;
    }

    /// <summary><c>config-get --all</c>: every option of the charm, with null for those without a value.</summary>
    public IReadOnlyDictionary<string, ConfigValue?> ConfigGetAll()
    {
        Require("config-get");
        Record(BareCommands.ConfigGet);
        var all = new SortedDictionary<string, ConfigValue?>(StringComparer.Ordinal);
        foreach (ConfigOption option in Metadata.Config)
        {
            all[option.Name] = _application.Config.Values.TryGetValue(option.Name, out ConfigValue value) ? value : default(ConfigValue?);
        }

        return all;
    }
}
