using System.Collections.Immutable;
using S3Contract.Harness.Metadata;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Harness.Pebble;

/// <summary>A layer of a plan.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Services">Its services.</param>
/// <param name="Checks">Its checks.</param>
/// <param name="LogTargets">Its log targets.</param>
internal sealed record PlanLayer(
    string Label,
    ImmutableSortedDictionary<string, PlanEntry> Services,
    ImmutableSortedDictionary<string, PlanEntry> Checks,
    ImmutableSortedDictionary<string, PlanEntry> LogTargets)
{
    /// <summary>Reads a layer.</summary>
    /// <exception cref="PebbleRefusal">It is none.</exception>
    public static PlanLayer Read(string label, string yaml)
    {
        YamlMappingNode root = Root(label, yaml);
        foreach ((YamlNode key, _) in root.Children)
        {
            if ((key as YamlScalarNode)?.Value is not ("summary" or "description" or "services" or "checks" or "log-targets"))
                throw Wrong($"cannot parse layer \"{label}\": unknown section \"{(key as YamlScalarNode)?.Value}\"");
        }

        if (label.StartsWith("pebble-", StringComparison.Ordinal))
            throw Wrong("cannot use reserved label prefix \"pebble-\"");
        PlanLayer layer = new(
            label,
            Section(root, label, "services", PlanSchema.Service),
            Section(root, label, "checks", PlanSchema.Check),
            Section(root, label, "log-targets", PlanSchema.LogTarget));
        foreach ((string name, PlanEntry service) in layer.Services)
            CheckService(name, service);
        foreach ((string name, PlanEntry check) in layer.Checks)
            CheckCheck(name, check);
        return layer;
    }

    private static YamlMappingNode Root(string label, string yaml)
    {
        try
        {
            YamlSize.Check(yaml);
            YamlStream stream = [];
            stream.Load(new StringReader(yaml));
            return stream.Documents.Count == 0 || YamlFile.IsNull(stream.Documents[0].RootNode) ? []
                : stream.Documents[0].RootNode as YamlMappingNode ?? throw Wrong($"cannot parse layer \"{label}\": expected a mapping");
        }
        catch (YamlException malformed)
        {
            throw Wrong($"cannot parse layer \"{label}\": yaml: {malformed.Message}");
        }
    }

    private static ImmutableSortedDictionary<string, PlanEntry> Section(YamlMappingNode root, string label, string section, PlanField[] schema)
    {
        ImmutableSortedDictionary<string, PlanEntry> entries = PebbleState.Map<PlanEntry>();
        YamlNode? node = YamlFile.Find(root, section);
        if (node is null || YamlFile.IsNull(node))
            return entries;
        string kind = section is "log-targets" ? "log target" : section[..^1];
        try
        {
            if (node is not YamlMappingNode mapping)
                throw new FormatException($"cannot unmarshal {YamlFile.Describe(node)} into a mapping");
            foreach ((YamlNode key, YamlNode value) in mapping.Children)
            {
                string name = (key as YamlScalarNode)?.Value ?? "";
                if (name.Length == 0)
                    throw Wrong($"cannot use empty string as {kind} name");
                if (YamlFile.IsNull(value))
                    throw Wrong($"{kind} object cannot be null for {kind} \"{name}\"");
                entries = entries.SetItem(name, value is YamlMappingNode entry
                    ? PlanEntry.Read(entry, schema)
                    : throw new FormatException($"cannot unmarshal {YamlFile.Describe(value)} into {kind} \"{name}\""));
            }
        }
        catch (FormatException wrong)
        {
            throw Wrong($"cannot parse layer \"{label}\" section \"{section}\": yaml: unmarshal errors: {wrong.Message}");
        }

        return entries;
    }

    private static void CheckService(string name, PlanEntry service)
    {
        if (name is "pebble")
            throw Wrong("cannot use reserved service name \"pebble\"");
        if (name.StartsWith('-'))
            throw Wrong($"cannot use service name \"{name}\": starting with \"-\" not allowed");
        if (service["startup"] is not ("" or "enabled" or "disabled"))
            throw Wrong($"plan service \"{name}\" startup must be \"enabled\" or \"disabled\"");
        foreach (string field in (string[])["on-success", "on-failure"])
        {
            if (service[field] is not ("" or "restart" or "shutdown" or "ignore" or "failure-shutdown" or "success-shutdown"))
                throw Wrong($"plan service \"{name}\" {field} action \"{service[field]}\" invalid");
        }

        if (service.Factor("backoff-factor") is < 1)
            throw Wrong($"plan service \"{name}\" backoff-factor must be 1.0 or greater");
    }

    private static void CheckCheck(string name, PlanEntry check)
    {
        if (check["level"] is not ("" or "alive" or "ready"))
            throw Wrong($"plan check \"{name}\" level must be \"alive\" or \"ready\"");
        if (check["startup"] is not ("" or "enabled" or "disabled"))
            throw Wrong($"plan check \"{name}\" startup must be \"enabled\" or \"disabled\"");
    }

    private static PebbleRefusal Wrong(string message) => PebbleRefusal.Bad(message.StartsWith("cannot parse layer", StringComparison.Ordinal) ? "cannot parse layer YAML: " + message : message);
}
