using S3Contract.NUnit;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Scenarios;

/// <summary>The scripts, and the clauses judged by them, against the charm that the run settings or the environment name, as a provider.
/// Without one there are no such tests.</summary>
public sealed class NamedProvider : ProviderContract
{
    /// <inheritdoc/>
    protected override CharmUnderTest? Charm => CharmUnderTest.Named(Roles.Provider);

    /// <inheritdoc/>
    protected override ContractTests Shows => ContractTests.Clauses | ContractTests.Scenarios;
}

/// <summary>The same as a requirer.</summary>
public sealed class NamedRequirer : RequirerContract
{
    /// <inheritdoc/>
    protected override CharmUnderTest? Charm => CharmUnderTest.Named(Roles.Requirer);

    /// <inheritdoc/>
    protected override ContractTests Shows => ContractTests.Clauses | ContractTests.Scenarios;
}
