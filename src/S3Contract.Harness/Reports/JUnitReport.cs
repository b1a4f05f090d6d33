using System.Globalization;
using System.Text;
using System.Xml;
using S3Contract.Harness.Conformance;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Failures;

namespace S3Contract.Harness.Reports;

/// <summary>The report for CI systems: JUnit XML with a test case for each clause, in the subset that GitLab, Jenkins and the usual GitHub
/// actions read alike. A clause whose level does not count, or that is inconclusive or waived, is a skipped test that says why.</summary>
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
        string suite = $"s3contract.{Dotted(report.Subject.Name)}.{Dotted(report.Subject.Role)}";
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "s3contract");
        Totals(xml, report);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", suite);
        Totals(xml, report);
        Properties(xml, report);
        foreach (ClauseResult clause in report.Clauses)
        {
            TestCase(xml, report, suite, clause);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static bool IsFailure(ClauseResult clause) => clause is { Verdict: Verdict.Fail, Counts: true };

    private static bool IsSkipped(ClauseResult clause) => clause.Verdict != Verdict.Pass && !IsFailure(clause);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // A dot separates packages in every viewer; a name must not bring its own.
    private static string Dotted(string name) => XmlText.Of(name).Replace(", ", "+", StringComparison.Ordinal).Replace('.', '_');

    private static void Totals(XmlWriter xml, CheckReport report)
    {
        xml.WriteAttributeString("tests", Number(report.Clauses.Count));
        xml.WriteAttributeString("failures", Number(report.Clauses.Count(IsFailure)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", Number(report.Clauses.Count(IsSkipped)));

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
            xml.WriteAttributeString("value", XmlText.Of(value));
            xml.WriteEndElement();
        }
    }

    private static void TestCase(XmlWriter xml, CheckReport report, string suite, ClauseResult clause)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"{suite}.{Dotted(clause.Family)}");
        xml.WriteAttributeString("name", XmlText.Of(clause.Id));
        if (report.Subject.File is { } file)
        {
            xml.WriteAttributeString("file", XmlText.Of(file));
        }

        xml.WriteAttributeString("time", "0");
        if (IsFailure(clause))
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", XmlText.Of(FirstMessage(clause)));
            xml.WriteAttributeString("type", XmlText.Of(clause.Id));
            xml.WriteString(XmlText.Of(Details(clause)));
            xml.WriteEndElement();
        }
        else if (IsSkipped(clause))
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", XmlText.Of(WhySkipped(report, clause)));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // What is wrong, and what the charm said of it.
    private static string FirstMessage(ClauseResult clause) => Cause.Of([clause], []) switch
    {
        [{ First: { Behind.LastWords: [.., var last] } first }, ..] => $"{first.Message}: {last.Trim()}",
        [{ First: var first }, ..] => first.Message,
        _ => clause.Text,
    };

    private static string WhySkipped(CheckReport report, ClauseResult clause) => clause.Verdict == Verdict.Fail
        ? $"failed, but level {clause.Level} does not count at --level {report.Level}: {FirstMessage(clause)}"
        : $"{VerdictName.Of(clause.Verdict)}: {clause.Reason}";

    private static string Details(ClauseResult clause)
    {
        var text = new StringBuilder().Append(clause.Id).Append(" (").Append(clause.Level).Append("): ").Append(clause.Text).Append('\n');
        foreach (Cause cause in Cause.Of([clause], []))
        {
            text.Append('\n');
            foreach (TextLine line in CauseText.Of(cause, violation => violation.Replay is { } replay ? "s3contract " + replay : null, sentences: false))
            {
                text.Append(line.Text).Append('\n');
            }
        }

        return text.ToString();
    }
}
