using S3Contract.NUnit;
#if (bringsCharm)
using MyCharms;
#endif

namespace MyCharm.Tests;

#if (bringsCharm)
/// <summary>The contract of the charm in the folder my-requirer, each clause and each scenario a test. Put your own charm in its place: one in .NET runs in
/// process, as here; one in any other language is CharmUnderTest.InFolder("../my-charm").</summary>
public sealed class MyRequirerContract : RequirerContract
{
    protected override CharmUnderTest Charm => CharmUnderTest.InProcess("my-requirer", context => new MyRequirer(context));
}
#elif (role == "provider")
/// <summary>The contract of my charm, each clause and each scenario a test. How it is given credentials stands in its s3contract.yaml.</summary>
public sealed class MyCharmContract : ProviderContract
{
    protected override CharmUnderTest Charm => CharmUnderTest.InFolder("CHARM_FOLDER");
}
#else
/// <summary>The contract of my charm, each clause and each scenario a test.</summary>
public sealed class MyCharmContract : RequirerContract
{
    protected override CharmUnderTest Charm => CharmUnderTest.InFolder("CHARM_FOLDER");
}
#endif
