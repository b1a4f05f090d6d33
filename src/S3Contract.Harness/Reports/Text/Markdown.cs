using System.Text;

namespace S3Contract.Harness.Reports.Text;

/// <summary>Text of others in Markdown: it comes out as it is, whatever it looks like.</summary>
internal static class Markdown
{
    /// <summary>A text in one line: no markup, no link, no mention, no HTML in it is taken as such.</summary>
    public static string Text(string text)
    {
        var plain = new StringBuilder();
        foreach (char c in Harmless.Line(text))
        {
            _ = c switch
            {
                '<' => plain.Append("&lt;"),
                '>' => plain.Append("&gt;"),
                '&' => plain.Append("&amp;"),
                '@' => plain.Append("&#64;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '#' or '|' or '~' or '!' or '$' => plain.Append('\\').Append(c),
                _ => plain.Append(c),
            };
        }

        // A bare address would become a link.
        return plain.Replace("://", ":&#47;&#47;").ToString();
    }

    /// <summary>A piece of code in a line.</summary>
    public static string Code(string text)
    {
        string code = Harmless.Line(text);
        string fence = new('`', LongestRun(code) + 1);
        return code.Length == 0 ? "" : code[0] == '`' || code[^1] == '`' ? $"{fence} {code} {fence}" : $"{fence}{code}{fence}";
    }

    /// <summary>Lines of code, in a block.</summary>
    public static IEnumerable<string> Block(IEnumerable<string> lines, string language = "text")
    {
        string[] code = [.. lines.Select(Harmless.Line)];
        string fence = new('`', Math.Max(3, code.Select(LongestRun).DefaultIfEmpty(0).Max() + 1));
        return [fence + language, .. code, fence];
    }

    private static int LongestRun(string text)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
