using FsCheck;
using FsCheck.Fluent;

namespace S3Contract.Tests.Property;

/// <summary>What a law says when it fails.</summary>
public sealed class LawTests
{
    [Test]
    public void A_failure_names_the_command_that_draws_the_same_values_again()
    {
        string message = Assert.Catch(() => Prop.ForAll<int>(number => number < 10).Check(Config.QuickThrowOnFailure.WithReplay(1, 3)))!.Message;

        Assert.That(
            LawAttribute.CommandFor("S3Contract.Tests.Property.Some.law", message),
            Does.Match(@"^S3CONTRACT_REPLAY='\(\d+,\d+,\d+\)' dotnet test tests/Property --filter FullyQualifiedName=S3Contract\.Tests\.Property\.Some\.law$"));
    }

    [Test]
    public void A_success_names_none() => Assert.That(LawAttribute.CommandFor("Some.law", null), Is.Null);
}
