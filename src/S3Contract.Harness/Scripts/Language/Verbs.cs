namespace S3Contract.Harness.Scripts.Language;

/// <summary>The verbs of the language.</summary>
internal static class Verbs
{
    private static readonly Dictionary<string, Verb> s_byName;
    private static readonly Dictionary<string, string> s_synonyms;

    static Verbs()
    {
        All = [.. ModelVerbs.All, .. HookVerbs.All, .. UnitVerbs.All, .. ContainerVerbs.All, .. SecretVerbs.All, S3Command.Entry, .. IntentVerbs.All, .. ScriptVerbs.All];
        s_byName = All.ToDictionary(verb => verb.Name, StringComparer.Ordinal);
        s_synonyms = All.SelectMany(verb => verb.Synonyms, (verb, synonym) => (synonym, verb.Name))
            .ToDictionary(pair => pair.synonym, pair => pair.Name, StringComparer.Ordinal);
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Verb> All { get; }

    /// <summary>The verb of a name; null if there is none.</summary>
    public static Verb? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>The name of the verb that is meant by a word that is none; null if it is no such word.</summary>
    public static string? Meant(string typed) => s_synonyms.GetValueOrDefault(typed);
}
