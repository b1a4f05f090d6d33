using Microsoft.Extensions.DependencyInjection;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Harness.Metadata;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Docs;

/// <summary>What the readme of the harness shows is here once more, where a compiler reads it.</summary>
public sealed class HarnessReadmeTests
{
    private static CheckReport Sample()
    {
        // <sample>
        using ServiceProvider services = new ServiceCollection().AddS3Contract().BuildServiceProvider();
        using ProcessCharm charm = ProcessCharm.Open("my-charm");
        CheckReport report = services.GetRequiredService<ConformanceCheck>().Run(new CheckOptions(charm)
        {
            Profile = CharmProfile.Load("my-charm/s3contract.yaml"),
        }).Report;
        // </sample>
        return report;
    }

    [Test]
    public void The_sample_is_what_a_compiler_has_read()
    {
        string[] here = File.ReadAllLines(Path.Combine(ExampleCharms.Root, "tests", "Unit", "Docs", "HarnessReadmeTests.cs"));
        IEnumerable<string> sample = here.SkipWhile(line => !line.EndsWith("// <sample>", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.EndsWith("// </sample>", StringComparison.Ordinal)).Select(line => line[8..]);
        IEnumerable<string> usings = here.TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal)).SkipLast(2);

        Assert.That(File.ReadAllText(Path.Combine(ExampleCharms.Root, "src", "S3Contract.Harness", "README.md")),
            Does.Contain($"```csharp\n{string.Join('\n', usings)}\n\n{string.Join('\n', sample)}\n```\n"));
    }

    [Test]
    public void It_goes_as_far_as_the_charm_is_there() => Assert.That(() => Sample(), Throws.TypeOf<CharmProblem>().With.Message.StartsWith("my-charm: there is no such folder or file"));
}
