using System.Globalization;
using S3Contract.Harness.S3;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary><c>s3 down [KIND]</c>, <c>s3 up</c>, <c>s3 slow MILLISECONDS</c>, <c>s3 make-bucket NAME</c>: what happens to the S3 of the run.</summary>
/// <param name="Deed">What happens.</param>
/// <param name="Detail">How it is down, how slow it is, which bucket is made; null for nothing said.</param>
internal sealed record S3Command(string Deed, string? Detail = null) : ScriptCommand
{
    private const string Down = "down";
    private const string Up = "up";
    private const string Slow = "slow";
    private const string MakeBucket = "make-bucket";
    private const int Slowest = 60_000;

    private static readonly string[] s_deeds = [Down, MakeBucket, Slow, Up];

    private static readonly SortedDictionary<string, S3Outage> s_outages = new(StringComparer.Ordinal)
    {
        ["503"] = S3Outage.Unavailable,
        ["refused"] = S3Outage.Refused,
        ["time-out"] = S3Outage.Silent,
        ["wrong-certificate"] = S3Outage.WrongCertificate,
    };

    internal static readonly Verb Entry = new(
        "s3", "s3 down [503|refused|time-out|wrong-certificate] | s3 up | s3 slow MILLISECONDS | s3 make-bucket NAME", Read,
        new Place(Slot.None, s_deeds), new Place(Slot.None, [.. s_outages.Keys]));

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() => Line([Word.Plain(Deed), .. Detail is null ? [] : new[] { Word.Plain(Detail) }]);

    internal override void Carry(Stage stage)
    {
        if (!stage.Simulation.HasS3)
        {
            stage.Lacks("the run has no S3 (--s3, or s3: true in the profile)");
            return;
        }

        stage.Simulation.ChangeS3(Detail is null ? Deed : $"{Deed} {Detail}", Deed switch
        {
            Down => s3 => s3 with { Outage = s_outages.GetValueOrDefault(Detail ?? "503", S3Outage.Unavailable) },
            Slow => s3 => s3 with { Delay = int.TryParse(Detail, NumberStyles.None, CultureInfo.InvariantCulture, out int delay) ? Math.Min(delay, Slowest) : 0 },
            MakeBucket => s3 => s3.WithBucket(Detail ?? ""),
            _ => static s3 => s3 with { Outage = S3Outage.None, Delay = 0 },
        });
    }

    private static S3Command? Read(WordCursor words)
    {
        const string expected = "what happens to the S3: down, make-bucket, slow or up";
        if (words.TakePlainWord(expected) is not { } word)
        {
            return null;
        }

        string deed = WordCursor.Text(word.Value);
        switch (deed)
        {
            case Up:
                return new S3Command(Up);
            case Down:
                return new S3Command(Down, words.Peek is null ? null : Kind(words));
            case Slow:
                return words.TakePlainWord("milliseconds") is { } number
                    ? new S3Command(Slow, words.Number(number, WordCursor.Text(number.Value), 0, Slowest).ToString(CultureInfo.InvariantCulture)) : null;
            case MakeBucket:
                return words.TakePlainWord("the name of a bucket") is { } bucket ? new S3Command(MakeBucket, Bucket(words, bucket)) : null;
            default:
                words.Line.Error(word, $"\"{deed}\"", expected, NearestWord.Of(deed, s_deeds));
                words.TakeRest();
                return null;
        }
    }

    private static string Kind(WordCursor words)
    {
        string expected = "how it is down: " + string.Join(", ", s_outages.Keys);
        if (words.TakePlainWord(expected) is not { } word)
        {
            return "503";
        }

        string kind = WordCursor.Text(word.Value);
        if (!s_outages.ContainsKey(kind))
        {
            words.Line.Error(word, $"\"{kind}\"", expected, NearestWord.Of(kind, s_outages.Keys));
        }

        return kind;
    }

    private static string Bucket(WordCursor words, Word word)
    {
        string name = WordCursor.Text(word.Value);
        if (!BucketCalls.IsName(name))
        {
            words.Line.Error(word, $"\"{name}\", which is no name of a bucket", "3 to 63 lower-case letters, digits, hyphens and dots");
        }

        return name;
    }
}
