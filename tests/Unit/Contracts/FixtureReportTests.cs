using System.Xml.Linq;
using S3Contract.Harness.Checks;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.NUnit;
using S3Contract.Reference.Clauses;
using S3Contract.Tests.Unit.Reports;

namespace S3Contract.Tests.Unit.Contracts;

/// <summary>The reports that a fixture writes.</summary>
public sealed class FixtureReportTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_fixture_writes_what_it_is_asked_for_when_it_is_through()
    {
        var fixture = new Reporting { Asked = $"junit={_folder}/{{fixture}}.xml; json={_folder}/r.json" };

        fixture.Clause("write.leader-only");
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
        fixture.EndCharm();

        XElement[] cases = [.. XDocument.Load(Path.Combine(_folder, typeof(Reporting).FullName + ".xml")).Descendants("testcase")];
        Assert.That(cases.Select(one => one.Attribute("name")!.Value), Has.Some.EqualTo("write.leader-only").And.Some.EqualTo("rotation/reaches-every-unit"));
        Assert.That(cases.Where(one => one.Attribute("time") is null), Is.Empty);
        Assert.That(File.Exists(Path.Combine(_folder, "r.json")), Is.True);
    }

    [Test]
    public void A_fixture_that_ran_no_clause_writes_nothing()
    {
        var fixture = new Reporting { Asked = $"json={_folder}/r.json" };

        fixture.Scenario("rotation/reaches-every-unit");
        fixture.EndCharm();

        Assert.That(Directory.GetFiles(_folder), Is.Empty);
    }

    [Test]
    public void A_kind_that_there_is_not_is_told() => Assert.That(
        () => FixtureReports.Read("jnit=a", "f", Kinds.All),
        Throws.TypeOf<ContractParameterException>().With.Message.StartsWith("report jnit=a: there is no kind of report \"jnit\". Did you mean \"junit\"?"));

    private sealed class Reporting : RequirerContract
    {
        public string? Asked { get; init; }

        protected override CharmUnderTest? Charm => CharmUnderTest.Of(ReferenceRequirer.Subject, ReferenceProfiles.Requirer);

        protected override string? Report => Asked;

        protected override string? Scripts => null;

        protected override ClauseLevel Level => ClauseLevel.Core;

        protected override ContractTests Shows => ContractTests.None;
    }
}
