using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using S3Contract.Harness.Scripts.Reading;

namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>Pairs of keys. Every pair of a script is unique and says which command it came from (<c>…I07</c>: the seventh draw), so that a
/// stale or a foreign key in a message names its origin, and a search for it in logs finds nothing else.</summary>
internal static class Credentials
{
    // What a provider may legally be given, but a careless charm stumbles over: text that looks like JSON, YAML, a template or a command line.
    private static readonly string[] s_awkward =
    [
        "%2Fpercent%20", "{\"a\":1}", "[\"a\",\"b\"]", "true.", "0x1F", "1e5.", "$HOME.", "${env}", "`id`", "a'b\"c", "back\\slash\\n", "a=b=c",
        "--flag", "#no-comment", "key: value", "schl\u00fcssel", "\u79d8\u5bc6", "\ud83d\udd11", "<&>", "{{ jinja }}", "!tag", "*anchor", "@at",
    ];

    /// <summary>An access key.</summary>
    /// <param name="ordinal">Which draw of the script this is.</param>
    public static Gen<string> AccessKey(int ordinal) => Gen.Frequency((10, Written("access-key", ordinal)), (1, LikeJson(1, ordinal)));

    /// <summary>A secret key.</summary>
    /// <param name="ordinal">Which draw of the script this is.</param>
    /// <param name="opening">Is it the issue that opens the script? That one alone may be a literal, which tells nothing of its origin.</param>
    public static Gen<string> SecretKey(int ordinal, bool opening = false) => Gen.Frequency(
        (10, Written("secret-key", ordinal)),
        (1, Gen.Fresh(() => new string('s', 5000) + Origin(ordinal))),
        (1, LikeJson(2, ordinal)),
        (1, Gen.Constant(opening ? "true" : string.Create(CultureInfo.InvariantCulture, $"[true,{ordinal}]"))));

    /// <summary>Seeds for Bogus, drawn by FsCheck.</summary>
    public static Gen<ulong> Seeds { get; } = Gen.Choose(0, int.MaxValue - 1).Select(seed => (ulong)seed);

    private static Gen<string> Written(string kind, int ordinal) =>
        from seed in Seeds
        from awkward in Gen.Frequency((8, Gen.Constant("")), (1, Gen.Elements(s_awkward)))
        select awkward + FakeValues.Of(kind, seed) + Origin(ordinal);

    // Text that as a whole is JSON, and is text all the same. The digit keeps the two keys of a draw apart.
    private static Gen<string> LikeJson(int digit, int ordinal) =>
        Gen.Elements("20250116204344{0}{1:00}", "1e{0}{1:00}", "{{\"a\":{0}{1:00}}}", "\"x{0}{1:00}\"", "[{0}{1:00}]")
            .Select(form => string.Format(CultureInfo.InvariantCulture, form, digit, ordinal));

    private static string Origin(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"I{ordinal:00}");
}
