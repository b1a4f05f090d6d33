using S3Contract.Harness.Scripts.Words;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>What a hostile counterpart puts into its own databag: halves of answers, unknown keys, other buckets, malformed lists, and text that
/// breaks naive readers. Juju would carry all of it, so a charm has to bear it.</summary>
internal static class HostileValues
{
    private static readonly string[] s_nasty =
    [
        " ", "\t", " leading and trailing ", "line\nbreak", "\r\n", "null", "true", "false", "0", "-1", "1e400", "NaN", "Infinity", "{}", "[]", "\"\"",
        "{\"a\": [1, {\"b\": null}]}", "[1, 2, 3]", "[\"unclosed", "{\"unclosed\": ", "['python', 'list']", "not-a-list", "\ufeff[]", "\u200bzero width",
        "\u202eright to left", "\ud83e\udea3\ud83d\udd11", "\u65e5\u672c\u8a9e", "<script>", "%s%n%d", "../../etc/passwd", "; rm -rf", "$(id)", "0x1F", "\u0663",
    ];

    private static readonly string[] s_providerKeys =
    [
        "access-key", "attributes", "bucket", "data", "delete-older-than-days", "endpoint", "path", "region", "s3-api-version", "s3-uri-style",
        "secret-key", "storage-class", "tls-ca-chain", "unknown-key", "Access-Key", "credentials", "version",
    ];

    private static readonly string[] s_requirerKeys = ["bucket", "data", "unknown-key", "Bucket", "access-key", "secret-key", "requested-secrets"];

    private static readonly string[] s_long = [new('[', 1500), new('9', 4400), new('x', 20000)];

    private static readonly string[] s_beside = [.. s_providerKeys.Where(key => key is not ("access-key" or "secret-key"))];

    /// <summary>What a hostile provider writes.</summary>
    public static Fields OfProvider(Draws draws, int ordinal) => draws.Weighted(3, 3, 2, 2, 1, 2, 5) switch
    {
        0 => Of(("access-key", Credentials.AccessKey(draws, ordinal))),
        1 => Of(("secret-key", Credentials.SecretKey(draws, ordinal))),
        2 => Of(("access-key", "")),
        3 => Of(("secret-key", "")),
        4 => Of(("access-key", ""), ("secret-key", "")),
        5 => Whole(draws, ordinal),
        _ => Random(draws, s_providerKeys),
    };

    /// <summary>What a hostile requirer writes.</summary>
    public static Fields OfRequirer(Draws draws, int ordinal) => draws.Weighted(3, 3, 5) switch
    {
        0 => Of(("bucket", "")),
        1 => Of(("bucket", FieldValues.Of(draws, "bucket", ordinal))),
        _ => Random(draws, s_requirerKeys),
    };

    private static Fields Whole(Draws draws, int ordinal)
    {
        string access = Credentials.AccessKey(draws, ordinal);
        string secret = Credentials.SecretKey(draws, ordinal);
        return Of(("access-key", access), (draws.One(s_beside), Nasty(draws)), ("secret-key", secret));
    }

    private static Fields Random(Draws draws, string[] keys)
    {
        int count = draws.Number(1, 3);
        return draws.Shuffled(keys).Take(count).Order(StringComparer.Ordinal)
            .Select(key => KeyValuePair.Create(key, Bearable(key, Nasty(draws)))).ToValueList();
    }

    // A provider answers with the bucket it was asked for. Blamed for a bucket that is no name at all it could not defend itself.
    private static string Bearable(string key, string value) =>
        key is "bucket" && value.Length > 0 && ContractFields.IsPlaceholder(value) ? "odd bucket " + value.Length : value;

    private static string Nasty(Draws draws) => draws.Weighted(12, 2, 1) switch
    {
        0 => draws.One(s_nasty),
        1 => "",
        _ => draws.One(s_long),
    };

    private static Fields Of(params (string Key, string Value)[] pairs) =>
        pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)).ToValueList();
}
