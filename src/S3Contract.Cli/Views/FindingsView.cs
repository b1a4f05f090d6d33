using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Linting;

namespace S3Contract.Cli.Views;

/// <summary>Shows what <c>lint</c> or <c>fmt</c> found, and what that comes to.</summary>
internal sealed class FindingsView(Surroundings around, Screen screen, FindingsFormat format, ToolName tool)
{
    /// <summary>Shows findings.</summary>
    /// <param name="command">The command that looked.</param>
    /// <param name="files">How many files it looked at.</param>
    /// <param name="findings">What it found.</param>
    /// <param name="summary">What else it did, for people: <c>2 formatted</c>; empty for nothing.</param>
    public void Show(string command, int files, IReadOnlyList<FileFinding> findings, string summary = "")
    {
        if (format == FindingsFormat.Json)
        {
            around.Out.WriteLine(new FindingsDocument(FindingsDocument.Version, command, files, findings).Text());
            return;
        }

        if (format == FindingsFormat.Sarif)
        {
            around.Out.WriteLine(FileFinding.Sarif(tool, findings).Text());
            return;
        }

        foreach (FileFinding finding in findings)
        {
            screen.Line(
                (FormattableString.Invariant($"{Plain.Line(finding.File)}:{finding.Line}:{finding.Column}: "), "default"),
                ($"{finding.Severity} {finding.Rule}: ", finding.Is(LintSeverity.Error) ? "red bold" : finding.Is(LintSeverity.Warning) ? "yellow" : "grey"),
                (Plain.Line(finding.Message), "default"));
            foreach (string more in finding.More)
            {
                // The caret stands under its character.
                screen.Line((Plain.Line(more, trim: false), "grey"));
            }
        }

        int Of(LintSeverity severity) => findings.Count(finding => finding.Is(severity));
        screen.Line(
            $"{Count(files, "script", "scripts")}: {summary}{Count(Of(LintSeverity.Error), "error", "errors")}, {Count(Of(LintSeverity.Warning), "warning", "warnings")}, {Count(Of(LintSeverity.Advice), "piece of advice", "pieces of advice")}");
    }

    /// <summary>What findings come to.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="check">Does a warning make the command fail?</param>
    public static int ExitCodeOf(IReadOnlyList<FileFinding> findings, bool check) =>
        findings.Any(finding => finding.Is(LintSeverity.Error)) ? ExitCode.WrongInput
        : check && findings.Any(finding => finding.Is(LintSeverity.Warning)) ? ExitCode.ClauseFailed
        : ExitCode.Conforms;

    private static string Count(int count, string one, string many) => FormattableString.Invariant($"{count} {(count == 1 ? one : many)}");
}
