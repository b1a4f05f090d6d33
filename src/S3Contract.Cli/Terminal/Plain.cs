using S3Contract.Harness.Reports.Text;

namespace S3Contract.Cli.Terminal;

/// <summary>Text of others, fit to be shown: a charm must not be able to move the cursor or colour the screen.</summary>
internal static class Plain
{
    /// <summary>The text in one line, control characters as their codes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="trim">Without the blanks at its ends; kept where columns matter.</param>
    public static string Line(string text, bool trim = true)
    {
        string line = Harmless.Line(text.Replace('\t', ' '));
        return trim ? line.Trim() : line;
    }
}
