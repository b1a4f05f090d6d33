using System.Text.RegularExpressions;
using System.Xml.Linq;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Tests.Unit.Reports;

/// <summary>The shape that Jenkins' xunit plugin demands of JUnit files (its schema junit-10.xsd), in our own words: which attributes and children an
/// element may have, those with a ! it must have. A suite's time has at most three decimals.</summary>
public sealed partial class JUnitShapeTests
{
    private static readonly Dictionary<string, (string Attributes, string Children)> s_shape = new(StringComparer.Ordinal)
    {
        ["testsuites"] = ("name time tests failures errors", "testsuite"),
        ["testsuite"] = ("name! tests! failures! errors! group time skipped timestamp hostname id package file log url version", "testsuite properties testcase system-out system-err"),
        ["properties"] = ("", "property"),
        ["property"] = ("name! value!", ""),
        ["testcase"] = ("name! time classname group", "skipped error failure rerunFailure rerunError flakyFailure flakyError system-out system-err"),
        ["failure"] = ("type message", ""),
        ["error"] = ("type message", ""),
        ["skipped"] = ("type message", ""),
    };

    private static IEnumerable<CheckReport> Reports() =>
    [
        Samples.Report, Samples.Full, Samples.Report with { Clauses = [], Scenarios = [] },
        Samples.Full with { Subject = Samples.Full.Subject with { Place = null }, Timing = Samples.Full.Timing! with { Duration = TimeSpan.FromSeconds(12345.6789) } },
    ];

    [TestCaseSource(nameof(Reports))]
    public void Jenkins_takes_it(object report) => Assert.That(Problems(Kinds.Written("junit", (CheckReport)report)), Is.Empty);

    [Test]
    public void Jenkins_does_not_take_what_GitLab_wants() =>
        Assert.That(Problems(Kinds.Written("junit-gitlab", Samples.Full)), Has.Some.EqualTo("testcase may not have file"));

    [Test]
    public void GitLab_gets_the_file_of_each_case()
    {
        XElement[] cases = [.. XDocument.Parse(Kinds.Written("junit-gitlab", Samples.Full)).Descendants("testcase")];

        Assert.That(cases.Select(one => one.Attribute("file")!.Value).Distinct(StringComparer.Ordinal), Is.EquivalentTo(new[] { "charms/my-charm/charmcraft.yaml", "charms/my-charm/contract/first.s3c" }));
    }

    [Test]
    public void No_two_cases_have_one_name()
    {
        CheckReport twice = Samples.Full with { Scenarios = [.. Samples.Full.Scenarios, .. Samples.Full.Scenarios] };

        Assert.That(XDocument.Parse(Kinds.Written("junit", twice)).Descendants("testcase").Select(one => (one.Attribute("classname")!.Value, one.Attribute("name")!.Value)), Is.Unique);
    }

    [Test]
    public void A_script_has_its_real_time_and_a_clause_none()
    {
        var cases = XDocument.Parse(Kinds.Written("junit", Samples.Full)).Descendants("testcase")
            .ToDictionary(one => one.Attribute("name")!.Value, one => one.Attribute("time")?.Value, StringComparer.Ordinal);

        Assert.That((cases["answer/first"], cases["data.bucket"], cases["mine/first"]), Is.EqualTo(("1.250", "0.000", (string?)null)));
    }

    [Test]
    public void What_the_shape_forbids_is_seen()
    {
        Assert.That(Problems("<testsuites skipped='1'><testsuite name='a' tests='1' failures='0' time='1.2345'><testcase file='f'/></testsuite></testsuites>"), Is.EquivalentTo(new[]
        {
            "testsuites may not have skipped", "testsuite lacks errors", "testsuite has time 1.2345", "testcase may not have file", "testcase lacks name",
        }));
    }

    private static List<string> Problems(string xml)
    {
        var problems = new List<string>();
        foreach (XElement element in XDocument.Parse(xml).Descendants())
        {
            string name = element.Name.LocalName;
            (string attributes, string children) = s_shape[name];
            string[] may = [.. attributes.Split(' ').Select(attribute => attribute.TrimEnd('!'))];
            problems.AddRange(element.Attributes().Select(attribute => attribute.Name.LocalName).Where(attribute => !may.Contains(attribute, StringComparer.Ordinal)).Select(attribute => $"{name} may not have {attribute}"));
            problems.AddRange(attributes.Split(' ').Where(attribute => attribute.EndsWith('!') && element.Attribute(attribute.TrimEnd('!')) is null).Select(attribute => $"{name} lacks {attribute.TrimEnd('!')}"));
            problems.AddRange(element.Elements().Select(child => child.Name.LocalName).Where(child => !children.Split(' ').Contains(child, StringComparer.Ordinal)).Select(child => $"{name} may not hold {child}"));
            if (name is "testsuites" or "testsuite" && element.Attribute("time")?.Value is { } time && !SuiteTime().IsMatch(time))
            {
                problems.Add($"{name} has time {time}");
            }
        }

        return problems;
    }

    [GeneratedRegex(@"^[0-9]*(\.[0-9]{0,3})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SuiteTime();
}
