using System.Globalization;
using System.Text;

namespace S3Contract.Harness.S3;

/// <summary>A body that is sent in chunks, each with its length and perhaps its signature in front, and headers at its end.</summary>
internal static class AwsChunks
{
    private const string Extension = ";chunk-signature=";
    private const string Trailer = "x-amz-trailer-signature:";

    /// <summary>What comes out of the chunks.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="sign">The signature of a chunk: that of the one before (null for the first), its content, is it the headers at the end? Null where none is
    /// signed.</param>
    /// <exception cref="S3Refusal">It is not what it should be.</exception>
    public static ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> body, Func<string?, ReadOnlyMemory<byte>, bool, string>? sign)
    {
        using MemoryStream whole = new();
        string? before = null;
        int at = 0;
        while (true)
        {
            string head = Line(body, ref at);
            string[] words = head.Split(Extension, 2, StringSplitOptions.None);
            if (!int.TryParse(words[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int length) || length < 0 || length > body.Length - at)
                throw Incomplete();
            ReadOnlyMemory<byte> chunk = body.Slice(at, length);
            at += length;
            if (sign is not null)
                Require(before = sign(before, chunk, false), words.Length > 1 ? words[1] : "");
            if (length == 0)
                break;
            whole.Write(chunk.Span);
            if (Line(body, ref at).Length > 0)
                throw Incomplete();
        }

        ReadTrailer(body, at, before, sign);
        return whole.ToArray();
    }

    private static void ReadTrailer(ReadOnlyMemory<byte> body, int at, string? before, Func<string?, ReadOnlyMemory<byte>, bool, string>? sign)
    {
        StringBuilder trailer = new();
        while (at < body.Length && Line(body, ref at) is { Length: > 0 } line)
        {
            if (!line.StartsWith(Trailer, StringComparison.OrdinalIgnoreCase))
                trailer.Append(line).Append('\n');
            else if (sign is not null)
                Require(sign(before, Encoding.UTF8.GetBytes(trailer.ToString()), true), line[Trailer.Length..].Trim());
        }
    }

    private static void Require(string computed, string given)
    {
        if (!string.Equals(computed, given, StringComparison.Ordinal))
            throw S3Signature.Mismatch();
    }

    private static string Line(ReadOnlyMemory<byte> body, ref int at)
    {
        int length = body.Span[at..].IndexOf("\r\n"u8);
        if (length < 0)
            throw Incomplete();
        string line = Encoding.UTF8.GetString(body.Span.Slice(at, length));
        at += length + 2;
        return line;
    }

    private static S3Refusal Incomplete() => new(400, "IncompleteBody", "The request body terminated unexpectedly");
}
