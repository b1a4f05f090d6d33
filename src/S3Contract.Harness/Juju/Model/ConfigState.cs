using System.Collections.Immutable;
using System.Globalization;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Model;

/// <summary>The configuration of an application: the options that are set or have a default.</summary>
internal sealed class ConfigState
{
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private ConfigState(ImmutableSortedDictionary<string, ConfigValue> values) => Values = values;

    public ImmutableSortedDictionary<string, ConfigValue> Values { get; }

    public static ConfigState Defaults(CharmMetadata metadata)
    {
        var values = ImmutableSortedDictionary<string, ConfigValue>.Empty.WithComparers(StringComparer.Ordinal);
        foreach (ConfigOption option in metadata.Config)
        {
            if (option.Default is { } value)
            {
                values = values.SetItem(option.Name, value);
            }
        }

        return new ConfigState(values);
    }

    /// <summary>These options with some set from text and some back at their defaults.</summary>
    /// <param name="metadata">Says which options there are.</param>
    /// <param name="options">The options to set.</param>
    /// <param name="reset">The options to reset.</param>
    /// <param name="refusal">Juju's reason, if it refuses.</param>
    public ConfigState? With(
        CharmMetadata metadata, IReadOnlyList<KeyValuePair<string, string>> options, IReadOnlyList<string> reset, out string? refusal)
    {
        ImmutableSortedDictionary<string, ConfigValue> values = Values;
        foreach (string name in reset)
        {
            bool set = options.Any(option => string.Equals(option.Key, name, StringComparison.Ordinal));
            if (set || Find(metadata, name) is not { } option)
            {
                refusal = set ? $"cannot set and reset key \"{name}\" simultaneously" : $"unknown option \"{name}\"";
                return null;
            }

            values = option.Default is { } preset ? values.SetItem(name, preset) : values.Remove(name);
        }

        foreach ((string name, string text) in options)
        {
            if (Find(metadata, name) is not { } option)
            {
                refusal = $"unknown option \"{name}\"";
                return null;
            }

            if (Parse(option.Type, text) is not { } value)
            {
                refusal = $"option \"{name}\" expected {option.Type}, got \"{text}\"";
                return null;
            }

            values = values.SetItem(name, value);
        }

        refusal = null;
        return new ConfigState(values);
    }

    /// <summary>These options for another revision of the charm: what was set stays, as far as there still is such an option; the rest
    /// gets the new defaults.</summary>
    public ConfigState For(CharmMetadata metadata, CharmMetadata before)
    {
        ImmutableSortedDictionary<string, ConfigValue> values = Defaults(metadata).Values;
        foreach ((string name, ConfigValue value) in Values)
        {
            bool isSet = Find(before, name)?.Default is not { } preset || !Equals(preset.Value, value.Value);
            if (isSet && Find(metadata, name) is { } option && string.Equals(option.Type, Find(before, name)?.Type, StringComparison.Ordinal))
            {
                values = values.SetItem(name, value);
            }
        }

        return new ConfigState(values);
    }

    /// <summary>Would <c>config-get</c> answer the same? What Juju compares by hash.</summary>
    public bool SameAs(ConfigState? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other.Values.Count != Values.Count)
        {
            return false;
        }

        foreach ((string name, ConfigValue value) in Values)
        {
            if (!other.Values.TryGetValue(name, out ConfigValue theirs) || !Equals(theirs.Value, value.Value))
            {
                return false;
            }
        }

        return true;
    }

    public void AddTo(ref Hash128 hash)
    {
        foreach ((string name, ConfigValue value) in Values)
        {
            hash.Add(name);
            hash.Add(value.IsText);
            hash.Add(value.ToString());
        }
    }

    private static ConfigOption? Find(CharmMetadata metadata, string name)
    {
        foreach (ConfigOption option in metadata.Config)
        {
            if (string.Equals(option.Name, name, StringComparison.Ordinal))
            {
                return option;
            }
        }

        return null;
    }

    private static ConfigValue? Parse(string type, string text) => type switch
    {
        "int" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole : null,
        "float" => double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null,
        "boolean" => text switch
        {
            "true" or "True" or "TRUE" or "1" or "t" or "T" => true,
            "false" or "False" or "FALSE" or "0" or "f" or "F" => false,
            _ => null,
        },
        "secret" => text.Length == 0 || text.StartsWith("secret:", StringComparison.OrdinalIgnoreCase) ? (ConfigValue?)text : null,
        _ => text,
    };
}
