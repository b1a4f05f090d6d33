namespace S3Contract.Harness.Reports.Html;

/// <summary>Sentences in which what stands between backticks is code, as the catalogue writes them.</summary>
internal static class Prose
{
    /// <summary>The sentence; a backtick without its other stays as it is.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="most">How many characters of it are shown.</param>
    public static Markup Of(string text, int most = PageText.Most)
    {
        string[] pieces = PageText.Line(text, most).Split('`');
        return pieces.Length % 2 == 0
            ? $"{string.Join('`', pieces)}"
            : Markup.All(pieces.Select((piece, i) => i % 2 == 0 ? (Markup)$"{piece}" : $"<code>{piece}</code>"));
    }
}
