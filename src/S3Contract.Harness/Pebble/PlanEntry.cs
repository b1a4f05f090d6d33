using System.Collections.Immutable;
using System.Globalization;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Printing;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Harness.Pebble;

/// <summary>A service, a check or a log target, or a group of fields in one: the fields that are set. What they hold is a text, a number, a list of
/// texts, a map of texts, or an entry.</summary>
internal sealed class PlanEntry
{
    private readonly PlanField[] _schema;
    private readonly ImmutableSortedDictionary<string, object> _fields;

    private PlanEntry(PlanField[] schema, ImmutableSortedDictionary<string, object> fields) => (_schema, _fields) = (schema, fields);

    /// <summary>A text; empty if it is not set.</summary>
    public string this[string field] => _fields.GetValueOrDefault(field) as string ?? "";

    /// <summary>A list; empty if it is not set.</summary>
    public ImmutableArray<string> List(string field) => _fields.GetValueOrDefault(field) is ImmutableArray<string> list ? list : [];

    /// <summary>A number; null if it is not set.</summary>
    public long? Number(string field) => _fields.GetValueOrDefault(field) as long?;

    /// <summary>A group; null if it is not set.</summary>
    public PlanEntry? Group(string field) => _fields.GetValueOrDefault(field) as PlanEntry;

    /// <summary>A factor; null if it is not set.</summary>
    public double? Factor(string field) => _fields.GetValueOrDefault(field) as double?;

    /// <summary>The entry with a number where there is none.</summary>
    public PlanEntry WithDefault(string field, long number) => _fields.ContainsKey(field) ? this : new PlanEntry(_schema, _fields.SetItem(field, number));

    /// <summary>The entry with what another sets over it.</summary>
    public PlanEntry Merged(PlanEntry other)
    {
        ImmutableSortedDictionary<string, object> merged = _fields;
        foreach ((string field, object value) in other._fields)
        {
            merged = merged.SetItem(field, (merged.GetValueOrDefault(field), value) switch
            {
                (ImmutableArray<string> below, ImmutableArray<string> above) => below.AddRange(above),
                (ImmutableSortedDictionary<string, string> below, ImmutableSortedDictionary<string, string> above) => below.SetItems(above),
                (PlanEntry below, PlanEntry above) => below.Merged(above),
                _ => field is "override" && merged.TryGetValue(field, out object? first) ? first : value,
            });
        }

        return new PlanEntry(_schema, merged);
    }

    /// <summary>What is to be printed.</summary>
    public KeyValuePair<string, object?>[] Printed() =>
    [
        .. _schema.Where(field => _fields.ContainsKey(field.Name)).Select(field => new KeyValuePair<string, object?>(field.Name, _fields[field.Name] switch
        {
            ImmutableArray<string> list => list.Cast<object?>().ToArray(),
            ImmutableSortedDictionary<string, string> map => Answer.Map(map),
            PlanEntry group => group.Printed(),
            var value => value,
        })),
    ];

    /// <summary>The entry as text: two that say the same have the same.</summary>
    public override string ToString()
    {
        System.Text.StringBuilder text = new();
        YamlBlock.Append(text, Printed());
        return text.ToString();
    }

    /// <summary>Reads an entry.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static PlanEntry Read(YamlMappingNode node, PlanField[] schema)
    {
        ImmutableSortedDictionary<string, object> fields = PebbleState.Map<object>();
        foreach ((YamlNode key, YamlNode value) in node.Children)
        {
            string name = (key as YamlScalarNode)?.Value ?? "";
            PlanField field = Array.Find(schema, known => string.Equals(known.Name, name, StringComparison.Ordinal))
                ?? throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {key.Start.Line}: field {name} not found"));
            if (!YamlFile.IsNull(value) && Value(field, value) is { } content)
                fields = fields.SetItem(name, content);
        }

        return new PlanEntry(schema, fields);
    }

    private static object? Value(PlanField field, YamlNode node) => (field.Kind, node) switch
    {
        (PlanKind.Text, YamlScalarNode { Value.Length: > 0 } text) => text.Value,
        (PlanKind.Text, YamlScalarNode) => null,
        (PlanKind.Number, YamlScalarNode text) when long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        (PlanKind.Factor, YamlScalarNode text) when double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double factor) => factor,
        (PlanKind.List, YamlSequenceNode list) => list.Children.Count == 0 ? null : list.Children.Select(Text).ToImmutableArray(),
        (PlanKind.Map, YamlMappingNode map) => map.Children.Count == 0 ? null
            : map.Children.ToImmutableSortedDictionary(pair => Text(pair.Key), pair => Text(pair.Value), StringComparer.Ordinal),
        (PlanKind.Group, YamlMappingNode group) => Read(group, field.Fields),
        _ => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {node.Start.Line}: cannot unmarshal {YamlFile.Describe(node)} into {field.Name}")),
    };

    private static string Text(YamlNode node) => node is YamlScalarNode scalar
        ? YamlFile.IsNull(scalar) ? "" : scalar.Value ?? ""
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {node.Start.Line}: cannot unmarshal {YamlFile.Describe(node)} into string"));
}
