using S3Contract.NUnit;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Property.NamedCharms;

/// <summary>The campaign against the charm that the run settings or the environment name, as a provider: a test per clause. Without a named
/// charm there are no such tests.</summary>
public sealed class NamedProvider : ProviderContract
{
    /// <inheritdoc/>
    protected override CharmUnderTest? Charm => CharmUnderTest.Named(Roles.Provider);

    /// <inheritdoc/>
    protected override ContractTests Shows => ContractTests.Campaign;
}

/// <summary>The same as a requirer.</summary>
public sealed class NamedRequirer : RequirerContract
{
    /// <inheritdoc/>
    protected override CharmUnderTest? Charm => CharmUnderTest.Named(Roles.Requirer);

    /// <inheritdoc/>
    protected override ContractTests Shows => ContractTests.Campaign;
}
