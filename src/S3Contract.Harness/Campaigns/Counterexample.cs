using System.Globalization;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Campaigns;

/// <summary>Writes a failing script so that a person knows what it shows, and a machine finds the same failure in it again.</summary>
internal static class Counterexample
{
    /// <summary>The commands under a header that says clause, message, seed and charm.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="violation">What is wrong.</param>
    /// <param name="seed">The seed of the case; null where there was none.</param>
    /// <param name="options">The campaign.</param>
    public static Script Write(IEnumerable<ScriptCommand> commands, Violation violation, ulong? seed, CampaignOptions options)
    {
        List<string> description =
        [
            $"Breaks {violation.ClauseId} ({Shown(violation.Role)}): {violation.Message}",
            "Charm under test " + Subjects(options) + ".",
        ];
        if (seed is { } number)
        {
            description.Add(string.Create(CultureInfo.InvariantCulture, $"Drawn from seed {number}: draw it again with --seed {number} --cases 1"));
        }

        description.Add("covers: " + violation.ClauseId);
        return Numbered(Script.Of(FileName(violation.ClauseId, seed), description, commands));
    }

    /// <summary>The name, without ending, under which a failure is kept: the same failure gets the same name in every run.</summary>
    public static string FileName(string clause, ulong? seed) =>
        seed is { } number ? string.Create(CultureInfo.InvariantCulture, $"{clause}-{number}") : clause;

    /// <summary>The script with lines that know where they stand.</summary>
    public static Script Numbered(Script script) =>
        script with { Lines = script.Lines.Select((line, index) => line with { Number = index + 1 }).ToValueList() };

    private static string Subjects(CampaignOptions options) => options.SubjectRoles switch
    {
        Roles.Provider => "as provider is " + Shown(options.Cast.Provider),
        Roles.Requirer => "as requirer is " + Shown(options.Cast.Requirer),
        _ => $"as provider is {Shown(options.Cast.Provider)}, as requirer {Shown(options.Cast.Requirer)}",
    };

    private static string Shown(Player player) => $"{player.Charm.Metadata.Name} ({player.Charm.Host})";

    private static string Shown(Roles roles) => roles == Roles.Requirer ? "requirer" : "provider";
}
