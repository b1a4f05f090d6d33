using S3Contract.Harness.ReferenceCharms;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>The weaknesses of the original library: the reference charms without <see cref="S3Behavior"/>.</summary>
internal static class OriginalMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("provider-original-request-lost", "live.answered-after-leader-change",
            "The original: a request is lost when the leader changes before it was handled.", ReferenceProvider.OriginalSubject),
        new("provider-original-bookkeeping", "tolerance.broken-bookkeeping",
            "The original: fails for ever once its bookkeeping is no JSON object.", ReferenceProvider.OriginalSubject),
        new("requirer-original-never-asked", "live.asked-after-leader-change",
            "The original: no bucket is asked for when the first leader goes before a unit joined.", ReferenceRequirer.OriginalSubject),
        new("requirer-original-first-relation", "isolation.own-event",
            "The original: GetS3ConnectionInfo reads the first relation only, which so decides for all.", ReferenceRequirer.OriginalSubject),
    ];
}
