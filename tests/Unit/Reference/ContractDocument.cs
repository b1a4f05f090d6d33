using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using System.Text;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>The catalogue as the document <c>docs/contract.md</c>: what each clause says, where it comes from, how it is read.</summary>
internal static class ContractDocument
{
    /// <summary>The document.</summary>
    public static string Render()
    {
        var text = new StringBuilder(
            """
            # The contract

            Generated from the clause catalogue; do not edit. How the clauses are judged along a run is shown in [machine.md](machine.md).

            Levels: **core** is what the interface description demands of every charm; **library** is what the original Python library
            does besides, for implementations that claim to be a drop-in; **strict** is what a production user needs beyond both. Each
            level includes those before it.


            """);
        text.Append("| family | about | core | library | strict |\n| --- | --- | --- | --- | --- |\n");
        foreach (ClauseFamily family in ClauseCatalogue.Families)
        {
            text.Append("| [").Append(family.Name).Append("](#").Append(family.Name).Append(") | ").Append(family.About);
            foreach (ClauseLevel level in Enum.GetValues<ClauseLevel>())
            {
                text.Append(" | ").Append(family.Clauses.Count(clause => clause.Level == level));
            }

            text.Append(" |\n");
        }

        foreach (ClauseFamily family in ClauseCatalogue.Families)
        {
            text.Append("\n## ").Append(family.Name).Append("\n\n").Append(family.About).Append('\n');
            foreach (Clause clause in family.Clauses)
            {
                Append(text, clause);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Clause clause)
    {
        string binds = clause.Roles switch
        {
            Roles.Provider => "the provider",
            Roles.Requirer => "the requirer",
            _ => "both sides",
        };
        text.Append("\n### `").Append(clause.Id).Append("`\n\n").Append(clause.Text).Append("\n\n- Level: ").Append(LevelName.Of(clause.Level))
            .Append("; binds ").Append(binds).Append('.').Append("\n- Source: ").Append(clause.Citation).Append('\n');
        if (clause.Reading is { } reading)
        {
            text.Append("- Reading: ").Append(reading).Append('\n');
        }

        if (clause.Event is { } name)
        {
            string where = clause.AnyLibrary ? "`, also under another library's name" : "`";
            text.Append("- Needs to be seen: the event `").Append(name).Append(where).Append("; else inconclusive.\n");
        }
    }
}
