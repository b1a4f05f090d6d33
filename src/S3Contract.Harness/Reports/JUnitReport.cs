using System.Globalization;
using System.Text;
using System.Xml;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports;

/// <summary>The report for CI systems: JUnit XML with a test case for each clause and each script of the charm's author, in the subset that
/// GitLab, Jenkins and the usual GitHub actions read alike.</summary>
public sealed class JUnitReport : IReportWriter
{
    /// <inheritdoc/>
    public string Format => "junit";

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
        JUnitCase[] cases = [.. JUnitCase.Of(report)];
        string suite = $"s3contract.{Dotted(report.Subject.Name)}.{Dotted(report.Subject.Role)}";
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "s3contract");
        Totals(xml, cases);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", suite);
        Totals(xml, cases);
        Properties(xml, report);
        foreach (JUnitCase one in cases)
        {
            TestCase(xml, report, suite, one);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // A dot separates packages in every viewer; a name must not bring its own.
    private static string Dotted(string name) => XmlCharacters.Of(name).Replace(", ", "+", StringComparison.Ordinal).Replace('.', '_');

    private static void Totals(XmlWriter xml, JUnitCase[] cases)
    {
        int Of(JUnitKind kind) => cases.Count(one => one.Kind == kind);
        xml.WriteAttributeString("tests", Number(cases.Length));
        xml.WriteAttributeString("failures", Number(Of(JUnitKind.Failure)));
        xml.WriteAttributeString("errors", Number(Of(JUnitKind.Error)));
        xml.WriteAttributeString("skipped", Number(Of(JUnitKind.Skipped)));

        // Readers want a time; one that is measured would make every file different.
        xml.WriteAttributeString("time", "0");
    }

    private static void Properties(XmlWriter xml, CheckReport report)
    {
        xml.WriteStartElement("properties");
        Property("tool", $"{report.Tool.Name} {report.Tool.Version}");
        Property("subject", report.Subject.Name);
        Property("role", report.Subject.Role);
        Property("endpoint", report.Subject.Endpoint);
        Property("host", report.Subject.Host);
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

        foreach (LackFound lack in report.Lacks)
        {
            Property("lacks", lack.Sentence);
        }

        xml.WriteEndElement();

        void Property(string name, string value)
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("value", XmlCharacters.Of(value));
            xml.WriteEndElement();
        }
    }

    private static void TestCase(XmlWriter xml, CheckReport report, string suite, JUnitCase one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"{suite}.{Dotted(one.Group)}");
        xml.WriteAttributeString("name", XmlCharacters.Of(one.Name));
        if (report.Subject.File is { } file)
        {
            xml.WriteAttributeString("file", XmlCharacters.Of(file));
        }

        xml.WriteAttributeString("time", "0");
        if (one.Kind != JUnitKind.Passed)
        {
            xml.WriteStartElement(one.Kind.ToString().ToLowerInvariant());
            xml.WriteAttributeString("message", XmlCharacters.Of(one.Message));
            if (one.Kind != JUnitKind.Skipped)
            {
                xml.WriteAttributeString("type", XmlCharacters.Of(one.Name));
                xml.WriteString(XmlCharacters.Of(one.Details));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
