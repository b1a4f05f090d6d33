using System.Globalization;
using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Reports.Failures;

/// <summary>A script with lines marked. A long one shows only what stands near them.</summary>
internal static class ScriptExcerpt
{
    private const int WholeUpTo = 40;
    private const int Around = 3;

    /// <summary>The lines, the file's name first.</summary>
    /// <param name="script">The script as it ran.</param>
    /// <param name="secrets">The masks.</param>
    /// <param name="isMarked">Which lines are marked.</param>
    public static IEnumerable<TextLine> Of(Script script, Redaction secrets, Func<ScriptLine, bool> isMarked)
    {
        yield return new TextLine("  " + script.File, Tone.Faint);
        ScriptLine[] lines = [.. script.Lines];
        bool[] marked = [.. lines.Select(isMarked)];
        bool gap = false;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines.Length > WholeUpTo && !marked.AsSpan(Math.Max(0, i - Around)..Math.Min(lines.Length, i + Around + 1)).Contains(true))
            {
                gap = true;
                continue;
            }

            if (gap)
            {
                yield return new TextLine("      …", Tone.Faint);
                gap = false;
            }

            string source = secrets.MaskLine(lines[i].Source ?? ScriptPrinter.Print(lines[i]));
            // A line of an included file stands where it was included.
            string place = lines[i].File is { } file ? file + ":" : "";
            yield return new TextLine(
                string.Create(CultureInfo.InvariantCulture, $"{(marked[i] ? "  > " : "    ")}{place}{lines[i].Number,3} | {source}"),
                marked[i] ? Tone.Strong : Tone.Plain);
        }
    }
}
