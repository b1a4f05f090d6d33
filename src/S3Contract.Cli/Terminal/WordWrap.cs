namespace S3Contract.Cli.Terminal;

/// <summary>Breaks lines at words.</summary>
internal static class WordWrap
{
    /// <summary>Where the pieces of a text begin and end when it is shown in lines of a width; the blanks between them are left out. A word
    /// longer than a line stays whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">How many characters a line has.</param>
    /// <param name="indent">How far the lines behind the first are moved to the right.</param>
    public static IEnumerable<Range> Lines(string text, int width, int indent)
    {
        int start = 0;
        int room = width;
        while (text.Length - start > room)
        {
            int from = start;
            while (from < text.Length && text[from] == ' ')
            {
                from++;
            }

            int end = text.LastIndexOf(' ', Math.Min(start + room, text.Length - 1));
            if (end <= from)
            {
                end = text.IndexOf(' ', from);
            }

            if (end < 0)
            {
                break;
            }

            yield return start..end;
            start = end;
            while (start < text.Length && text[start] == ' ')
            {
                start++;
            }

            room = Math.Max(1, width - indent);
        }

        if (start < text.Length || start == 0)
        {
            yield return start..text.Length;
        }
    }

    /// <summary>How far the lines behind the first of a text are moved to the right: a little more than the first.</summary>
    public static int IndentOf(string text, int width)
    {
        int blanks = text.AsSpan().IndexOfAnyExcept(' ');
        return Math.Min(Math.Max(0, blanks) + 2, width / 2);
    }
}
