using S3Contract.Reference.Observations;

namespace S3Contract.NUnit;

/// <summary>The contract of the side that asks for a bucket and receives credentials, as tests: derive a class, and name your charm.</summary>
public abstract class RequirerContract : CharmContract
{
    /// <summary>Makes the fixture.</summary>
    protected RequirerContract()
        : base(Roles.Requirer)
    {
    }
}
