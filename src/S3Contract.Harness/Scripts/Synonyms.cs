namespace S3Contract.Harness.Scripts;

/// <summary>Words that people try, of Juju's command line in its versions and of other languages of tests, with the word of this one.</summary>
internal static class Synonyms
{
    private static readonly Dictionary<string, string> s_commands = new(StringComparer.Ordinal)
    {
        ["add-relation"] = "integrate",
        ["add-units"] = "add-unit",
        ["assert"] = "expect",
        ["check"] = "expect",
        ["destroy-application"] = "remove-application",
        ["destroy-relation"] = "remove-relation",
        ["destroy-unit"] = "remove-unit",
        ["kill"] = "crash",
        ["leader"] = "elect",
        ["model-config"] = "config",
        ["relate"] = "integrate",
        ["resolved"] = "resolve",
        ["run-action"] = "run",
        ["scale-application"] = "add-unit",
        ["set-config"] = "config",
        ["unrelate"] = "remove-relation",
        ["upgrade-charm"] = "refresh",
        ["wait"] = "settle",
        ["wait-for"] = "settle",
    };

    /// <summary>The command that is meant by a word; null if it is no such word.</summary>
    public static string? Of(string typed) => s_commands.GetValueOrDefault(typed);
}
