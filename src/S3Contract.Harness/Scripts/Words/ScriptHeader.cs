namespace S3Contract.Harness.Scripts.Words;

/// <summary>What the comments at the top of a script say to the machine and to people.</summary>
/// <param name="Description">The comments that are no directive, as one text: the rule that the script shows.</param>
/// <param name="Covers">The ids of the clauses that the script exercises (<c># covers: write.leader-only …</c>).</param>
/// <param name="Variables">The variables with their defaults (<c># let: bucket=backups</c>), in order; a later one may use an earlier.</param>
/// <param name="Needs">Conditions without which the whole script says nothing (<c># needs: [events-visible]</c>).</param>
/// <param name="Examples">The table of examples; null if there is none. The script runs once per row.</param>
internal sealed record ScriptHeader(
    string Description, ValueList<string> Covers, ValueList<ScriptVariable> Variables, ValueList<Condition> Needs, ExampleTable? Examples)
{
    /// <summary>A header that says nothing.</summary>
    public static ScriptHeader Empty { get; } = new("", [], [], [], null);
}

/// <summary>A variable of a script.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">Its value when nobody gives another: plain text, a fake value, or text with earlier variables.</param>
/// <param name="Line">Where it stands, from 1.</param>
internal sealed record ScriptVariable(string Name, ValueList<WordPart> Default, int Line)
{
    /// <summary>The file it stands in, where that is another than the script's own (after an include); else null.</summary>
    public string? File { get; init; }
}

/// <summary>A table of examples. One column may be called <c>name</c>: it names the row in test names.</summary>
/// <param name="Columns">The variables that the columns give.</param>
/// <param name="Rows">The rows.</param>
internal sealed record ExampleTable(ValueList<string> Columns, ValueList<ExampleRow> Rows);

/// <summary>A row of a table of examples.</summary>
/// <param name="Cells">One value per column.</param>
/// <param name="Line">Where it stands, from 1.</param>
internal sealed record ExampleRow(ValueList<ValueList<WordPart>> Cells, int Line);
