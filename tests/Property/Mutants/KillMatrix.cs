using System.Globalization;
using System.Text;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Renders <c>docs/mutants.md</c>.</summary>
internal static class KillMatrix
{
    public static string Render(IReadOnlyList<Kill> kills)
    {
        var text = new StringBuilder();
        int[] lengths = [.. kills.Where(kill => kill.Shortest is not null).Select(kill => kill.Commands.Count).Order()];
        text.Append(CultureInfo.InvariantCulture, $"""
            # Mutants: the proof that the suite can fail

            Written by a test (`S3CONTRACT_UPDATE_DOCS=1 dotnet test tests/Property --filter FullyQualifiedName~Mutants`); do not edit.

            A mutant is a charm that keeps every clause, but for one fault (`tests/Property/Mutants`). Each runs through the default campaign:
            the course, then {Harness.Campaigns.CampaignOptions.DefaultCases} cases drawn from the seed {Hunt.Seed}. It has to be caught by the clause that names its fault; what else the
            fault breaks does not count. The same two charms without a fault break nothing there.

            - mutants: {kills.Count} ({kills.Count(kill => kill.Mutant.Name.StartsWith("provider", StringComparison.Ordinal))} providers, {kills.Count(kill => kill.Mutant.Name.StartsWith("requirer", StringComparison.Ordinal))} requirers); caught by the clause that names the fault: {kills.Count(kill => kill.Sight is not null)}
            - length of the shrunk script: median {lengths[lengths.Length / 2]} commands, longest {lengths[^1]}

            In the tables, *seen* is the script of the course or the drawn case that first broke the clause, *scripts* and *hooks* are how many had
            been run by then, *shrunk* is the length in commands of the shortest script found that breaks it (from the first drawn case that
            does; - if only the course does). A hunt ends at that case.

            """);
        foreach (ClauseFamily family in ClauseCatalogue.Families)
        {
            Kill[] caught = [.. kills.Where(kill => kill.Mutant.Clause.StartsWith(family.Name + ".", StringComparison.Ordinal))];
            if (caught.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n## {family.Name}\n\n");
                text.Append("| mutant | fault | clause | seen | scripts | hooks | shrunk | also broken by then |\n| --- | --- | --- | --- | --: | --: | --: | --- |\n");
                foreach (Kill kill in caught)
                {
                    AppendRow(text, kill);
                }
            }
        }

        text.Append("\n## Shortest scripts\n\nFor each clause, the shortest of the scripts above.\n");
        foreach (IGrouping<string, Kill> clause in kills.Where(kill => kill.Shortest is not null).GroupBy(kill => kill.Mutant.Clause, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Kill shortest = clause.MinBy(kill => kill.Commands.Count)!;
            text.Append(CultureInfo.InvariantCulture, $"\n`{clause.Key}` on {shortest.Mutant.Name}:\n\n```\n{Lines(shortest)}```\n");
        }

        return text.ToString();
    }

    /// <summary>The commands of the shortest script, one a line.</summary>
    public static string Lines(Kill kill) => string.Concat(kill.Commands.Select(command => ScriptPrinter.Print(command) + "\n"));

    private static void AppendRow(StringBuilder text, Kill kill)
    {
        FirstSight? sight = kill.Sight;
        string shrunk = kill.Shortest is null ? "-" : kill.Commands.Count.ToString(CultureInfo.InvariantCulture);
        string others = string.Join(", ", kill.Quarry.Broken.Keys.Where(id => !string.Equals(id, kill.Mutant.Clause, StringComparison.Ordinal)));
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {kill.Mutant.Name} | {kill.Mutant.Fault} | `{kill.Mutant.Clause}` | {sight?.Where ?? "never"} | {sight?.Scripts} | {sight?.Hooks} | {shrunk} | {others} |\n");
    }
}
