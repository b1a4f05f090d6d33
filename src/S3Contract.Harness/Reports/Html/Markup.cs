using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace S3Contract.Harness.Reports.Html;

/// <summary>A piece of the page. Written as an interpolated string: what stands outside of the braces is markup, a text within them is text,
/// whatever it says (<see cref="PageText"/>, and encoded for elements and for attributes in double quotes).</summary>
[InterpolatedStringHandler]
internal sealed class Markup
{
    private readonly StringBuilder _markup;

    /// <summary>Begins a piece.</summary>
    public Markup(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + (formattedCount * 24));

    /// <summary>No piece at all.</summary>
    public static Markup Nothing { get; } = $"";

    /// <summary>The pieces, one behind the other.</summary>
    public static Markup All(IEnumerable<Markup> pieces) => $"{pieces}";

    /// <summary>The piece if something is so; else nothing.</summary>
    public static Markup If(bool isSo, Markup piece) => isSo ? piece : Nothing;

    /// <summary>Markup that this program made, whole.</summary>
    public static Markup Ours(string ours)
    {
        var piece = new Markup(ours.Length, 0);
        piece.AppendLiteral(ours);
        return piece;
    }

    /// <summary>Markup of our own.</summary>
    public void AppendLiteral(string markup) => _markup.Append(markup);

    /// <summary>A text.</summary>
    public void AppendFormatted(string? text) => Encode(PageText.Of(text ?? ""));

    /// <summary>A number.</summary>
    public void AppendFormatted(long number) => _markup.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number.</summary>
    public void AppendFormatted(ulong number) => _markup.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Another piece.</summary>
    public void AppendFormatted(Markup? piece) => _markup.Append(piece?._markup);

    /// <summary>Other pieces.</summary>
    public void AppendFormatted(IEnumerable<Markup> pieces)
    {
        foreach (Markup piece in pieces)
        {
            _markup.Append(piece._markup);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _markup.ToString();

    private void Encode(string text)
    {
        foreach (char c in text)
        {
            _ = c switch
            {
                '<' => _markup.Append("&lt;"),
                '>' => _markup.Append("&gt;"),
                '&' => _markup.Append("&amp;"),
                '"' => _markup.Append("&quot;"),
                '\'' => _markup.Append("&#39;"),
                _ => _markup.Append(c),
            };
        }
    }
}
