using S3Contract.Harness.Checks;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>Shards: each script in one of them, and what is put together is what one check would have found.</summary>
[Parallelizable]
public sealed class ShardTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // Both roles in process, with a campaign; and a process that breaks clauses, whose events are seen or not.
    [TestCase("reference --cases 3 --exhaustive 2", 1)]
    [TestCase("reference --cases 3 --exhaustive 2", 2)]
    [TestCase("reference --cases 3 --exhaustive 2", 3)]
    [TestCase("reference --cases 3 --exhaustive 2", 7)]
    [TestCase("FAULTY --only answer events", 3)]
    public void Put_together_they_are_the_whole(string arguments, int of)
    {
        string[] check = ["check", .. arguments.Replace("FAULTY", ExampleCharms.Fixture("provider-partial-answer"), StringComparison.Ordinal).Split(' '), "--seed", "7", "--level", "strict"];
        CliRun whole = CliRun.Of([.. check, "--no-timing", "--report", "json=" + At("whole.json")]);
        string[] shards = [.. Enumerable.Range(1, of).Select(index => At($"{index}.json"))];
        for (int i = 1; i <= of; i++)
        {
            CliRun shard = CliRun.Of([.. check, "--shard", $"{i}/{of}", "--report", "json=" + shards[i - 1]]);
            Assert.That(shard.Code, Is.LessThanOrEqualTo(1), shard.Out + shard.Error);
        }

        CliRun merged = CliRun.Of(["merge", .. shards.Reverse(), "--no-timing", "--report", "json=" + At("merged.json")]);

        Assert.That(File.ReadAllText(At("merged.json")), Is.EqualTo(File.ReadAllText(At("whole.json"))));
        Assert.That((merged.Code, WithoutRate(merged.Out)), Is.EqualTo((whole.Code, WithoutRate(whole.Out))));
    }

    [Test]
    public void A_shard_alone_passes_and_only_merge_says_that_nothing_was_proved()
    {
        string[] check = ["check", "reference", "--role", "provider", "--only", "answer/related-before-it-is-configured", "--max-inconclusive", "0"];
        CliRun[] shards = [.. Enumerable.Range(1, 2).Select(i => CliRun.Of([.. check, "--shard", $"{i}/2", "--report", "json=" + At($"{i}.json")]))];

        Assert.That(shards.Select(shard => shard.Code), Is.All.Zero);
        Assert.That(shards[0].Out, Does.Contain("nothing failed in this shard (partial: --shard 1/2); merge decides"));
        Assert.That(CliRun.Of("merge", At("1.json"), At("2.json"), "--max-inconclusive", "0").Code, Is.EqualTo(3));
        Assert.That(CliRun.Of("merge", At("1.json")).Error, Does.Contain("of 2 shards, 2 is missing"));
        Assert.That(CliRun.Of("merge", At("1.json"), At("1.json"), At("2.json")).Error, Does.Contain("shard 1 is there twice"));
    }

    [Test]
    public void Each_thing_is_in_one_shard_by_its_name_or_by_how_long_it_takes()
    {
        string[] items = [.. Enumerable.Range(0, 50).Select(i => $"script/{i} [provider s3]")];
        var durations = items.ToDictionary(item => item.Split(" [")[0], item => TimeSpan.FromSeconds(item.Contains("/0 ", StringComparison.Ordinal) ? 49 : 1), StringComparer.Ordinal);
        foreach (IReadOnlyDictionary<string, TimeSpan> known in new[] { new Shard(1, 1).Durations, durations })
        {
            IReadOnlySet<string>[] shares = [.. Enumerable.Range(1, 2).Select(i => new Shard(i, 2) { Durations = known }.Share(items))];

            Assert.That(shares.SelectMany(share => share), Is.EquivalentTo(items));
            if (known.Count > 0)
            {
                Assert.That(shares.Select(share => share.Count), Is.EqualTo(new[] { 1, 49 }));
            }
            else
            {
                Assert.That(shares.Select(share => share.Count), Is.All.InRange(15, 35));
            }
        }
    }

    [TestCase("--shard 0/3", "--shard 0/3: expected I/N, both from 1")]
    [TestCase("--shard 4/3", "--shard 4/3: expected I/N")]
    [TestCase("--shard 1", "--shard 1: expected I/N")]
    [TestCase("--shard 1/2 --fail-fast", "--fail-fast and --shard do not go together")]
    [TestCase("--durations x", "--durations is about --shard, which is not given")]
    public void What_makes_no_sense_is_refused(string options, string message)
    {
        CliRun run = CliRun.Of(["check", "reference", .. options.Split(' ')]);

        Assert.That((run.Code, run.Error), Is.EqualTo((2, run.Error)));
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public void What_is_no_shard_is_told()
    {
        CliRun.Of("check", "reference", "--only", "answer/related-before-it-is-configured", "--report", "json=" + At("r.json"));

        CliRun run = CliRun.Of("merge", At("r.json"));

        Assert.That((run.Code, run.Error), Is.EqualTo((2, $"s3contract: {At("r.json")}: this is no report of a shard (check --shard writes one)\n")));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static string WithoutRate(string text) => System.Text.RegularExpressions.Regex.Replace(text, ", [0-9]+ a second", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
