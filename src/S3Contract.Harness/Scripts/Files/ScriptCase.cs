using System.Globalization;
using System.Text;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Files;

/// <summary>One way to run a script: the script itself, or one row of its examples.</summary>
/// <param name="Name">A stable name of <c>[a-z0-9-/]</c>: the script's, with the row's behind it.</param>
/// <param name="Script">The script.</param>
/// <param name="Row">The row (<see cref="RunOptions.Row"/>).</param>
public sealed record ScriptCase(string Name, Script Script, int Row)
{
    /// <summary>The cases of a script: one, or one per row of its examples. A row is named by its column <c>name</c>, else by its values.</summary>
    public static IReadOnlyList<ScriptCase> Of(Script script)
    {
        string name = Plain(script.Name);
        if (script.Header.Examples is not { } examples)
        {
            return [new ScriptCase(name, script, 0)];
        }

        int named = examples.Columns.ToList().IndexOf("name");
        List<ScriptCase> cases = [];
        HashSet<string> taken = new(StringComparer.Ordinal);
        for (int row = 0; row < examples.Rows.Count; row++)
        {
            ValueList<ValueList<WordPart>> cells = examples.Rows[row].Cells;
            string label = Plain(named >= 0 ? Text(cells[named]) : string.Join('-', cells.Select(Text))).Replace('/', '-');
            if (label.Length == 0 || !taken.Add(label))
            {
                label = string.Create(CultureInfo.InvariantCulture, $"{label}-{row + 1}").TrimStart('-');
                taken.Add(label);
            }

            cases.Add(new ScriptCase($"{name}/{label}", script, row));
        }

        return cases;
    }

    private static string Text(ValueList<WordPart> parts) => string.Concat(parts.Select(part => part switch
    {
        TextPart text => text.Text,
        VariablePart variable => variable.Name,
        FakePart fake => fake.Kind,
        _ => "",
    }));

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (char character in text.ToLowerInvariant())
        {
            bool keeps = char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '/';
            if (keeps || (plain.Length > 0 && plain[^1] is not ('-' or '/')))
            {
                plain.Append(keeps ? character : '-');
            }
        }

        return plain.ToString().Trim('-');
    }
}
