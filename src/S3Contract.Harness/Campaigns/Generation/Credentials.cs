using System.Globalization;
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

    private static readonly string[] s_likeJson = ["20250116204344{0}{1:00}", "1e{0}{1:00}", "{{\"a\":{0}{1:00}}}", "\"x{0}{1:00}\"", "[{0}{1:00}]"];

    /// <summary>An access key.</summary>
    /// <param name="draws">What is drawn from.</param>
    /// <param name="ordinal">Which draw of the script this is.</param>
    public static string AccessKey(Draws draws, int ordinal) =>
        draws.Weighted(10, 1) == 0 ? Written(draws, "access-key", ordinal) : LikeJson(draws, 1, ordinal);

    /// <summary>A secret key.</summary>
    /// <param name="draws">What is drawn from.</param>
    /// <param name="ordinal">Which draw of the script this is.</param>
    /// <param name="opening">Is it the issue that opens the script? That one alone may be a literal, which tells nothing of its origin.</param>
    public static string SecretKey(Draws draws, int ordinal, bool opening = false) => draws.Weighted(10, 1, 1, 1) switch
    {
        0 => Written(draws, "secret-key", ordinal),
        1 => new string('s', 5000) + Origin(ordinal),
        2 => LikeJson(draws, 2, ordinal),
        _ => opening ? "true" : string.Create(CultureInfo.InvariantCulture, $"[true,{ordinal}]"),
    };

    /// <summary>A realistic value, by Bogus.</summary>
    public static string Realistic(Draws draws, string kind) => FakeValues.Of(kind, (ulong)draws.Number(0, int.MaxValue - 1));

    private static string Written(Draws draws, string kind, int ordinal)
    {
        string realistic = Realistic(draws, kind);
        string awkward = draws.Weighted(8, 1) == 0 ? "" : draws.One(s_awkward);
        return awkward + realistic + Origin(ordinal);
    }

    // Text that as a whole is JSON, and is text all the same. The digit keeps the two keys of a draw apart.
    private static string LikeJson(Draws draws, int digit, int ordinal) =>
        string.Format(CultureInfo.InvariantCulture, draws.One(s_likeJson), digit, ordinal);

    private static string Origin(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"I{ordinal:00}");
}
