using S3Contract.Charms;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Reports;

/// <summary>The report with everything in it, and a run behind its first violation.</summary>
internal static class PageSamples
{
    private static readonly UnitName s_provider = new("provider", 0);

    public static CheckReport Report { get; } = With(Run("it said so"));

    /// <summary>A run in which a provider answers, one requirer unit reads the answer, and another is told of it.</summary>
    public static BrokenRun Run(string said) => new(
        [
            new ShownLine(1, null, "# Two units of a requirer."), new ShownLine(2, null, "deploy provider"),
            new ShownLine(3, null, "integrate provider requirer"), new ShownLine(4, null, "issue provider access-key=‹secret-1› " + said),
        ],
        [
            new ModelStep(0, new ApplicationDeployed("provider", said)) { Line = 2 },
            new ModelStep(1, new UnitAdded(s_provider)) { Line = 2 },
            new ModelStep(2, new ApplicationDeployed("requirer", "my-charm")) { Line = 2 },
            new ModelStep(3, new LeaderMoved("provider", null, s_provider)) { Line = 2 },
            new ModelStep(4, new RelationAdded(1, "s3", "provider", "s3", "requirer", "s3")) { Line = 3 },
            new HookStep(5, s_provider, new Hook(HookKind.RelationChanged) { Endpoint = "s3", Relation = 1, RemoteApplication = "requirer" })
            {
                Line = 4,
                Leader = true,
                Entries =
                [
                    new DatabagRead(1, "requirer", Databag.From([new("bucket", said)])),
                    new Logged(LogLevel.Info, said), new EventEmitted("credentials-requested", 1, Databag.Empty),
                    new Refusal("relation-set -r s3:1 --app", said),
                ],
                Commits = [new DatabagCommit(1, true, Databag.Empty, Databag.From([new("access-key", "‹secret-1›"), new("bucket", said)]))],
                Stderr = "Traceback\n" + said,
                Stdout = said,
            },
            new HookStep(6, new UnitName("requirer", 0), Changed) { Entries = [new DatabagRead(1, "provider", Databag.Empty)] },
            new HookStep(7, new UnitName("requirer", 1), Changed) { Outcome = HookOutcome.Failed, Failure = said },
            new ModelStep(8, new ModelQuiet()),
        ]);

    /// <summary>The report with a text wherever somebody else has the word.</summary>
    public static CheckReport Saying(string said)
    {
        CheckReport report = With(Run(said));
        FoundViolation first = report.Clauses[0].Violations[0] with
        {
            Message = said,
            LineText = said,
            Where = said,
            Said = said,
            Leaders = [said],
            Behind = new FailedHook(5, "provider/0", said, said, said, [said, said]),
        };
        return report with
        {
            Subject = report.Subject with { Name = said, Endpoint = said },
            Partial = said,
            Error = said,
            NotSimulated = [said],
            TakenAs = [said],
            Clauses =
            [
                report.Clauses[0] with { Violations = [first, first with { Message = said + "!" }] },
                report.Clauses[2] with { Reason = said },
                new ClauseResult("own.clause", "own", "core", said, Verdict.Waived, said, 1, []) { Source = said },
            ],
            Scenarios = [new ScenarioResult(said, Verdict.Fail) { IsOwn = true, Reason = said, Missed = [new TextLine(said)], Run = Run(said), Replay = said }],
            History = new ReportHistory(said, [new ClauseTurn("own.clause", "pass", "fail")], [], [], [said], [said]),
        };
    }

    private static Hook Changed => new(HookKind.RelationChanged) { Endpoint = "s3", Relation = 1, RemoteApplication = "provider" };

    private static CheckReport With(BrokenRun run)
    {
        ClauseResult first = Samples.Report.Clauses[0];
        return Samples.Report with
        {
            UntakenTransitions = [],
            Clauses =
            [
                first with { Source = "Interface description v0", Violations = [first.Violations[0] with { Step = 5, Run = run }] },
                .. Samples.Report.Clauses.Skip(1),
            ],
        };
    }
}
