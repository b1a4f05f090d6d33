using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>Valid values of the fields of the interface: mostly realistic (by Bogus), at times valid but awkward.</summary>
internal static class FieldValues
{
    // No attribute is empty or holds a comma: some charms are given all of them in one text with commas between.
    private static readonly SortedDictionary<string, string[]> s_awkward = new(StringComparer.Ordinal)
    {
        ["attributes"] =
        [
            "[]", "[\"}{\"]", "[\"a\", \"a\"]", "[\"\\u00fcn\\u00efcode \\ud83e\\udea3\"]", "[\"with \\\"quotes\\\"\"]", "[\"[1]\"]", "[\"1\", \"null\"]",
        ],
        ["bucket"] = ["a.b.c", "20250116204344", "1e10", "true", "null", "true-bucket", "relation-0", "relation-999", "0-0", new('b', 63), "null-bucket"],
        ["delete-older-than-days"] = ["1", "36500"],
        ["endpoint"] = ["http://127.0.0.1", "https://[::1]:9000", "http://127.0.0.1:9000/s3/", "https://127.0.0.1/?x=%20y"],
        ["path"] = ["/", "20250116204344", "1e10", "true", "null", "{\"a\":1}", "\"x\"", "a b/c", "../x", "p\u00e4th/\u2603", "trailing/", new('p', 1000)],
        ["region"] = ["default", "r\u00e9gion-1", "us east 1"],
        ["storage-class"] = ["c", "STANDARD IA"],
        ["tls-ca-chain"] = ["[]", Certificates.Chain(Certificates.All.Take(1)), Certificates.Chain(Certificates.All)],
    };

    /// <summary>A value of a field (not of the keys).</summary>
    /// <param name="field">The field.</param>
    /// <param name="ordinal">Which draw of the script this is; makes buckets unique.</param>
    public static Gen<string> Of(string field, int ordinal) => field switch
    {
        "s3-uri-style" => Gen.Elements("host", "path"),
        "s3-api-version" => Gen.Elements("2", "4"),
        "bucket" => Gen.Frequency((5, Realistic("bucket").Select(bucket => bucket + "-i" + ordinal.ToString("00", CultureInfo.InvariantCulture))), (1, Gen.Elements(s_awkward[field]))),
        _ => Gen.Frequency((4, Realistic(KindOf(field))), (1, Gen.Elements(s_awkward[field]))),
    };

    /// <summary>Several of the fields with values, none twice.</summary>
    /// <param name="fields">The fields to pick from.</param>
    /// <param name="ordinal">Which draw of the script this is.</param>
    /// <param name="atLeast">How many at least.</param>
    public static Gen<ValueList<KeyValuePair<string, string>>> Some(ValueList<string> fields, int ordinal, int atLeast) =>
        from count in Gen.Frequency((3, Gen.Constant(atLeast)), (3, Gen.Choose(atLeast, 3)), (1, Gen.Constant(fields.Count)))
        from shuffled in Gen.Shuffle<string>(fields)
        from pairs in Gen.CollectToArray(
            shuffled.Take(count).Order(StringComparer.Ordinal), field => Of(field, ordinal).Select(value => KeyValuePair.Create(field, value)))
        select pairs.ToValueList();

    private static Gen<string> Realistic(string kind) => Credentials.Seeds.Select(seed => FakeValues.Of(kind, seed));

    private static string KindOf(string field) => field switch
    {
        "delete-older-than-days" => "days",
        "tls-ca-chain" => "ca-chain",
        _ => field,
    };
}
