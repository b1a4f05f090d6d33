using NUnit.Framework;
using S3Contract.Harness.Campaigns;
using S3Contract.Reference;

namespace S3Contract.Tests.Property.Campaigns;

internal sealed class ReferenceCampaigns
{
    [Test]
    public async Task The_reference_charm_keeps_the_contract_at_level_library([Values(Roles.Provider, Roles.Requirer)] Roles subject)
    {
        CampaignResult result = await Campaign.RunAsync(ReferenceCast.Options(subject));
        Assert.That(result.Failures.Count, Is.Zero, ReferenceCast.Describe(result));
        Assert.That((result.Cases, result.Replayed), Is.EqualTo((CampaignOptions.DefaultCases, 0)));
    }
}
