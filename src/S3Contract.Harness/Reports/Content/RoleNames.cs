namespace S3Contract.Harness.Reports.Content;

/// <summary>How roles are spelled wherever they are shown.</summary>
internal static class RoleNames
{
    /// <summary><c>provider</c>, <c>requirer</c>, or both with a comma between.</summary>
    public static string Of(Roles roles) => roles switch
    {
        Roles.Provider => "provider",
        Roles.Requirer => "requirer",
        _ => "provider, requirer",
    };
}
