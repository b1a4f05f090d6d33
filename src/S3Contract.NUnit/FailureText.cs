using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Failures;
using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Traces;

namespace S3Contract.NUnit;

/// <summary>The message of a test that failed: what the command line shows, and how to run the test again. Holds no secret.</summary>
/// <param name="scripts">What was run.</param>
/// <param name="again">The command that runs the test of a script again.</param>
internal sealed class FailureText(CheckedScripts scripts, Func<string, string> again)
{
    /// <summary>About a clause that was broken.</summary>
    public string Of(ClauseResult clause)
    {
        List<TextLine> text = [ViolationText.Sentence(clause)];
        IReadOnlyList<Cause> causes = Cause.Of([clause], []);
        text.AddRange(causes.SelectMany(cause => CauseText.Of(cause, Again, sentences: false)).Select(line => line.In(2)));
        if (causes is [{ First: var first }, ..] && scripts.Runs[first.Script].FirstOrDefault() is { } run)
        {
            text.Add(new TextLine(""));
            text.AddRange(ScriptExcerpt.Of(run.Script, RunSecrets.Of(run), line => line.Number == first.Line && string.Equals(line.File, first.File, StringComparison.Ordinal)));
        }

        return Text(text);
    }

    /// <summary>About a script that did not go as it says.</summary>
    /// <param name="name">The script.</param>
    /// <param name="reasons">Why it failed, in one line.</param>
    public string Of(string name, string reasons)
    {
        List<TextLine> text = [.. reasons.Split('\n').Select(reason => new TextLine(reason))];
        foreach (ScriptRun run in scripts.Runs[name])
        {
            Redaction secrets = RunSecrets.Of(run);
            text.AddRange(new RunFailure(run, secrets.Mask(run.Trace), secrets, scripts.BrokenIn(name)) { Again = Again }.Lines());
        }

        text.Add(new TextLine("  again: " + again(name)));
        return Text(text);
    }

    private string Again(FoundViolation violation) => "again: " + (violation.Replay is { } command ? $"s3contract {command}" : again(violation.Script));

    private static string Text(IEnumerable<TextLine> lines) => string.Join('\n', lines.Select(line => line.Text));
}
