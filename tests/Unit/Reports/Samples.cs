using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Tests.Unit.Reports;

/// <summary>A report with everything in it.</summary>
internal static class Samples
{
    public static CheckReport Report { get; } = new(
        new ToolName("s3contract", "1.2.3"),
        new CheckSubject("my-charm", "provider", "s3-credentials", "process") { File = "charms/my-charm/charmcraft.yaml" },
        "core",
        42,
        [
            new ClauseResult("write.leader-only", "write", "core", "Only the leader writes.", Verdict.Fail, null, 9,
            [
                new FoundViolation("provider/1 wrote <bucket> & \u001b[1m", 17, "rotation/pair")
                {
                    Line = 4,
                    LineText = "issue provider access-key=‹secret-1›",
                    Where = "provider/1 s3-credentials-relation-changed",
                    Replay = "run course:rotation/pair --provider my-charm",
                },
            ]),
            new ClauseResult("data.bucket", "data", "core", "A bucket is there.", Verdict.Pass, null, 3, []),
            new ClauseResult("events.once", "events", "core", "Once.", Verdict.Inconclusive, "the charm shows no events", 0, []),
            new ClauseResult("data.region", "data", "core", "A region.", Verdict.Waived, "we have none", 2, []),
            new ClauseResult("data.diff", "data", "library", "A diff.", Verdict.Fail, null, 1, [new FoundViolation("no diff", 1, "answer/first")]) { Counts = false },
        ],
        [
            new ScenarioResult("answer/first", Verdict.Pass),
            new ScenarioResult("rotation/pair", Verdict.Fail) { Reason = "write.leader-only" },
        ],
        new CheckCounts(2, 31, 415));
}
