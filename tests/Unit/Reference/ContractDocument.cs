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

            Versions: which version of the interface a relation speaks is told from what its two sides wrote. A provider that announces `version`
            (`lib-version`) or shows `secret-extra` speaks version 1, one that has written anything else version 0; a requirer that announces a version speaks
            version 1, one that asks for a bucket without version 0. A side that has written nothing yet is taken for what the other speaks. Clauses that name
            no version hold in each. The interface's page and schema of version 1, a draft, and the library that people use for it, `object-storage-charmlib`,
            differ: each clause says whom it follows, and a charm that follows the library does not fail at level core for what only the page says, nor the other
            way round.


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

    private static string Where(ContractVersion version) => version switch
    {
        ContractVersion.V0 => ", where both speak version 0",
        ContractVersion.V1 => ", where both speak version 1",
        ContractVersion.Mixed => ", where they speak two versions",
        _ => "",
    };

    private static void Append(StringBuilder text, Clause clause)
    {
        string binds = clause.Roles switch
        {
            Roles.Provider => "the provider",
            Roles.Requirer => "the requirer",
            _ => "both sides",
        };
        text.Append("\n### `").Append(clause.Id).Append("`\n\n").Append(clause.Text).Append("\n\n- Level: ").Append(LevelName.Of(clause.Level))
            .Append("; binds ").Append(binds).Append(Where(clause.Version)).Append('.').Append("\n- Source: ").Append(clause.Citation).Append('\n');
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
