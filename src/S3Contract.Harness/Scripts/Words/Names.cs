namespace S3Contract.Harness.Scripts.Words;

/// <summary>How the things that a script names may be spelled.</summary>
internal static class Names
{
    /// <summary>The roles, in which application names begin.</summary>
    public static readonly string[] Roles = ["provider", "requirer"];

    /// <summary>The role of an application: what stands before its first hyphen.</summary>
    public static string RoleOf(string application)
    {
        int hyphen = application.IndexOf('-', StringComparison.Ordinal);
        return hyphen < 0 ? application : application[..hyphen];
    }

    /// <summary>Lower-case letters, digits and hyphens, a letter first.</summary>
    public static bool IsVariable(string text) => IsHyphenated(text, extra: '\0');

    /// <summary>The name of an action, an endpoint or a hook.</summary>
    public static bool IsJujuName(string text) => IsHyphenated(text, extra: '_');

    /// <summary>A role, or a role and a suffix: each part between hyphens holds a letter, as Juju demands.</summary>
    public static bool IsApplication(string text) =>
        Roles.Contains(RoleOf(text), StringComparer.Ordinal)
        && text.Split('-').All(part => part.Any(char.IsAsciiLetterLower) && part.All(IsLowerOrDigit));

    private static bool IsHyphenated(string text, char extra) =>
        text.Length > 0
        && char.IsAsciiLetterLower(text[0])
        && text.All(character => IsLowerOrDigit(character) || character == '-' || (extra != '\0' && character == extra));

    private static bool IsLowerOrDigit(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character);
}
