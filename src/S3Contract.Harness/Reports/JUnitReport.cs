using System.Globalization;
using System.Text;
using System.Xml;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports;

/// <summary>The report for CI systems: JUnit XML with a test case for each clause and each script, as Jenkins and the usual GitHub actions take it.</summary>
internal class JUnitReport : IReportWriter
{
    /// <inheritdoc/>
    public virtual string Format => "junit";

    /// <inheritdoc/>
    public virtual string About => "JUnit XML, for Jenkins and most others";

    /// <summary>Does each test case name its file? Jenkins' schema forbids it, GitLab wants it.</summary>
    private protected virtual bool CasesHaveFiles => false;

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            CloseOutput = false,
        });
        IReadOnlyList<ReportCase> cases = ReportCase.Of(report);
        string suite = $"s3contract.{Dotted(report.Subject.Name)}.{Dotted(report.Subject.Role)}";
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        Attribute(xml, "name", "s3contract");
        Totals(xml, report, cases);
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", suite);
        Totals(xml, report, cases);
        Attribute(xml, "skipped", Number(cases.Count(one => one.Kind == CaseKind.Skipped)));
        if (report.Subject.Place is { } place)
        {
            Attribute(xml, "file", place.File);
        }

        Properties(xml, report);
        foreach (ReportCase one in cases)
        {
            TestCase(xml, suite, one);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    // A dot separates packages in every viewer; a name must not bring its own.
    private static string Dotted(string name) => name.Replace(", ", "+", StringComparison.Ordinal).Replace('.', '_');

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Harmless.Line(value));

    private static void Totals(XmlWriter xml, CheckReport report, IReadOnlyList<ReportCase> cases)
    {
        Attribute(xml, "tests", Number(cases.Count));
        Attribute(xml, "failures", Number(cases.Count(one => one.Kind == CaseKind.Failure)));
        Attribute(xml, "errors", Number(cases.Count(one => one.Kind == CaseKind.Error)));
        if (report.Timing is { } timing)
        {
            Attribute(xml, "time", Seconds(timing.Duration));
        }
    }

    private static void Properties(XmlWriter xml, CheckReport report)
    {
        xml.WriteStartElement("properties");
        Property("tool", $"{report.Tool.Name} {report.Tool.Version}");
        Property("subject", report.Subject.Name);
        Property("role", report.Subject.Role);
        Property("endpoint", report.Subject.Endpoint);
        Property("host", report.Subject.Host);
        Property("interface", report.Subject.Interface);
        Property("level", report.Level);
        Property("seed", report.Seed.ToString(CultureInfo.InvariantCulture));
        Property("verdict", VerdictName.Of(report.Verdict));
        Property("interrupted", report.Interrupted ? "true" : "false");
        Property("partial", report.Partial ?? "");
        Property("scripts", Number(report.Counts.Scripts));
        Property("hooks", Number(report.Counts.Hooks));
        Property("hook-commands", Number(report.Counts.HookCommands));
        foreach (string declared in report.NotSimulated)
        {
            Property("not-simulated", declared);
        }

        foreach (string taken in report.TakenAs)
        {
            Property("taken-as", taken);
        }

        foreach (string started in report.HookStarts)
        {
            Property("hook-starts", started);
        }

        foreach (LackFound lack in report.Lacks)
        {
            Property("lacks", lack.Sentence);
        }

        xml.WriteEndElement();

        void Property(string name, string value)
        {
            xml.WriteStartElement("property");
            Attribute(xml, "name", name);
            Attribute(xml, "value", value);
            xml.WriteEndElement();
        }
    }

    private void TestCase(XmlWriter xml, string suite, ReportCase one)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", $"{suite}.{Dotted(one.Group)}");
        Attribute(xml, "name", one.Name);
        if (CasesHaveFiles && one.Place is { } place)
        {
            Attribute(xml, "file", place.File);
        }

        if (one.Duration is { } duration)
        {
            Attribute(xml, "time", Seconds(duration));
        }

        if (one.Kind != CaseKind.Passed)
        {
            xml.WriteStartElement(one.Kind.ToString().ToLowerInvariant());
            Attribute(xml, "message", one.Message);
            if (one.Kind != CaseKind.Skipped)
            {
                Attribute(xml, "type", one.Name);
                xml.WriteString(Harmless.Text(one.Details));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}

/// <summary>The same for GitLab, which shows each test case beside its file.</summary>
internal sealed class JUnitGitLabReport : JUnitReport
{
    /// <inheritdoc/>
    public override string Format => "junit-gitlab";

    /// <inheritdoc/>
    public override string About => "JUnit XML, for GitLab";

    /// <inheritdoc/>
    private protected override bool CasesHaveFiles => true;
}
