using System.Globalization;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>Valid values of the fields of the interface: mostly realistic (by Bogus), at times valid but awkward.</summary>
internal static class FieldValues
{
    private static readonly string[] s_styles = ["host", "path"];
    private static readonly string[] s_versions = ["2", "4"];

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
    /// <param name="draws">What is drawn from.</param>
    /// <param name="field">The field.</param>
    /// <param name="ordinal">Which draw of the script this is; makes buckets unique.</param>
    public static string Of(Draws draws, string field, int ordinal)
    {
        switch (field)
        {
            case "s3-uri-style":
                return draws.One(s_styles);
            case "s3-api-version":
                return draws.One(s_versions);
        }

        bool isBucket = field is "bucket";
        if (draws.Weighted(isBucket ? 5 : 4, 1) > 0)
        {
            return draws.One(s_awkward[field]);
        }

        string realistic = Credentials.Realistic(draws, KindOf(field));
        return isBucket ? string.Create(CultureInfo.InvariantCulture, $"{realistic}-i{ordinal:00}") : realistic;
    }

    /// <summary>Several of the fields with values, none twice.</summary>
    /// <param name="draws">What is drawn from.</param>
    /// <param name="fields">The fields to pick from.</param>
    /// <param name="ordinal">Which draw of the script this is.</param>
    /// <param name="atLeast">How many at least.</param>
    public static Fields Some(Draws draws, ValueList<string> fields, int ordinal, int atLeast)
    {
        int count = draws.Weighted(3, 3, 1) switch
        {
            0 => atLeast,
            1 => draws.Number(atLeast, 3),
            _ => fields.Count,
        };
        return draws.Shuffled(fields).Take(count).Order(StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field, Of(draws, field, ordinal))).ToValueList();
    }

    private static string KindOf(string field) => field switch
    {
        "delete-older-than-days" => "days",
        "tls-ca-chain" => "ca-chain",
        _ => field,
    };
}
