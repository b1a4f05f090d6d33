using System.Collections.Concurrent;
using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>What the default campaign says of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Quarry">All that was seen.</param>
/// <param name="Shortest">The shortest script in which the clause that names the fault is broken; null if no drawn case breaks it.</param>
internal sealed record Kill(Mutant Mutant, Quarry Quarry, CampaignFailure? Shortest)
{
    private static readonly ConcurrentDictionary<string, Lazy<Kill>> s_kills = new(StringComparer.Ordinal);

    /// <summary>Where the clause that names the fault was first broken; null if it never was.</summary>
    public FirstSight? Sight => Quarry.Broken.GetValueOrDefault(Mutant.Clause);

    /// <summary>The commands of the shortest script, without its header.</summary>
    public IReadOnlyList<ScriptCommand> Commands => Shortest is null ? [] : [.. Shortest.Script.Commands];

    /// <summary>Hunts a mutant, or says what was found when it was hunted before.</summary>
    public static Kill Of(Mutant mutant) => s_kills.GetOrAdd(mutant.Name, _ => new(() => Hunted(mutant))).Value;

    /// <summary>Hunts all mutants.</summary>
    public static IReadOnlyList<Kill> All() => [.. AllMutants.List.AsParallel().AsOrdered().Select(Of)];

    private static Kill Hunted(Mutant mutant)
    {
        Cast cast = Hunt.CastOf(mutant.Charm, mutant.Role, mutant.Profile);
        Quarry quarry = Hunt.Run(cast, mutant.Role, until: mutant.Clause);
        CampaignFailure? shortest = quarry.Drawn.TryGetValue(mutant.Clause, out Script? script)
            ? Hunt.Shrink(cast, mutant.Role, script, mutant.Clause, ShrinkRunsOf(mutant))
            : null;
        return new Kill(mutant, quarry, shortest);
    }

    // A charm that never rests runs into the limit of hooks in every run.
    private static int ShrinkRunsOf(Mutant mutant) => mutant.Clause is "calm.becomes-quiet" ? 100 : 600;
}
