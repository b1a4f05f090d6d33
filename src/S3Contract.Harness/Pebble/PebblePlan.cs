using System.Collections.Immutable;
using System.Text;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Pebble;

/// <summary>The plan of a container: its layers, one over the other.</summary>
internal sealed record PebblePlan(
    ImmutableSortedDictionary<string, PlanEntry> Services,
    ImmutableSortedDictionary<string, PlanEntry> Checks,
    ImmutableSortedDictionary<string, PlanEntry> LogTargets)
{
    /// <summary>How often a check must fail in a row, where the plan does not say.</summary>
    private const long DefaultThreshold = 3;

    public static PebblePlan Empty { get; } = new(PebbleState.Map<PlanEntry>(), PebbleState.Map<PlanEntry>(), PebbleState.Map<PlanEntry>());

    /// <summary>Puts layers over each other.</summary>
    /// <exception cref="PebbleRefusal">They make no plan.</exception>
    public static PebblePlan Of(IEnumerable<PlanLayer> layers)
    {
        PebblePlan plan = Empty;
        foreach (PlanLayer layer in layers)
        {
            plan = new PebblePlan(
                Over(plan.Services, layer.Services, layer.Label, "service"),
                Over(plan.Checks, layer.Checks, layer.Label, "check"),
                Over(plan.LogTargets, layer.LogTargets, layer.Label, "log target"));
        }

        plan = plan with
        {
            Checks = plan.Checks.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.WithDefault("threshold", DefaultThreshold), StringComparer.Ordinal),
        };
        plan.Validate();
        return plan;
    }

    /// <summary>Two layers in one, with the label of the lower.</summary>
    /// <exception cref="PebbleRefusal">The upper does not say how.</exception>
    public static PlanLayer Combined(PlanLayer lower, PlanLayer upper) => new(
        lower.Label,
        Over(lower.Services, upper.Services, upper.Label, "service"),
        Over(lower.Checks, upper.Checks, upper.Label, "check"),
        Over(lower.LogTargets, upper.LogTargets, upper.Label, "log target"));

    /// <summary>The plan in YAML, as Pebble prints it.</summary>
    public string ToYaml()
    {
        List<KeyValuePair<string, object?>> sections = [];
        foreach ((string name, ImmutableSortedDictionary<string, PlanEntry> entries) in
            new[] { ("services", Services), ("checks", Checks), ("log-targets", LogTargets) })
        {
            if (entries.Count > 0)
                sections.Add(new(name, entries.Select(pair => new KeyValuePair<string, object?>(pair.Key, pair.Value.Printed())).ToArray()));
        }

        StringBuilder yaml = new();
        YamlBlock.Append(yaml, sections);
        return yaml.ToString();
    }

    private static ImmutableSortedDictionary<string, PlanEntry> Over(
        ImmutableSortedDictionary<string, PlanEntry> below, ImmutableSortedDictionary<string, PlanEntry> above, string label, string kind)
    {
        foreach ((string name, PlanEntry entry) in above)
        {
            below = below.SetItem(name, entry["override"] switch
            {
                "replace" => entry,
                "merge" => below.TryGetValue(name, out PlanEntry? known) ? known.Merged(entry) : entry,
                "" => throw PebbleRefusal.Bad($"layer \"{label}\" must define \"override\" for {kind} \"{name}\""),
                _ => throw PebbleRefusal.Bad($"layer \"{label}\" has invalid \"override\" value for {kind} \"{name}\""),
            });
        }

        return below;
    }

    private void Validate()
    {
        foreach ((string name, PlanEntry service) in Services)
        {
            if (service["command"].Length == 0)
                throw PebbleRefusal.Bad($"plan must define \"command\" for service \"{name}\"");
        }

        foreach ((string name, PlanEntry check) in Checks)
        {
            (PlanEntry? http, PlanEntry? tcp, PlanEntry? exec) = (check.Group("http"), check.Group("tcp"), check.Group("exec"));
            if (http is not null && http["url"].Length == 0)
                throw PebbleRefusal.Bad($"plan must set \"url\" for http check \"{name}\"");
            if (tcp is not null && tcp.Number("port") is null or 0)
                throw PebbleRefusal.Bad($"plan must set \"port\" for tcp check \"{name}\"");
            if (exec is not null && exec["command"].Length == 0)
                throw PebbleRefusal.Bad($"plan must set \"command\" for exec check \"{name}\"");
            if (exec is not null && exec["service-context"] is { Length: > 0 } context && !Services.ContainsKey(context))
                throw PebbleRefusal.Bad($"plan check \"{name}\" service context specifies non-existent service \"{context}\"");
            if (new[] { http, tcp, exec }.Count(one => one is not null) != 1)
                throw PebbleRefusal.Bad($"plan must specify one of \"http\", \"tcp\", or \"exec\" for check \"{name}\"");
        }

        foreach ((string name, PlanEntry target) in LogTargets)
        {
            if (target["type"] is not ("loki" or "opentelemetry" or "syslog"))
                throw PebbleRefusal.Bad($"plan must define \"type\" (\"loki\", \"opentelemetry\" or \"syslog\") for log target \"{name}\"");
            if (target["location"].Length == 0)
                throw PebbleRefusal.Bad($"plan must define \"location\" for log target \"{name}\"");
            foreach (string service in target.List("services").Select(service => service.TrimStart('-')))
            {
                if (service is not "all" && !Services.ContainsKey(service))
                    throw PebbleRefusal.Bad($"log target \"{name}\" specifies unknown service \"{service}\"");
            }
        }

        ServiceOrder.ToStart(this, Services.Keys);
    }
}
