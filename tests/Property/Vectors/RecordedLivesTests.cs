using System.Text.Json;

namespace S3Contract.Tests.Property.Vectors;

/// <summary>The library does what the Python library was recorded doing: same events with the same properties, same results, exceptions,
/// databags, writes, refusals and warnings.</summary>
public sealed class RecordedLivesTests
{
    private const int MostShown = 20;

    /// <summary>The hand-written recordings, each of which shows one behaviour.</summary>
    public static IEnumerable<TestCaseData> HandWritten() =>
        from role in new[] { "provider", "requirer" }
        let file = Recording.FileOf(role)
        where file is not null
        from sequence in Recording.Sequences(file).TakeWhile(IsHandWritten)
        select new TestCaseData(sequence).SetArgDisplayNames(
            sequence.GetProperty("id").GetString()!, sequence.GetProperty("title").GetString()!);

    [TestCaseSource(nameof(HandWritten))]
    public void A_recorded_behaviour_is_kept(JsonElement sequence) => Assert.That(VectorReplay.FirstDifference(sequence), Is.Null);

    [TestCase("provider")]
    [TestCase("requirer")]
    public void Every_recorded_life_replays(string role)
    {
        if (Recording.FileOf(role) is not { } file)
        {
            Assert.That(
                new[] { "provider", "requirer" }.Select(Recording.FileOf), Has.Some.Not.Null,
                $"{Recording.Folder} holds neither provider.jsonl nor requirer.jsonl (nor either with .gz)");
            Assert.Ignore($"{Recording.Folder} holds no recordings of a {role}");
            return;
        }

        int lives = 0;
        var differences = new List<string>();
        foreach (JsonElement sequence in Recording.Sequences(file))
        {
            lives++;
            if (VectorReplay.FirstDifference(sequence) is { } difference)
            {
                differences.Add(difference);
            }
        }

        TestContext.Out.WriteLine($"{lives} recorded lives of a {role} replayed from {file}, {differences.Count} with a difference");
        Assert.That(lives, Is.GreaterThan(0), $"{file} holds no recordings");
        Assert.That(
            differences, Is.Empty,
            () => $"{differences.Count} of {lives} differ:\n{string.Join('\n', differences.Take(MostShown))}");
    }

    private static bool IsHandWritten(JsonElement sequence) => sequence.GetProperty("seed").ValueKind == JsonValueKind.Null;
}
