using S3Contract.Harness.Metadata;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Juju.Actions;

/// <summary>Checks the parameters of an action as the controller does before it queues it, with its texts, and fills in what has a default.</summary>
internal static class ActionSchema
{
    private const string Root = "(root)";

    /// <summary>Why Juju refuses the parameters; null if it does not.</summary>
    /// <param name="schema">What the charm says of them.</param>
    /// <param name="given">The parameters.</param>
    /// <param name="version">Which Juju.</param>
    public static string? Refusal(ParameterSchema schema, ActionParameter given, JujuVersion version)
    {
        List<string> errors = [];
        Check(schema, given, Root, version, errors);
        return errors.Count == 0 ? null : "validation failed: " + string.Join("; ", errors);
    }

    /// <summary>The parameters with the defaults of the charm for what is not given.</summary>
    public static ActionParameter WithDefaults(ParameterSchema schema, ActionParameter given)
    {
        ActionParameter filled = given;
        foreach ((string name, ParameterSchema property) in schema.Properties)
        {
            ActionParameter? entry = filled.Find(name);
            if (entry is null && property.Default is { } preset)
            {
                filled = filled.With(name, preset);
            }
            else if (property.Properties.Count > 0 && entry is null or { IsMap: true }
                && WithDefaults(property, entry ?? new ActionParameter()) is { Entries.Count: > 0 } inner)
            {
                filled = filled.With(name, inner);
            }
        }

        return filled;
    }

    private static void Check(ParameterSchema schema, ActionParameter given, string path, JujuVersion version, List<string> errors)
    {
        if (schema.Types.Count > 0 && !schema.Types.Any(type => Fits(type, given)))
        {
            errors.Add($"{path} : must be of type {string.Join(", ", schema.Types)}, given {Json(given)}");
            return;
        }

        if (schema.Enumeration.Count > 0 && !schema.Enumeration.Any(value => string.Equals(Json(value), Json(given), StringComparison.Ordinal)))
        {
            errors.Add($"{path} : must match one of the enum values [{string.Join(",", schema.Enumeration.Select(Json))}], given {Json(given)}");
        }

        if (schema.Items is { } each)
        {
            for (int i = 0; i < given.Items?.Count; i++)
            {
                Check(each, given.Items[i], FormattableString.Invariant($"{path}.{i}"), version, errors);
            }
        }

        if (given.IsMap)
        {
            CheckEntries(schema, given, path, version, errors);
        }
    }

    private static void CheckEntries(ParameterSchema schema, ActionParameter given, string path, JujuVersion version, List<string> errors)
    {
        foreach (string name in schema.Required)
        {
            if (given.Find(name) is null)
            {
                errors.Add($"{path} : \"{name}\" property is missing and required, given {Json(given)}");
            }
        }

        foreach ((string name, ActionParameter entry) in given.Entries)
        {
            if (schema.Find(name) is { } property)
            {
                Check(property, entry, $"{path}.{name}", version, errors);
            }
            else if (!(schema.AdditionalProperties ?? version.TakesAdditionalParameters))
            {
                errors.Add($"{path} : additional property \"{name}\" is not allowed, given {Json(given)}");
            }
        }
    }

    // A number may be whole, and a whole number may be written with a point.
    private static bool Fits(string type, ActionParameter given) => string.Equals(type, given.Type, StringComparison.Ordinal)
        || (type is "number" && given.Type is "integer")
        || (type is "integer" && given.Value?.Value is double number && double.IsInteger(number));

    /// <summary>A value as JSON.</summary>
    public static string Json(ActionParameter parameter) => OutputFormat.Json(Answer.Of(parameter));
}
