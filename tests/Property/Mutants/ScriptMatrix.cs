using System.Globalization;
using System.Text;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Renders the part of <c>docs/mutants.md</c> about the scripts.</summary>
internal static class ScriptMatrix
{
    private const int MostNames = 3;

    public static string Render(IReadOnlyList<ScriptCatch> scripts)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""

            ## What each script catches

            Each of the {scripts.Count} scripts of the course runs against each mutant. *Mutants* is how many break a clause that the script covers
            (behind each such clause: how many break that one), *expect* how many fail an expectation of the script, *such as* the first of those
            that break a clause.

            | script | mutants | expect | clauses | such as |
            | --- | --: | --: | --- | --- |

            """);
        foreach (ScriptCatch script in scripts)
        {
            Mutant[] caught = [.. script.Caught];
            string clauses = string.Join(", ", script.Script.Header.Covers.Select(clause => string.Create(
                CultureInfo.InvariantCulture, $"`{clause}` {script.Runs.Count(run => run.Clauses.Contains(clause, StringComparer.Ordinal))}")));
            string names = string.Join(", ", caught.Take(MostNames).Select(mutant => mutant.Name)) + (caught.Length > MostNames ? ", …" : "");
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {script.Script.Name} | {caught.Length} | {script.Runs.Count(run => run.Expectation)} | {clauses} | {names} |\n");
        }

        return text.ToString();
    }
}
