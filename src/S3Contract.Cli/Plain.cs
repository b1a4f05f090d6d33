using S3Contract.Harness.Reports;

namespace S3Contract.Cli;

/// <summary>Text of others, fit to be shown: a charm must not be able to move the cursor or colour the screen.</summary>
internal static class Plain
{
    /// <summary>The text in one line, control characters as their codes.</summary>
    public static string Line(string text) => XmlText.Of(text.Replace('\t', ' ')).Replace("\n", "\\n", StringComparison.Ordinal).Trim();
}
