using FsCheck;
using FsCheck.Fluent;
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

    /// <summary>What a hostile provider writes.</summary>
    public static Gen<ValueList<KeyValuePair<string, string>>> OfProvider(int ordinal) => Gen.Frequency(
        (3, Half("access-key", Credentials.AccessKey(ordinal))),
        (3, Half("secret-key", Credentials.SecretKey(ordinal))),
        (2, Pair("access-key", "")),
        (2, Pair("secret-key", "")),
        (1, Gen.Constant(Of(("access-key", ""), ("secret-key", "")))),
        (2, Whole(ordinal)),
        (5, Random(s_providerKeys)));

    /// <summary>What a hostile requirer writes.</summary>
    public static Gen<ValueList<KeyValuePair<string, string>>> OfRequirer(int ordinal) => Gen.Frequency(
        (3, Pair("bucket", "")),
        (3, FieldValues.Of("bucket", ordinal).Select(bucket => Of(("bucket", bucket)))),
        (5, Random(s_requirerKeys)));

    private static Gen<ValueList<KeyValuePair<string, string>>> Whole(int ordinal) =>
        from access in Credentials.AccessKey(ordinal)
        from secret in Credentials.SecretKey(ordinal)
        from key in Gen.Elements(s_providerKeys.Where(key => key is not ("access-key" or "secret-key")))
        from value in Nasty
        select Of(("access-key", access), (key, value), ("secret-key", secret));

    private static Gen<ValueList<KeyValuePair<string, string>>> Random(string[] keys) =>
        from count in Gen.Choose(1, 3)
        from shuffled in Gen.Shuffle(keys)
        from pairs in Gen.CollectToArray(shuffled.Take(count).Order(StringComparer.Ordinal), key => Nasty.Select(value => KeyValuePair.Create(key, Bearable(key, value))))
        select pairs.ToValueList();

    // A provider answers with the bucket it was asked for. Blamed for a bucket that is no name at all it could not defend itself.
    private static string Bearable(string key, string value) =>
        key is "bucket" && value.Length > 0 && ContractFields.IsPlaceholder(value) ? "odd bucket " + value.Length : value;

    private static Gen<string> Nasty { get; } =
        Gen.Frequency((12, Gen.Elements(s_nasty)), (2, Gen.Constant("")), (1, Gen.Elements(s_long)));

    private static Gen<ValueList<KeyValuePair<string, string>>> Half(string key, Gen<string> value) =>
        value.Select(drawn => Of((key, drawn)));

    private static Gen<ValueList<KeyValuePair<string, string>>> Pair(string key, string value) => Gen.Constant(Of((key, value)));

    private static ValueList<KeyValuePair<string, string>> Of(params (string Key, string Value)[] pairs) =>
        pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)).ToValueList();
}
