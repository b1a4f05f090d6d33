using S3Contract.Reference;

namespace S3Contract.Harness.Conformance.Fixtures;

/// <summary>The contract of the side that gives credentials, as tests: derive a class, and name your charm.</summary>
public abstract class ProviderContract : CharmContract
{
    /// <summary>Makes the fixture.</summary>
    protected ProviderContract()
        : base(Roles.Provider)
    {
    }
}
