namespace S3Contract.Tests.Property.Mutants;

/// <summary>The mutants, family by family.</summary>
internal static class AllMutants
{
    public static IReadOnlyList<Mutant> List { get; } =
    [
        .. WriteMutants.All,
        .. DataMutants.All,
        .. EventMutants.All,
        .. AtomicityMutants.All,
        .. LiveMutants.All,
        .. IsolationMutants.All,
        .. ToleranceMutants.All,
        .. OtherHookMutants.All,
        .. ConfiguredMutants.All,
        .. CalmMutants.All,
        .. SecrecyMutants.All,
        .. UseMutants.All,
        .. OriginalMutants.All,
    ];
}
