using System.Text;

namespace S3Contract.Harness.Printing;

/// <summary>A Go string is bytes, which need not be UTF-8. As text here, each byte that is none of it stands as a lone half of a pair, as Python
/// does it: what prints the text in JSON or YAML sees by that what it is.</summary>
internal static class ByteText
{
    private const char First = '\uDC00';

    /// <summary>Bytes as text.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(bytes.Length);
        while (!bytes.IsEmpty)
        {
            bool read = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            _ = read ? text.Append(rune.ToString()) : text.Append((char)(First + bytes[0]));
            bytes = bytes[(read ? length : 1)..];
        }

        return text.ToString();
    }

    /// <summary>The bytes of a text that is no UTF-8; null if it is.</summary>
    public static byte[]? Bytes(string text)
    {
        List<byte>? bytes = null;
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsLowSurrogate(text[at]))
            {
                bytes = [];
                break;
            }
        }

        if (bytes is null)
            return null;

        foreach (Range part in Parts(text))
        {
            ReadOnlySpan<char> piece = text.AsSpan(part);
            if (piece.Length == 1 && char.IsLowSurrogate(piece[0]))
                bytes.Add((byte)(piece[0] - First));
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(piece.ToString()));
        }

        return [.. bytes];
    }

    private static IEnumerable<Range> Parts(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            int length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
            yield return at..(at + length);
            at += length - 1;
        }
    }
}
