using Microsoft.Extensions.DependencyInjection;
using S3Contract.NUnit;

namespace MyCharms;

/// <summary>The contract of my provider: a .NET charm, run in process, with scripts of its own and this project's own clause and command.</summary>
public sealed class MyProviderContract : ProviderContract
{
    protected override CharmUnderTest Charm => CharmUnderTest.InProcess("my-provider", context => new MyProvider(context));

    protected override string Scripts => "scripts";

    protected override void AddTo(IServiceCollection services) => services.AddMine();
}

/// <summary>The contract of my requirer.</summary>
public sealed class MyRequirerContract : RequirerContract
{
    protected override CharmUnderTest Charm => CharmUnderTest.InProcess("my-requirer", context => new MyRequirer(context));
}
