using System.Text;

namespace S3Contract.Harness.Scripts;

/// <summary>Rewrites the expectations of a script from what happened. Only lines that did not hold change; all others, comments and layout
/// included, stay as they are to the byte.</summary>
public static class ScriptAccept
{
    /// <summary>The script's text with its expectations corrected.</summary>
    /// <param name="text">The text that the script was read from.</param>
    /// <param name="run">A run of it that went on after expectations that did not hold (<see cref="RunOptions.StopAtFailure"/> off).</param>
    public static string Rewrite(string text, ScriptRun run)
    {
        Dictionary<int, ExpectationResult> wrong = run.Expectations
            .Where(result => result is { Outcome: ExpectationOutcome.NotHeld, Instead.Count: > 0, Line.File: null })
            .GroupBy(result => result.Line.Number)
            .ToDictionary(group => group.Key, group => group.First());
        string[] lines = text.Split('\n');
        var rewritten = new StringBuilder();
        for (int i = 0; i < lines.Length; i++)
        {
            string end = i < lines.Length - 1 ? "\n" : "";
            if (!wrong.TryGetValue(i + 1, out ExpectationResult? result))
            {
                rewritten.Append(lines[i]).Append(end);
                continue;
            }

            bool carriageReturn = lines[i].EndsWith('\r');
            string indent = lines[i][..^lines[i].TrimStart(' ', '\t').Length];
            for (int at = 0; at < result.Instead.Count; at++)
            {
                var line = new ScriptLine(result.Instead[at], at == 0 ? result.Line.Comment : null) { Conditions = result.Line.Conditions };
                bool last = at == result.Instead.Count - 1;
                rewritten.Append(indent).Append(ScriptPrinter.Print(line)).Append(carriageReturn ? "\r" : "").Append(last ? end : "\n");
            }
        }

        return rewritten.ToString();
    }
}
