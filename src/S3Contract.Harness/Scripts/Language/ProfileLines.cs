using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>What the lines of a profile can say. Their variables are the application (<c>${app}</c>), its leader and the unit meant
/// (<c>${leader}</c>, <c>${unit}</c>), the fields by their names, <c>${fields}</c> for all of them as <c>field=value</c>, and where one field is
/// set <c>${field}</c> and <c>${value}</c>.</summary>
internal static class ProfileLines
{
    /// <summary>The entry under <c>set:</c> for every field that has none of its own.</summary>
    public const string AnyField = "*";

    /// <summary>How it begins what is said of fields that no line hands over.</summary>
    public const string NoLine = "the profile has no line for ";

    /// <summary>The variable for all fields, as <c>field=value</c>.</summary>
    public const string AllFields = "fields";

    /// <summary>Does the line use this variable?</summary>
    public static bool Uses(ProfileLine line, string variable) => line.Text.Contains($"${{{variable}}}", StringComparison.Ordinal);

    /// <summary>Does the line hand over this field, as it is or converted?</summary>
    public static bool HandsOver(ProfileLine line, string field) =>
        Uses(line, field) || Uses(line, AllFields) || Uses(line, ProfileVariables.Converted(field));

    /// <summary>What is said of fields that no line of a profile hands over.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="key">The key of the profile under which a line would stand.</param>
    public static string NoLineFor(IEnumerable<string> fields, string key) => $"{NoLine}{string.Join(", ", fields)} ({key}:)";

    /// <summary>The variables that name who is meant.</summary>
    public static SortedDictionary<string, string> Variables(string application, UnitName unit, Fields fields)
    {
        SortedDictionary<string, string> variables = ProfileVariables.For(fields);
        variables["app"] = application;
        variables["leader"] = application + "/leader";
        variables["unit"] = unit.ToString();
        return variables;
    }
}
