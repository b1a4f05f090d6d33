namespace S3Contract.Harness.Reports.Text;

/// <summary>How a line of text is meant, for who can show it.</summary>
internal enum Tone
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>Less important.</summary>
    Faint,

    /// <summary>A heading.</summary>
    Strong,

    /// <summary>What was expected.</summary>
    Expected,

    /// <summary>What was observed instead.</summary>
    Observed,
}

/// <summary>A line of a text for people, fit to be shown: what a charm said in it can neither end the line nor move a cursor.</summary>
internal readonly record struct TextLine
{
    /// <summary>A line.</summary>
    /// <param name="text">Its text, masked.</param>
    /// <param name="tone">How it is meant.</param>
    public TextLine(string text, Tone tone = Tone.Plain)
    {
        Text = Harmless.Line(text.Replace('\t', ' ')).TrimEnd();
        Tone = tone;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>How it is meant.</summary>
    public Tone Tone { get; init; }

    /// <summary>May it be wrapped at words where it is shown? What is copied, or stands in columns, may not.</summary>
    public bool Wraps { get; private init; }

    /// <summary>A line of prose, which may be wrapped.</summary>
    public static TextLine Prose(string text, Tone tone = Tone.Plain) => new(text, tone) { Wraps = true };

    /// <summary>The line moved to the right.</summary>
    public TextLine In(int blanks) => Text.Length == 0 ? this : new TextLine(new string(' ', blanks) + Text, Tone) { Wraps = Wraps };
}
