using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace S3Contract.Harness.Visible;

/// <summary>JSON as people read it, in which nothing hides: what cannot be seen is escaped, which a reader undoes, so nothing is lost.</summary>
internal sealed unsafe class VisibleJson : JavaScriptEncoder
{
    private const int LongestEscape = 12;

    private VisibleJson()
    {
    }

    public static JavaScriptEncoder Encoder { get; } = new VisibleJson();

    public override int MaxOutputCharactersPerInputCharacter => LongestEscape;

    public override bool WillEncode(int unicodeScalar) => !VisibleCharacter.Is(unicodeScalar) || UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar);

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        ReadOnlySpan<char> rest = new(text, textLength);
        for (int at = 0; at < textLength;)
        {
            if (Rune.DecodeFromUtf16(rest[at..], out Rune rune, out int length) != System.Buffers.OperationStatus.Done || WillEncode(rune.Value))
                return at;
            at += length;
        }

        return -1;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (VisibleCharacter.Is(unicodeScalar) || UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar))
            return UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

        var escaped = new StringBuilder(LongestEscape);
        foreach (char unit in new Rune(unicodeScalar).ToString())
            escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
        numberOfCharactersWritten = escaped.Length <= bufferLength ? escaped.Length : 0;
        escaped.CopyTo(0, new Span<char>(buffer, bufferLength), numberOfCharactersWritten);
        return numberOfCharactersWritten > 0;
    }
}
