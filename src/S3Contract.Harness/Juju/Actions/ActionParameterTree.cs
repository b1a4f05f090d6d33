using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Actions;

/// <summary>Makes the parameters of an action of <c>key=value</c>, as <c>juju run</c> does: values are YAML, dotted names nested.</summary>
internal static class ActionParameterTree
{
    /// <summary>The parameters; null, with Juju's reason, if a value is no YAML.</summary>
    /// <param name="schema">What the charm says of the parameters.</param>
    /// <param name="pairs">The parameters as they were typed.</param>
    /// <param name="style">What the values are.</param>
    /// <param name="refusal">The reason.</param>
    public static ActionParameter? Of(
        ParameterSchema schema, IReadOnlyList<KeyValuePair<string, string>> pairs, ParameterStyle style, out string? refusal)
    {
        var root = new ActionParameter();
        foreach ((string name, string text) in pairs)
        {
            string[] path = name.Split('.');
            bool asText = style.StringArguments || (style.Fields.Contains(name) && TakesText(schema, path));
            if ((asText ? text : ParameterYaml.Read(text)) is not { } value)
            {
                refusal = $"cannot read the value of \"{name}\" as YAML";
                return null;
            }

            root = Set(root, path, value);
        }

        refusal = null;
        return root;
    }

    /// <summary>The values as texts, those in a map under dotted names; of a list, its JSON.</summary>
    public static IReadOnlyDictionary<string, string> AsText(ActionParameter parameters)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Flatten(parameters, "", values);
        return values;
    }

    private static void Flatten(ActionParameter node, string prefix, SortedDictionary<string, string> values)
    {
        foreach ((string name, ActionParameter entry) in node.Entries)
        {
            if (entry.IsMap)
            {
                Flatten(entry, prefix + name + ".", values);
            }
            else
            {
                values[prefix + name] = entry.Value?.ToString()
                    ?? (entry.IsNull ? "" : ActionSchema.Json(entry));
            }
        }
    }

    // A field of the interface is a text, and goes into a parameter as one unless the charm wants something else there.
    private static bool TakesText(ParameterSchema schema, string[] path)
    {
        ParameterSchema? declared = schema;
        foreach (string part in path)
        {
            declared = declared?.Find(part);
        }

        return declared is null or { Types.Count: 0 } || declared.Types.Contains("string", StringComparer.Ordinal);
    }

    private static ActionParameter Set(ActionParameter node, ReadOnlySpan<string> path, ActionParameter value)
    {
        if (path.Length == 1)
        {
            return node.With(path[0], value);
        }

        ActionParameter inner = node.Find(path[0]) is { IsMap: true } known ? known : new ActionParameter();
        return node.With(path[0], Set(inner, path[1..], value));
    }
}

/// <summary>What the values of an action's parameters are.</summary>
/// <param name="StringArguments">All are texts (<c>--string-args</c>), instead of YAML.</param>
/// <param name="Fields">The parameters that hand over a field of the interface: a text, where the charm takes one.</param>
internal sealed record ParameterStyle(bool StringArguments, IReadOnlySet<string> Fields)
{
    /// <summary>All are YAML.</summary>
    public static ParameterStyle Yaml { get; } = new(false, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>All are texts.</summary>
    public static ParameterStyle Text { get; } = new(true, new HashSet<string>(StringComparer.Ordinal));
}

/// <summary>Finds the actions of a charm.</summary>
internal static class CharmActions
{
    public static CharmAction? Find(CharmMetadata metadata, string name)
    {
        foreach (CharmAction action in metadata.Actions)
        {
            if (string.Equals(action.Name, name, StringComparison.Ordinal))
            {
                return action;
            }
        }

        return null;
    }
}
