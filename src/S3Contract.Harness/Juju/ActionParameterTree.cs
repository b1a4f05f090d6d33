using System.Globalization;
using S3Contract.Charms;
using S3Contract.Harness.Subjects;

namespace S3Contract.Harness.Juju;

/// <summary>The parameters of an action as <c>action-get</c> shows them: the given ones over the defaults of the charm, dotted names nested.
/// A given text is taken as a number or boolean only where the default says that the parameter is one.</summary>
internal static class ActionParameterTree
{
    public static IReadOnlyDictionary<string, string> AsText(CharmMetadata metadata, QueuedAction action)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, ConfigValue value) in Flat(metadata, action))
        {
            values[name] = value.ToString();
        }

        return values;
    }

    public static ActionParameter Of(CharmMetadata metadata, QueuedAction action)
    {
        var root = new Node();
        foreach ((string name, ConfigValue value) in Flat(metadata, action))
        {
            Node node = root;
            foreach (string part in name.Split('.'))
            {
                node.Children ??= new SortedDictionary<string, Node>(StringComparer.Ordinal);
                if (!node.Children.TryGetValue(part, out Node? child))
                {
                    node.Children[part] = child = new Node();
                }

                node = child;
            }

            node.Value = value;
        }

        root.Children ??= new SortedDictionary<string, Node>(StringComparer.Ordinal);
        return root.Freeze();
    }

    private static SortedDictionary<string, ConfigValue> Flat(CharmMetadata metadata, QueuedAction action)
    {
        var values = new SortedDictionary<string, ConfigValue>(StringComparer.Ordinal);
        if (CharmActions.Find(metadata, action.Name) is { } declared)
        {
            foreach ((string name, ConfigValue value) in declared.Defaults)
            {
                values[name] = value;
            }
        }

        foreach ((string name, string text) in action.Parameters)
        {
            values[name] = values.TryGetValue(name, out ConfigValue model) ? Like(model, text) : text;
        }

        return values;
    }

    private static ConfigValue Like(ConfigValue model, string text) => model.Value switch
    {
        bool when text is "true" or "false" => string.Equals(text, "true", StringComparison.Ordinal),
        long when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
        double when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => text,
    };

    private sealed class Node
    {
        public ConfigValue? Value { get; set; }

        public SortedDictionary<string, Node>? Children { get; set; }

        public ActionParameter Freeze()
        {
            if (Children is null)
            {
                return new ActionParameter { Value = Value };
            }

            var entries = new List<KeyValuePair<string, ActionParameter>>(Children.Count);
            foreach ((string name, Node child) in Children)
            {
                entries.Add(new(name, child.Freeze()));
            }

            return new ActionParameter { Entries = entries };
        }
    }
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
