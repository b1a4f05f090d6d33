using System.Text;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Reference.Clauses;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>The part of <c>docs/contract.md</c> that says which scripts put a clause to the test. The catalogue knows of no scripts, hence here.</summary>
internal static class CoverageTable
{
    public static string Render()
    {
        var text = new StringBuilder(
            """

            ## Scripts

            Which scripts of `tests/Scenarios` cover a clause: they say so in their header, and a test holds them to it.

            | clause | scripts |
            | --- | --- |

            """);
        foreach (Clause clause in ClauseCatalogue.All)
        {
            text.Append("| `").Append(clause.Id).Append("` | ")
                .AppendJoin(", ", BuiltInScripts.Every.Where(parse => parse.Script.Header.Covers.Contains(clause.Id, StringComparer.Ordinal)).Select(parse => parse.Script.Name))
                .Append(" |\n");
        }

        return text.ToString();
    }
}
