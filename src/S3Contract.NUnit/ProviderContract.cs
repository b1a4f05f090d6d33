using S3Contract.Reference.Observations;

namespace S3Contract.NUnit;

/// <summary>The contract of the side that gives credentials, as tests: derive a class, and name your charm.</summary>
public abstract class ProviderContract : CharmContract
{
    /// <summary>Makes the fixture.</summary>
    protected ProviderContract()
        : base(Roles.Provider)
    {
    }
}
