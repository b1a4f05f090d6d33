using System.Security.Cryptography;
using System.Text;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Checks;

/// <summary>A part of a check for one of several machines. Which scripts are in it follows from their names alone, so that each machine knows it; or,
/// where durations are given, from those, so that all take equally long.</summary>
/// <param name="Index">Which part, from 1.</param>
/// <param name="Of">How many parts.</param>
internal sealed record Shard(int Index, int Of)
{
    /// <summary>How long things took before, by their names; empty if that is not known.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Durations { get; init; } = new SortedDictionary<string, TimeSpan>(StringComparer.Ordinal);

    /// <summary>What of a check is in this part.</summary>
    /// <param name="items">The names of all that is to be done, each once.</param>
    internal IReadOnlySet<string> Share(IReadOnlyList<string> items) => items.Where(Durations.Count == 0 ? IsMine : Balanced(items).Contains).ToHashSet(StringComparer.Ordinal);

    /// <summary>What a report tells of how long things took.</summary>
    internal static IReadOnlyDictionary<string, TimeSpan> DurationsOf(CheckReport report) => new SortedDictionary<string, TimeSpan>(
        report.Scenarios.Where(script => script.Duration is not null).DistinctBy(script => script.Name, StringComparer.Ordinal)
            .ToDictionary(script => script.Name, script => script.Duration!.Value, StringComparer.Ordinal),
        StringComparer.Ordinal);

    private static ulong Hash(string item) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(item)));

    private bool IsMine(string item) => Hash(item) % (ulong)Of == (ulong)(Index - 1);

    // The longest first, each to whoever has least. What is not known takes as long as the others on average.
    private HashSet<string> Balanced(IReadOnlyList<string> items)
    {
        TimeSpan usual = Durations.Values.Aggregate(TimeSpan.Zero, (sum, one) => sum + one) / Durations.Count;
        var load = new TimeSpan[Of];
        var mine = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string item, TimeSpan duration) in items.Select(item => (item, Took(item) ?? usual)).OrderByDescending(one => one.Item2).ThenBy(one => one.item, StringComparer.Ordinal))
        {
            int least = Array.IndexOf(load, load.Min());
            load[least] += duration;
            if (least == Index - 1)
            {
                mine.Add(item);
            }
        }

        return mine;
    }

    // A report of one endpoint has the names of scripts alone.
    private TimeSpan? Took(string item) =>
        Durations.TryGetValue(item, out TimeSpan known) || Durations.TryGetValue(item.Split(" [", 2)[0], out known) ? known : null;
}
