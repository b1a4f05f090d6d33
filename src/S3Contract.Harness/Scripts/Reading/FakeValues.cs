using System.Globalization;
using Bogus;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Reading;

/// <summary>Realistic values for <c>fake:kind</c>, by Bogus. The same seed gives the same values in the same order.</summary>
internal sealed class FakeValues(ulong seed)
{
    private static readonly SortedDictionary<string, Func<Randomizer, Faker, string>> s_kinds = new(StringComparer.Ordinal)
    {
        ["access-key"] = (random, _) => "AKIA" + random.String2(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
        ["attributes"] = (_, faker) => $"[\"owner={Slug(faker.Name.FirstName())}\", \"team={Slug(faker.Commerce.Department(1))}\"]",
        ["bucket"] = (random, faker) => $"{Slug(faker.Company.CatchPhrase())}-{random.String2(6, "abcdefghijkmnpqrstuvwxyz23456789")}",
        ["ca-chain"] = (random, _) => Certificates.Chain(random.ListItems([.. Certificates.All], 2)),
        ["days"] = (random, _) => random.Int(1, 365).ToString(CultureInfo.InvariantCulture),
        ["endpoint"] = (random, _) => string.Create(
            CultureInfo.InvariantCulture, $"https://127.{random.Int(0, 255)}.{random.Int(0, 255)}.{random.Int(1, 254)}:{random.Int(1024, 65535)}"),
        ["path"] = (_, faker) => $"{Slug(faker.Commerce.Product())}/{Slug(faker.Commerce.Color())}",
        ["region"] = (random, _) => random.ArrayElement(["us-east-1", "us-west-2", "eu-central-1", "eu-west-3", "ap-south-1", "sa-east-1"]),
        ["secret-key"] = (random, _) => random.String2(40, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/+"),
        ["storage-class"] = (random, _) => random.ArrayElement(["STANDARD", "STANDARD_IA", "GLACIER", "DEEP_ARCHIVE"]),
    };

    // A Faker takes more than a millisecond to make, far longer than a run, and a microsecond to seed anew.
    [ThreadStatic]
    private static Faker? s_shared;

    private Randomizer? _random;

    /// <summary>The kinds there are.</summary>
    public static IReadOnlyCollection<string> Kinds => s_kinds.Keys;

    /// <summary>The next value of a kind.</summary>
    public string Next(string kind) =>
        s_kinds.ContainsKey(kind) ? Make(kind, _random ??= new Randomizer(Fold(seed))) : "fake:" + kind;

    /// <summary>The value of a kind that belongs to a seed: a pure function.</summary>
    public static string Of(string kind, ulong seed) => Make(kind, new Randomizer(Fold(seed)));

    /// <summary>Notes an error if the word asks for a kind that there is not.</summary>
    public static void Check(SourceLine line, Word word)
    {
        if (word.Value is [FakePart { Kind: var kind }] && !s_kinds.ContainsKey(kind))
        {
            int length = Math.Max(1, word.Length - (word.ValueColumn - word.Column));
            line.Error(
                word.ValueColumn, length, $"unknown kind of value \"fake:{kind}\"", "one of " + string.Join(", ", Kinds.Select(known => "fake:" + known)),
                NearestWord.Of(kind, Kinds) is { } near ? "fake:" + near : null);
        }
    }

    private static string Make(string kind, Randomizer random)
    {
        Faker faker = s_shared ??= new Faker("en");
        faker.Random = random;
        return s_kinds[kind](random, faker);
    }

    private static int Fold(ulong seed) => unchecked((int)(seed ^ (seed >> 32)));

    private static string Slug(string text)
    {
        string kept = string.Concat(text.ToLowerInvariant().Select(character => char.IsAsciiLetterLower(character) ? character : '-'));
        string slug = string.Join('-', kept.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length <= 40 ? slug : slug[..40].TrimEnd('-');
    }
}
