using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>The check of a charm with a fault by the scripts of one folder. It takes long, is the same each time, and several tests look at it:
/// it runs once.</summary>
/// <param name="Run">What was printed.</param>
/// <param name="Report">The JSON report.</param>
/// <param name="Trace">The trace, a line for each step.</param>
internal sealed record FaultyCheck(CliRun Run, string Report, string Trace)
{
    private static readonly Lazy<FaultyCheck> s_answer = new(Check);

    /// <summary>The fixture <c>provider-partial-answer</c>, at level core, by the folder <c>answer</c> of the course.</summary>
    public static FaultyCheck Answer => s_answer.Value;

    private static FaultyCheck Check()
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            string report = Path.Combine(folder, "r.json");
            string trace = Path.Combine(folder, "t.jsonl");
            CliRun run = CliRun.Of(
                "check", ExampleCharms.Fixture("provider-partial-answer"), "--only", "answer", "--report", "json=" + report, "--trace", trace);
            return new FaultyCheck(run, File.ReadAllText(report), File.ReadAllText(trace));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
