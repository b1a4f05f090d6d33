using System.Diagnostics.CodeAnalysis;

namespace S3Contract.Harness.Printing;

/// <summary>Base64 as Go's <c>encoding/base64</c> reads it, with its errors.</summary>
internal static class GoBase64
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>Reads base64.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">What it stands for.</param>
    /// <param name="problem">Go's text why it is none.</param>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem)
    {
        List<byte> read = new(text.Length / 4 * 3);
        bytes = null;
        int bits = 0;
        int digits = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] is '\r' or '\n')
                continue;

            int digit = Digits.IndexOf(text[at], StringComparison.Ordinal);
            if (digit < 0)
            {
                problem = text[at] != '=' || digits < 2 ? Illegal(at) : Padding(text, at, digits);
                if (problem is not null)
                    return false;
                read.Add((byte)(bits >> (digits == 2 ? 4 : 10)));
                if (digits == 3)
                    read.Add((byte)(bits >> 2));
                bytes = [.. read];
                return true;
            }

            bits = ((bits << 6) | digit) & 0xFFFFFF;
            if (++digits == 4)
            {
                read.AddRange([(byte)(bits >> 16), (byte)(bits >> 8), (byte)bits]);
                (bits, digits) = (0, 0);
            }
        }

        problem = digits > 0 ? Illegal(text.Length - digits) : null;
        if (problem is not null)
            return false;
        bytes = [.. read];
        return true;
    }

    // What stands behind the first sign of padding: a second one where two digits came before, then nothing.
    private static string? Padding(string text, int at, int digits)
    {
        int next = Next(text, at + 1);
        if (digits == 2)
        {
            if (next == text.Length || text[next] != '=')
                return Illegal(next == text.Length ? next : next - 1);
            next = Next(text, next + 1);
        }

        return next < text.Length ? Illegal(next) : null;
    }

    private static int Next(string text, int at)
    {
        while (at < text.Length && text[at] is '\r' or '\n')
            at++;
        return at;
    }

    private static string Illegal(int at) => FormattableString.Invariant($"illegal base64 data at input byte {at}");
}
