using System.Text;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Files;

/// <summary>An expectation line that did not hold, and what would have held in its place.</summary>
/// <param name="Line">The line of the script, from 1.</param>
/// <param name="Before">The line as it is.</param>
/// <param name="After">The lines in its place.</param>
internal sealed record AcceptedLine(int Line, string Before, ValueList<string> After)
{
    /// <summary>The lines in its place, as they are said.</summary>
    internal IReadOnlyList<ScriptLine> Lines { get; init; } = [];
}

/// <summary>An expectation line that did not hold and cannot be rewritten.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Line">The line of that file, from 1.</param>
/// <param name="Reason">Why not, and what to do, for people and without values.</param>
internal sealed record RefusedLine(string File, int Line, string Reason);

/// <summary>Rewrites the expectations of a script from what happened. Only lines that did not hold change; all others, comments and layout
/// included, stay as they are to the byte.</summary>
/// <param name="Changes">What changes, in the order of the lines.</param>
/// <param name="Refused">What cannot be rewritten.</param>
internal sealed record ScriptAccept(IReadOnlyList<AcceptedLine> Changes, IReadOnlyList<RefusedLine> Refused)
{
    private const string InIncludedFile = "the line stands in an included file, which other scripts may share; edit it there";

    /// <summary>What some runs of a script say of its expectations.</summary>
    /// <param name="script">The script as it was read, its variables not replaced.</param>
    /// <param name="runs">A run for each row of its examples, or the only one, with the names of the rows. They went on after expectations
    /// that did not hold (<see cref="RunOptions.StopAtFailure"/> off).</param>
    public static ScriptAccept Of(Script script, IReadOnlyList<(string Row, ScriptRun Run)> runs)
    {
        List<AcceptedLine> changes = [];
        List<RefusedLine> refused = [];
        foreach (IGrouping<(string? File, int Number), (string Row, int At, ExpectationResult Result)> line in runs
            .SelectMany((run, at) => run.Run.Expectations.Select(result => (run.Row, At: at, Result: result)))
            .GroupBy(each => (each.Result.Line.File, each.Result.Line.Number))
            .Where(line => line.Any(each => each.Result.Outcome != ExpectationOutcome.Held)))
        {
            (string Row, int At, ExpectationResult Result)[] rows = [.. line];
            ScriptLine? original = script.Lines.FirstOrDefault(each => each.File is null && each.Number == line.Key.Number);
            string? obstacle = Obstacle(rows);
            if (obstacle is not null || original is null)
            {
                refused.Add(new RefusedLine(line.Key.File ?? script.File, line.Key.Number, obstacle ?? InIncludedFile));
                continue;
            }

            ScriptLine[][] lines = [.. rows.Select(row => After(original, row.Result))];
            ValueList<string>[] after = Printed(lines);
            if (after.Distinct().Count() > 1)
            {
                lines = [.. lines.Select((each, at) => WithColumns(each, script.Header.Examples, rows[at].At))];
                after = Printed(lines);
            }

            if (after.Distinct().Count() > 1)
            {
                refused.Add(new RefusedLine(
                    script.File, line.Key.Number, $"the rows of the examples come to different things here (it held in {InWords(rows, held: true)}, not in {InWords(rows, held: false)}); give the table a column for what differs"));
                continue;
            }

            string source = original.Source ?? "";
            string indent = source[..^source.TrimStart(' ', '\t').Length];
            changes.Add(new AcceptedLine(
                line.Key.Number, original.Source ?? ScriptPrinter.Print(original), after[0].Select(text => indent + text).ToValueList())
            { Lines = lines[0] });
        }

        return new ScriptAccept([.. changes.OrderBy(change => change.Line)], [.. refused.OrderBy(line => line.Line)]);
    }

    /// <summary>The text of a script that ran once, with its expectations corrected.</summary>
    /// <param name="text">The text that the script was read from.</param>
    /// <param name="run">A run of it that went on after expectations that did not hold (<see cref="RunOptions.StopAtFailure"/> off).</param>
    public static string Rewrite(string text, ScriptRun run) => Of(run.Script, [("", run)]).Rewrite(text);

    /// <summary>The text of the script, changed.</summary>
    /// <param name="text">The text that the script was read from.</param>
    public string Rewrite(string text)
    {
        Dictionary<int, AcceptedLine> changed = Changes.ToDictionary(change => change.Line);
        string[] lines = text.Split('\n');
        var rewritten = new StringBuilder();
        for (int i = 0; i < lines.Length; i++)
        {
            string end = i < lines.Length - 1 ? "\n" : "";
            if (!changed.TryGetValue(i + 1, out AcceptedLine? change))
            {
                rewritten.Append(lines[i]).Append(end);
                continue;
            }

            bool carriageReturn = lines[i].EndsWith('\r');
            rewritten.AppendJoin(carriageReturn ? "\r\n" : "\n", change.After).Append(carriageReturn ? "\r" : "").Append(end);
        }

        return rewritten.ToString();
    }

    /// <summary>The script, changed.</summary>
    internal Script Rewrite(Script script)
    {
        Dictionary<int, AcceptedLine> changed = Changes.ToDictionary(change => change.Line);
        return script with { Lines = script.Lines.SelectMany(line => changed.TryGetValue(line.Number, out AcceptedLine? change) ? change.Lines : [line]).ToValueList() };
    }

    private static ValueList<string>[] Printed(ScriptLine[][] lines) => [.. lines.Select(each => each.Select(ScriptPrinter.Print).ToValueList())];

    private static string? Obstacle((string Row, int At, ExpectationResult Result)[] rows)
    {
        if (rows[0].Result.Line.File is not null)
        {
            return InIncludedFile;
        }

        ExpectationResult[] wrong = [.. rows.Select(row => row.Result).Where(result => result.Outcome != ExpectationOutcome.Held)];
        if (Array.Find(wrong, result => result.Outcome == ExpectationOutcome.Inconclusive) is { } untold)
        {
            return untold.Reason;
        }

        return Array.Find(wrong, result => result.Instead.Count == 0) is { } placeless
            ? $"{placeless.Reason}, so nothing can stand in its place; delete the line or edit it"
            : null;
    }

    // Where it held it is said once more: compared with what the other rows come to.
    private static ScriptLine[] After(ScriptLine original, ExpectationResult result) => result.Outcome == ExpectationOutcome.Held
        ? [new ScriptLine(original.Command, original.Comment) { Conditions = original.Conditions }]
        :
        [
            .. result.Instead.Select((instead, at) =>
                new ScriptLine(WithVariables(original.Command, result.Expect, instead), at == 0 ? original.Comment : null) { Conditions = original.Conditions }),
        ];

    // What did not change keeps the variable it was written with.
    private static ScriptCommand WithVariables(ScriptCommand? original, ExpectCommand expected, ExpectCommand instead)
    {
        if (original is not TemplateCommand template)
        {
            return instead;
        }

        Word[] before = [.. expected.ToWords()];
        Word[] written = [.. template.Words];
        return before.Length != written.Length
            ? instead
            : new TemplateCommand(instead.ToWords()
                .Select((word, at) =>
                {
                    int same = word.Name is null ? (at < before.Length && before[at].Equals(word) ? at : -1) : Array.FindIndex(before, each => each.Equals(word));
                    return same < 0 ? word : written[same];
                })
                .ToValueList());
    }

    // What differs from row to row and stands in the row is the column's.
    private static ScriptLine[] WithColumns(ScriptLine[] lines, ExampleTable? examples, int row)
    {
        Word InColumn(Word word)
        {
            int column = word is not { Name: not null, Value: [TextPart] } ? -1
                : Enumerable.Range(0, examples!.Columns.Count).FirstOrDefault(at => examples.Rows[row].Cells[at].Equals(word.Value), -1);
            return column < 0 ? word : word with { Value = [new VariablePart(examples!.Columns[column])] };
        }

        return examples is null ? lines : [.. lines.Select(line => line.Command is null ? line : line with { Command = new TemplateCommand(line.Command.ToWords().Select(InColumn).ToValueList()) })];
    }

    private static string InWords((string Row, int At, ExpectationResult Result)[] rows, bool held)
    {
        string[] names = [.. rows.Where(row => (row.Result.Outcome == ExpectationOutcome.Held) == held).Select(row => row.Row)];
        return names.Length == 0 ? "none" : string.Join(", ", names);
    }
}
