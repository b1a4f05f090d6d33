using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using S3Contract.Harness.Scripts;

namespace S3Contract.Harness.Campaigns;

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

    public static Gen<string> AccessKey(int ordinal) => Gen.Frequency((10, Written("access-key", ordinal)), (1, LikeJson(ordinal)));

    public static Gen<string> SecretKey(int ordinal) => Gen.Frequency(
        (10, Written("secret-key", ordinal)), (1, Gen.Constant(new string('s', 5000) + Origin(ordinal))), (1, LikeJson(ordinal)), (1, Gen.Constant("true")));

    /// <summary>Seeds for Bogus, drawn by FsCheck.</summary>
    public static Gen<ulong> Seeds { get; } = Gen.Choose(0, int.MaxValue - 1).Select(seed => (ulong)seed);

    private static Gen<string> Written(string kind, int ordinal) =>
        from seed in Seeds
        from awkward in Gen.Frequency((8, Gen.Constant("")), (1, Gen.Elements(s_awkward)))
        select awkward + FakeValues.Of(kind, seed) + Origin(ordinal);

    // Text that as a whole is JSON, and is text all the same.
    private static Gen<string> LikeJson(int ordinal) => Gen.Elements("20250116204344{0}", "1e1{0}", "{{\"a\":1{0}}}", "\"x{0}\"", "[1{0}]")
        .Select(form => string.Format(CultureInfo.InvariantCulture, form, ordinal.ToString("00", CultureInfo.InvariantCulture)));

    private static string Origin(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"I{ordinal:00}");
}
