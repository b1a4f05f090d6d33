namespace S3Contract.Reference.Clauses;

/// <summary>How a level is spelled wherever it is shown.</summary>
internal static class LevelName
{
    /// <summary><c>core</c>, <c>library</c> or <c>strict</c>.</summary>
    public static string Of(ClauseLevel level) => level switch
    {
        ClauseLevel.Core => "core",
        ClauseLevel.Library => "library",
        _ => "strict",
    };
}
