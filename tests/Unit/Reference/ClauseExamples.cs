using S3Contract.Charms;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>For each clause a run that breaks it and a run that keeps it, as short as they get.</summary>
internal static class ClauseExamples
{
    public static IEnumerable<ClauseExample> All => [.. Write(), .. Data(), .. Events(), .. Atomicity(), .. Live(), .. Others(), .. ShownFieldExamples.All, .. IsolationExamples.All, .. UseExamples.All, .. SecretExamples.All, .. SpokenExamples.All];

    private static Story Related(int providers = 1, int requirers = 1) =>
        new Story().Deploy("provider", providers).Deploy("requirer", requirers).Relate(1);

    private static Story Answer(string fields) => Story.Asked().Hook("provider/0 changed 1", $"write {fields}");

    private static ClauseExample Provider(string id, Func<Story> breaks, Func<Story> keeps) => new(id, Roles.Provider, breaks, keeps);

    private static ClauseExample Requirer(string id, Func<Story> breaks, Func<Story> keeps) => new(id, Roles.Requirer, breaks, keeps);

    private static ClauseExample Field(string id, string bad, string good) => Provider(
        id,
        () => Answer($"bucket=b access-key=AK11 secret-key=SK11 {bad}"),
        () => Answer($"bucket=b access-key=AK11 secret-key=SK11 {good}"));

    private static IEnumerable<ClauseExample> Write()
    {
        yield return Provider(
            "write.leader-only",
            () => Related(providers: 2).Hook("provider/1 changed 1", "write region=eu"),
            () => Related(providers: 2).Hook("provider/0 changed 1", "write region=eu"));
        yield return Requirer(
            "write.leader-only",
            () => Related(requirers: 2).Hook("requirer/1 joined 1", "refused-write", "fail"),
            () => Related(requirers: 2).Hook("requirer/0 joined 1", "leader yes", "write bucket=b"));
        yield return Requirer(
            "write.no-attempt",
            () => Related(requirers: 2).Hook("requirer/1 joined 1", "leader no", "refused-write"),
            () => Related(requirers: 2).Hook("requirer/1 joined 1", "leader no"));
        yield return Provider(
            "write.no-attempt",
            () => Related(providers: 2).Hook("provider/1 changed 1", "refused-read", "fail"),
            () => Related(providers: 2).Hook("provider/1 changed 1", "refused-read"));
        yield return Provider(
            "write.own-side",
            () => Related().Deploy("requirer-b").Deploy("provider-b").Relate(2, "provider-b", "requirer-b")
                .Hook("provider/0 changed 1", "write 2 region=eu"),
            () => Related().Hook("provider/0 changed 1", "write region=eu"));
        yield return Provider(
            "write.nothing-after-broken",
            () => Story.Answered().Part(1).Hook("provider/0 broken 1", "write region=eu"),
            () => Story.Answered().Part(1).Hook("provider/0 broken 1", "write bucket= access-key= secret-key="));
        yield return Requirer(
            "write.nothing-after-broken",
            () => Story.Answered().Part(1).Hook("requirer/0 broken 1").Hook("requirer/0 update-status", "refused-write"),
            () => Story.Answered().Part(1).Hook("requirer/0 broken 1"));
        yield return Provider(
            "write.setter-no-op",
            () => Related(providers: 2).Hook("provider/1 action set", "fail"),
            () => Related(providers: 2).Hook("provider/1 action set", "action-fail"));
        yield return Requirer(
            "write.setter-no-op",
            () => Related(requirers: 2).Hook("requirer/1 action ask", "refused-write", "fail"),
            () => Related(requirers: 2).Hook("requirer/1 action ask", "action-fail"));
        yield return Requirer(
            "write.application-databag",
            () => Related().Hook("requirer/0 joined 1", "write-unit bucket=b"),
            () => Related().Hook("requirer/0 joined 1", "write bucket=b", "write-unit ready=yes"));
    }

    private static IEnumerable<ClauseExample> Data()
    {
        yield return Provider(
            "data.mandatory-fields",
            () => Answer("access-key=AK11 secret-key=SK11"),
            () => Answer("bucket=b access-key=AK11 secret-key=SK11"));
        yield return Provider(
            "data.mandatory-fields",
            () => Answer("bucket=b access-key=AK11").Quiet(),
            () => Answer("region=eu").Hook("provider/0 update-status", "write bucket=b access-key=AK11 secret-key=SK11").Quiet());
        yield return Field("data.non-empty-fields", "secret-key=None", "region=eu");
        yield return Field("data.uri-style", "s3-uri-style=virtual", "s3-uri-style=host");
        yield return Field("data.api-version", "s3-api-version=v4", "s3-api-version=4");
        yield return Field("data.tls-ca-chain", "tls-ca-chain=['a']", "tls-ca-chain=[\"YQ==\"]");
        yield return Field("data.attributes", "attributes=a;b", "attributes=[\"a\",~\"b\"]");
        yield return Field("data.delete-older-than-days", "delete-older-than-days=0", "delete-older-than-days=30");
        yield return Field("data.endpoint-url", "endpoint=minio:9000", "endpoint=https://minio:9000/");
        yield return Field("data.unset-is-absent", "region=null", "region=eu");
        yield return Field("data.tls-ca-chain-entries", "tls-ca-chain=[\"no~base64!\"]", "tls-ca-chain=[\"YQ==\"]");
        yield return Requirer(
            "data.request-bucket",
            () => Related().Hook("requirer/0 joined 1", "write bucket=None"),
            () => Related().Hook("requirer/0 joined 1", "write bucket=b"));
        yield return Requirer(
            "data.request-bucket",
            () => Story.Asked().Hook("requirer/0 update-status", "write bucket="),
            () => Story.Asked().Part(1).Hook("requirer/0 broken 1", "write bucket="));
        yield return Requirer(
            "data.generated-bucket",
            () => Related().Hook("requirer/0 joined 1", "write bucket=relation-2"),
            () => Related().Hook("requirer/0 joined 1", "write bucket=relation-1"));
        yield return Provider(
            "data.stays-complete",
            () => Story.Answered().Elect("provider/0").Hook("provider/0 leader-elected", "write bucket= access-key= secret-key="),
            () => Story.Answered().Hook("provider/0 action withdraw", "write bucket= access-key= secret-key="));
    }

    private static IEnumerable<ClauseExample> Events()
    {
        yield return Provider(
            "events.requested-on-ask",
            () => Story.Asked().Hook("provider/0 changed 1"),
            () => Story.Asked().Hook("provider/0 changed 1", "event credentials-requested"));
        yield return Provider(
            "events.requested-once",
            () => Story.Asked(providers: 2).Hook("provider/0 changed 1", "event credentials-requested").Elect("provider/1")
                .Hook("provider/1 changed 1", "event credentials-requested"),
            () => Story.Asked().Hook("provider/0 changed 1", "event credentials-requested", "fail")
                .Hook("provider/0 changed 1", "event credentials-requested"));
        yield return Provider(
            "events.requested-once",
            () => Story.Asked().Hook("provider/0 changed 1", "event credentials-requested", "event credentials-requested"),
            () => Story.Asked().Hook("provider/0 changed 1", "event credentials-requested").Hook("provider/0 changed 1"));
        yield return Provider(
            "events.requested-leader-only",
            () => Story.Asked(providers: 2).Hook("provider/1 changed 1", "event credentials-requested"),
            () => Story.Asked(providers: 2).Hook("provider/0 changed 1", "event credentials-requested"));
        yield return Provider(
            "events.requested-only-when-asked",
            () => Related().Hook("provider/0 joined 1", "event credentials-requested"),
            () => Story.Asked().Hook("provider/0 changed 1", "event credentials-requested"));
        yield return Requirer(
            "events.changed-needs-both-keys",
            () => Answer("access-key=AK11").Hook("requirer/0 changed 1", "event credentials-changed"),
            () => Story.Answered().Hook("requirer/0 changed 1", "event credentials-changed"));
        yield return Requirer(
            "events.changed-on-every-unit",
            () => Story.Answered(requirers: 2).Hook("requirer/1 changed 1"),
            () => Story.Answered(requirers: 2).Hook("requirer/1 changed 1", "event credentials-changed"));
        yield return Requirer(
            "events.changed-on-every-change",
            () => Story.Answered().Hook("requirer/0 changed 1", "event credentials-changed").Hook("requirer/0 changed 1"),
            () => Story.Answered().Hook("requirer/0 changed 1", "event credentials-changed")
                .Hook("requirer/0 changed 1", "event credentials-changed"));
        yield return Requirer(
            "events.changed-once-per-change",
            () => Story.Answered().Hook("requirer/0 changed 1", "event credentials-changed", "event credentials-changed"),
            () => Story.Answered().Hook("requirer/0 changed 1", "event credentials-changed"));
        yield return Requirer(
            "events.gone-on-broken",
            () => Story.Answered().Part(1).Hook("requirer/0 broken 1"),
            () => Story.Answered().Part(1).Hook("requirer/0 broken 1", "event credentials-gone"));
        yield return Requirer(
            "events.gone-once",
            () => Story.Answered().Part(1).Hook("requirer/0 broken 1", "event credentials-gone", "event credentials-gone"),
            () => Story.Answered().Part(1).Hook("requirer/0 broken 1", "event credentials-gone", "kill")
                .Hook("requirer/0 broken 1", "event credentials-gone"));
        yield return Requirer(
            "events.gone-only-on-broken",
            () => Story.Answered().Part(1).Hook("requirer/0 departed 1", "event credentials-gone"),
            () => Story.Answered().Part(1).Hook("requirer/0 broken 1", "event credentials-gone"));
        yield return Requirer(
            "events.nothing-after-gone",
            () => Story.Answered().Part(1).Hook("requirer/0 broken 1", "event credentials-gone", "event credentials-changed"),
            () => Story.Answered().Part(1).Hook("requirer/0 broken 1", "event credentials-gone"));
    }

    private static IEnumerable<ClauseExample> Atomicity()
    {
        yield return Provider(
            "atomicity.pair-issued-together",
            () => Story.Answered().Rotate("access-key=AK22 secret-key=SK22", "write access-key=AK22"),
            () => Story.Answered().Rotate("access-key=AK22 secret-key=SK22", "write access-key=AK22", "write secret-key=SK22"));
        yield return Provider(
            "atomicity.no-partial-answer",
            () => Answer("bucket=b access-key=AK11"),
            () => Story.Asked().Hook("provider/0 changed 1", "write bucket=b", "write access-key=AK11", "write secret-key=SK11"));
    }

    private static IEnumerable<ClauseExample> Live()
    {
        yield return Requirer(
            "live.asked",
            () => Related().Hook("requirer/0 update-status").Quiet(),
            () => Related().Quiet().Hook("requirer/0 update-status", "write bucket=b").Quiet());
        yield return Requirer("live.asked-at-once", () => Related().Quiet(), () => Story.Asked().Quiet());
        yield return Requirer(
            "live.asked-after-leader-change",
            () => Related(requirers: 2).Elect("requirer/1").Quiet(),
            () => Related(requirers: 2).Elect("requirer/1").Hook("requirer/1 leader-elected", "write bucket=b").Quiet());
        yield return Requirer(
            "live.asked-unprompted",
            () => Related().Hook("requirer/0 created 1", "write requested-secrets=[]").Hook("requirer/0 update-status").Quiet(),
            () => Related().Hook("requirer/0 created 1", "write requested-secrets=[] bucket=b").Quiet());
        yield return Requirer(
            "live.withdrawn-seen",
            () => Withdrawn().Hook("requirer/0 changed 1").Hook("requirer/0 update-status").Quiet(),
            () => Withdrawn().Hook("requirer/0 changed 1", "read").Quiet());
        yield return Provider(
            "live.answered",
            () => Story.Asked().Rotate("access-key=AK11 secret-key=SK11").Hook("provider/0 update-status").Quiet(),
            () => Story.Asked().Rotate("access-key=AK11 secret-key=SK11").Quiet()
                .Hook("provider/0 update-status", "write bucket=b access-key=AK11 secret-key=SK11").Quiet());
        yield return Provider(
            "live.answered-at-once",
            () => Story.Asked().Rotate("access-key=AK11 secret-key=SK11").Quiet(),
            () => Story.Answered().Quiet());
        yield return Provider(
            "live.answered-after-leader-change",
            () => Story.Asked(providers: 2).Elect("provider/1").Issue("access-key=AK11 secret-key=SK11")
                .Queue("provider/1", "issue", "access-key=AK11 secret-key=SK11").Hook("provider/1 action issue").Quiet(),
            () => Story.Asked(providers: 2).Elect("provider/1").Issue("access-key=AK11 secret-key=SK11")
                .Queue("provider/1", "issue", "access-key=AK11 secret-key=SK11")
                .Hook("provider/1 action issue", "write bucket=b access-key=AK11 secret-key=SK11").Quiet());
        yield return Provider(
            "live.latest-credentials",
            () => Story.Answered().Rotate("access-key=AK22 secret-key=SK22").Hook("provider/0 update-status").Quiet(),
            () => Story.Answered().Rotate("access-key=AK22 secret-key=SK22", "write access-key=AK22 secret-key=SK22").Quiet());
        yield return Requirer(
            "live.latest-credentials",
            () => Story.Answered().Hook("requirer/0 changed 1", "read")
                .Rotate("access-key=AK22 secret-key=SK22", "write access-key=AK22 secret-key=SK22")
                .Hook("requirer/0 changed 1").Hook("requirer/0 update-status").Quiet(),
            () => Story.Answered(requirers: 2).Hook("requirer/1 changed 1", "event credentials-changed").Quiet());
        yield return Provider(
            "live.latest-after-leader-change",
            () => Story.Answered(providers: 2).Issue("access-key=AK22 secret-key=SK22").Config("provider", "access-key=AK22 secret-key=SK22")
                .Elect("provider/1").Hook("provider/1 config-changed").Quiet(),
            () => Story.Answered(providers: 2).Issue("access-key=AK22 secret-key=SK22").Config("provider", "access-key=AK22 secret-key=SK22")
                .Elect("provider/1").Hook("provider/1 config-changed", "write access-key=AK22 secret-key=SK22").Quiet());
        yield return Requirer(
            "live.every-unit",
            () => Story.Answered(requirers: 2).Hook("requirer/0 changed 1", "read").Hook("requirer/1 changed 1").Quiet(),
            () => Story.Answered(requirers: 2).Hook("requirer/0 changed 1", "read").Hook("requirer/1 changed 1", "read").Quiet());
        yield return Provider(
            "live.after-retry",
            () => Story.Asked().Rotate("access-key=AK11 secret-key=SK11").Hook("provider/0 changed 1", "kill")
                .Hook("provider/0 changed 1").Hook("provider/0 update-status").Quiet(),
            () => Story.Asked().Rotate("access-key=AK11 secret-key=SK11").Hook("provider/0 changed 1", "kill")
                .Hook("provider/0 changed 1", "write bucket=b access-key=AK11 secret-key=SK11").Quiet());
        yield return Requirer(
            "live.after-scaling",
            () => Related().Model(new UnitAdded(new UnitName("provider", 1))).Hook("requirer/0 update-status").Quiet(),
            () => Story.Asked().Model(new UnitAdded(new UnitName("provider", 1))).Quiet());
        yield return Requirer(
            "live.after-relating-again",
            () => Story.Asked().Part(1).Model(new RelationGone(1)).Relate(2).Hook("requirer/0 update-status").Quiet(),
            () => Story.Asked().Part(1).Model(new RelationGone(1)).Relate(2).Hook("requirer/0 joined 2", "write bucket=b").Quiet());
    }

    // Keys that a unit has seen, and that were taken back.
    private static Story Withdrawn() => Story.Answered().Hook("requirer/0 changed 1", "read")
        .Hook("provider/0 action withdraw", "write 1 access-key= secret-key=");

    private static IEnumerable<ClauseExample> Others()
    {
        yield return Tolerance("tolerance.empty-databag", Roles.Provider, () => Related(), "provider/0 joined 1");
        yield return Tolerance("tolerance.empty-databag", Roles.Requirer, () => Related(), "requirer/0 joined 1");
        yield return Tolerance("tolerance.half-filled", Roles.Requirer, () => Answer("access-key=AK11"), "requirer/0 changed 1");
        yield return Tolerance("tolerance.unknown-keys", Roles.Requirer, () => Answer("colour=blue"), "requirer/0 changed 1");
        yield return Tolerance(
            "tolerance.other-bucket", Roles.Requirer, () => Answer("bucket=c access-key=AK11 secret-key=SK11"), "requirer/0 changed 1");
        yield return Tolerance("tolerance.malformed-lists", Roles.Requirer, () => Answer("attributes=a;b"), "requirer/0 changed 1");
        yield return Tolerance("tolerance.broken-unanswered", Roles.Provider, () => Story.Asked().Part(1), "provider/0 broken 1");
        yield return Tolerance("tolerance.ordinary-hook", Roles.Requirer, () => Story.Answered(), "requirer/0 changed 1");
        yield return new(
            "tolerance.optional-fields", Roles.Requirer,
            () => Story.Answered().Hook("requirer/0 changed 1", "fail", "only-with without-region"),
            () => Story.Answered().Hook("requirer/0 changed 1"));
        yield return Requirer(
            "tolerance.ordinary-hook",
            () => Story.Answered().Hook("requirer/0 config-changed").Hook("requirer/0 update-status", "fail", "only-with"),
            () => Story.Answered().Hook("requirer/0 config-changed").Hook("requirer/0 update-status"));
        yield return Tolerance("tolerance.broken-bookkeeping", Roles.Provider, () => Answer("data=[1]"), "provider/0 changed 1");
        yield return Requirer(
            "calm.repeat-writes-nothing",
            () => Related().Hook("requirer/0 update-status", "write n=1").Hook("requirer/0 update-status", "write n=2"),
            () => Related().Hook("requirer/0 update-status", "write n=1").Hook("requirer/0 update-status"));
        yield return Requirer(
            "calm.repeat-writes-nothing",
            () => Related().Hook("requirer/0 update-status", "write data={}").Hook("requirer/0 update-status", "write data=[1]"),
            () => Related().Hook("requirer/0 update-status").Hook("requirer/0 update-status", "write data={}"));
        yield return Provider("calm.becomes-quiet", () => Restless(1), () => Related().Quiet());
        yield return Provider("calm.becomes-quiet", () => Restless(9), () => Related().Quiet());
        yield return Secrecy("secrecy.log", "log the key is AK11SK11AK11", "log the key is ****");
        yield return Secrecy("secrecy.status", "status AK11SK11AK11", "status ready");
        yield return Secrecy("secrecy.action-result", "result AK11SK11AK11", "result done");
        yield return Secrecy("secrecy.output", "print key: AK11SK11AK11", "print done");
        yield return Requirer(
            "secrecy.databag",
            () => Answer("bucket=b access-key=ACCESS99 secret-key=AK11SK11AK11").Hook("requirer/0 changed 1", "write data=AK11SK11AK11"),
            () => Answer("bucket=b access-key=ACCESS99 secret-key=AK11SK11AK11").Hook("requirer/0 changed 1", "write data=seen"));
    }

    private static ClauseExample Tolerance(string id, Roles role, Func<Story> given, string hook) =>
        new(id, role, () => given().Hook(hook, "fail"), () => given().Hook(hook));

    private static ClauseExample Secrecy(string id, string bad, string good)
    {
        static Story Known() => Answer("bucket=b access-key=ACCESS99 secret-key=AK11SK11AK11");
        return Provider(id, () => Known().Hook("provider/0 action show", bad), () => Known().Hook("provider/0 action show", good));
    }

    // Relation 9 is the provider's own with its peers.
    private static Story Restless(int relation)
    {
        Story story = Related().Model(new RelationAdded(9, "peers", "provider", "peers", "provider", "peers"));
        for (int i = 0; i < 30; i++)
        {
            story.Hook("provider/0 changed 1", $"write {relation} n={i}");
        }

        return story.Model(new ModelRestless(500));
    }
}
