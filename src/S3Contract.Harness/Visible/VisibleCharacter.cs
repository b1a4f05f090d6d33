using System.Globalization;
using System.Text;

namespace S3Contract.Harness.Visible;

/// <summary>Which characters show what they are. A charm must not be able to hide words, to turn their order, or to move the cursor.</summary>
internal static class VisibleCharacter
{
    // Blanks by another name: joiners that are letters, Hangul fillers, choosers of variants.
    private static readonly int[] s_hidden = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x180B, 0x180C, 0x180D, 0x180F];

    /// <summary>Is it a character that can be seen and leaves what follows alone? A line end and a tabulator are.</summary>
    /// <param name="scalar">Its code point; half of a surrogate pair is none.</param>
    public static bool Is(int scalar)
    {
        if (scalar is '\t' or '\n' or (>= ' ' and <= '~'))
            return true;
        if (!Rune.TryCreate(scalar, out Rune rune) || Array.IndexOf(s_hidden, scalar) >= 0 || scalar is 0xFFFE or 0xFFFF or (>= 0xE0100 and <= 0xE01EF))
            return false;
        return Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
    }
}
