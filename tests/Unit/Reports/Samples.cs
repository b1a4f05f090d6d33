using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Tests.Unit.Reports;

/// <summary>A report with everything in it.</summary>
internal static class Samples
{
    public static CheckReport Report { get; } = new(
        new ToolName("s3contract", "1.2.3"),
        new CheckSubject("my-charm", "provider", "s3-credentials", "process") { Place = new SourcePlace("charms/my-charm/charmcraft.yaml", 7) },
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

    /// <summary>The same, and all that a check can add: own scripts, a failed hook, times, what is lacking.</summary>
    public static CheckReport Full { get; } = Report with
    {
        Clauses =
        [
            .. Report.Clauses.Select(clause => clause with { Source = "the description of the interface" }),
            new ClauseResult("tolerance.ordinary-hook", "tolerance", "core", "No hook fails.", Verdict.Fail, null, 4,
            [
                new FoundViolation("the hook failed", 12, "mine/first")
                {
                    Line = 9,
                    LineText = "settle",
                    Where = "provider/0 s3-credentials-relation-joined",
                    Behind = new FailedHook(12, "provider/0", "s3-credentials-relation-joined", "relation-joined", "exit status 1", ["Traceback", "KeyError: 'region'"]),
                    Replay = "run contract/first.s3c --provider my-charm",
                    Place = new SourcePlace("charms/my-charm/contract/first.s3c", 9),
                    Leaders = ["the leader of provider changed at step 3, from provider/0 to provider/1"],
                    Said = "it said ‹secret-1›",
                    ScriptText = "deploy provider\nsettle\n",
                },
            ]) { Source = "Juju" },
        ],
        Scenarios =
        [
            .. Report.Scenarios.Select(script => script with { Duration = TimeSpan.FromMilliseconds(1250), Covers = ["data.bucket"], Replay = "run course:" + script.Name }),
            new ScenarioResult("answer/odd", Verdict.Inconclusive) { Warns = true, Reason = "line 3: it did not come" },
            new ScenarioResult("mine/first", Verdict.Fail)
            {
                IsOwn = true,
                Reason = "line 10: not met",
                Place = new SourcePlace("charms/my-charm/contract/first.s3c", 0),
                Missed = [new TextLine("- expected", Tone.Expected), new TextLine("+ observed", Tone.Observed)],
            },
        ],
        Campaigns = [new CampaignSummary("provider", "s3-credentials", 42, 20, 1, 700, 40, ["gone"], ["a", "b"], ["b"]) { Enabled = [new("settle", 7)], OutOfTime = true, Notices = ["a notice"] }],
        Explorations = [new ExplorationSummary("provider", "pair", 3, 100, 40, true)],
        Lacks = [new LackFound("secrets", 2, "secret-add", "provider/0 install", "answer/first")],
        NotSimulated = ["containers (minio)"],
        TakenAs = ["charm my-charm is taken as a provider that makes its own keys"],
        Interrupted = true,
        Partial = "ended by an error",
        Error = "IOException: no room",
        Unproven = "nothing was proved",
        Timing = new CheckTiming(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), TimeSpan.FromSeconds(12.5)),
    };
}
