using System.Text;

namespace S3Contract.Harness.S3;

/// <summary>A request as it came in.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query as they were sent, undecoded.</param>
internal sealed record S3Request(string Method, string Target)
{
    /// <summary>The headers, those of one name in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whom the caller trusts, as it came by TLS (see <see cref="S3Authority.PrintOf"/>); null if it did not.</summary>
    public string? Authority { get; init; }

    /// <summary>What was sent.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The path, undecoded.</summary>
    public string RawPath => Target.Split('?', 2)[0];

    /// <summary>The names and values behind the question mark, decoded, in their order; a name alone has an empty value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; } = Read(Target);

    /// <summary>The value of a header, those of several joined by commas; null if there is none.</summary>
    public string? Header(string name)
    {
        string[] values = [.. Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];
        return values.Length == 0 ? null : string.Join(',', values);
    }

    /// <summary>A value of the query; null if its name is not there.</summary>
    public string? Value(string name)
    {
        foreach ((string known, string value) in Query)
        {
            if (string.Equals(known, name, StringComparison.Ordinal))
                return value;
        }

        return null;
    }

    /// <summary>Is a name in the query?</summary>
    public bool Has(string name) => Value(name) is not null;

    /// <summary>A text without its percent signs.</summary>
    public static string Decoded(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int length = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            bool coded = bytes[at] == '%' && at + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[at + 1]) && char.IsAsciiHexDigit((char)bytes[at + 2]);
            bytes[length++] = coded ? Convert.FromHexString($"{(char)bytes[at + 1]}{(char)bytes[at + 2]}")[0] : bytes[at];
            at += coded ? 2 : 0;
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static KeyValuePair<string, string>[] Read(string target)
    {
        int mark = target.IndexOf('?');
        return mark < 0 ? [] :
        [
            .. target[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .Select(pair => KeyValuePair.Create(Plain(pair[0]), pair.Length > 1 ? Plain(pair[1]) : "")),
        ];

        static string Plain(string text) => Decoded(text.Replace('+', ' '));
    }
}

/// <summary>What is answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers, but for the length.</param>
/// <param name="Body">What is sent; nothing where the request was a HEAD.</param>
internal sealed record S3Response(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The length of what a HEAD is told of; null for that of the body.</summary>
    public long? Length { get; init; }

    /// <summary>S3's code of an error; null if it is none.</summary>
    public string? Code { get; init; }

    /// <summary>An answer of nothing but a status.</summary>
    public static S3Response Empty(int status = 200, params KeyValuePair<string, string>[] headers) => new(status, headers, default);
}
