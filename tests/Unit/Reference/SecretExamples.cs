using S3Contract.Charms;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using static S3Contract.Tests.Unit.Reference.SecretStory;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>For each clause on secrets between two sides of version 1 a run that breaks it and a run that keeps it.</summary>
internal static class SecretExamples
{
    public static IEnumerable<ClauseExample> All => [.. Data(), .. Atomicity(), .. Live(), .. Others()];

    private static ClauseExample Provider(string id, Func<Story> breaks, Func<Story> keeps) => new(id, Roles.Provider, breaks, keeps);

    private static ClauseExample Requirer(string id, Func<Story> breaks, Func<Story> keeps) => new(id, Roles.Requirer, breaks, keeps);

    // How a provider answers, and how it does so as well as it can.
    private static ClauseExample Answering(string id, params string[] wrong) =>
        Provider(id, () => Issued().Hook("provider/0 changed 1", wrong), () => Answered().Quiet());

    private static IEnumerable<ClauseExample> Data()
    {
        yield return Answering("data.keys-only-in-secret", [.. Answer(), $"write {Pair1}"]);
        yield return Answering("data.secret-extra", "write secret-extra=nothing");
        yield return Answering("data.secret-extra", $"write secret-extra={Story.Uri("s9")}");
        yield return Answering("data.secret-owned-by-application", Answer(owner: "unit"));
        yield return Answering("data.secret-label", Answer(label: "-"));
        yield return Answering("data.nothing-stands-for-nothing", [.. Answer(), "write region=null"]) with
        {
            Keeps = () => Issued().Hook("provider/0 changed 1", [.. Answer(), "write region=eu"]),
        };
        yield return Provider(
            "data.secret-readable",
            () => Issued(requirers: 2).Hook("provider/0 changed 1", $"add-secret s1 application {Label} {Pair1}", "grant s1 requirer/0", $"write secret-extra={Story.Uri("s1")}").Quiet(),
            () => Issued(requirers: 2).Hook(
                "provider/0 changed 1", $"add-secret s1 application {Label} {Pair1}", "grant s1 requirer/0", "grant s1 requirer/1", $"write secret-extra={Story.Uri("s1")}").Quiet());
        yield return Provider(
            "data.secret-stays",
            () => Answered().Hook("provider/0 update-status", "revoke s1 requirer"),
            () => Answered().Hook("provider/0 action withdraw", "write secret-extra="));
        yield return Provider(
            "data.secret-stays",
            () => Answered().Hook("provider/0 update-status", "write secret-extra="),
            () => Answered().Part(1).Hook("provider/0 broken 1", "remove-secret s1"));
    }

    private static IEnumerable<ClauseExample> Atomicity()
    {
        yield return Provider(
            "atomicity.one-revision-one-pair",
            () => Answered().Rotate(Pair2, "set-secret s1 access-key=AK22 secret-key=SK11"),
            () => Answered().Rotate(Pair2, "set-secret s1 access-key=AK22 secret-key=SK11", $"set-secret s1 {Pair2}"));
        yield return Answering("atomicity.secret-holds-both-keys", Answer("access-key=AK11"));
        yield return Answering("atomicity.readable-when-shown", $"add-secret s1 application {Label} {Pair1}", $"write secret-extra={Story.Uri("s1")}");
    }

    private static IEnumerable<ClauseExample> Live()
    {
        yield return Requirer(
            "live.secrets-asked",
            () => Silent().Hook("requirer/0 update-status").Quiet(),
            () => Silent().Quiet().Hook("requirer/0 update-status", "write version=1").Quiet());
        yield return Requirer("live.secrets-asked-at-once", () => Silent().Quiet(), () => Open().Quiet());
        yield return Requirer(
            "live.secrets-asked-after-leader-change",
            () => Silent(2).Elect("requirer/1").Quiet(),
            () => Silent(2).Elect("requirer/1").Hook("requirer/1 leader-elected", "write version=1").Quiet());
        yield return Provider(
            "live.secret-shown",
            () => Issued().Hook("provider/0 update-status").Quiet(),
            () => Issued().Quiet().Hook("provider/0 update-status", Answer()).Quiet());
        yield return Provider("live.secret-shown-at-once", () => Issued().Quiet(), () => Answered().Quiet());
        yield return Provider(
            "live.secret-shown-after-leader-change",
            () => Open(providers: 2).Elect("provider/1").Issue(Pair1).Queue("provider/1", "issue", Pair1).Hook("provider/1 action issue").Quiet(),
            () => Open(providers: 2).Elect("provider/1").Issue(Pair1).Queue("provider/1", "issue", Pair1)
                .Hook("provider/1 action issue", Granted()).Quiet());
        yield return Provider(
            "live.latest-revision",
            () => Answered().Rotate(Pair2).Hook("provider/0 update-status").Quiet(),
            () => Answered().Rotate(Pair2, $"set-secret s1 {Pair2}").Quiet());
        yield return Requirer(
            "live.latest-revision",
            () => Answered().Hook("requirer/0 changed 1", $"read-secret s1 {Pair1}").Rotate(Pair2, $"set-secret s1 {Pair2}")
                .Hook("requirer/0 secret-changed s1", $"read-secret s1 {Pair1}").Hook("requirer/0 update-status").Quiet(),
            () => Answered(requirers: 2).Hook("requirer/1 changed 1", $"read-secret s1 {Pair1}").Quiet());
        yield return Provider(
            "live.latest-revision-after-leader-change",
            () => Answered(providers: 2).Issue(Pair2).Config("provider", Pair2).Elect("provider/1").Hook("provider/1 config-changed").Quiet(),
            () => Answered(providers: 2).Issue(Pair2).Config("provider", Pair2).Elect("provider/1").Hook("provider/1 config-changed", $"set-secret s1 {Pair2}").Quiet());
        yield return Requirer(
            "live.rotation-reaches-every-unit",
            () => Rotated(2).Hook("requirer/0 secret-changed s1", $"read-secret s1 {Pair2}").Hook("requirer/1 secret-changed s1", $"read-secret s1 {Pair1}").Quiet(),
            () => Rotated(2).Hook("requirer/0 secret-changed s1", $"read-secret s1 {Pair2}").Hook("requirer/1 secret-changed s1", $"read-secret s1 {Pair2}").Quiet());
        yield return Requirer(
            "live.secret-withdrawn-seen",
            () => Withdrawn().Hook("requirer/0 changed 1").Hook("requirer/0 update-status").Quiet(),
            () => Withdrawn().Hook("requirer/0 changed 1", "read").Quiet());
        yield return Provider(
            "live.secret-after-retry",
            () => Issued().Hook("provider/0 changed 1", "kill").Hook("provider/0 changed 1").Hook("provider/0 update-status").Quiet(),
            () => Issued().Hook("provider/0 changed 1", "kill").Hook("provider/0 changed 1", Answer()).Quiet());
        yield return Requirer(
            "live.secret-after-scaling",
            () => Silent().Model(new UnitAdded(new UnitName("provider", 1))).Hook("requirer/0 update-status").Quiet(),
            () => Open().Model(new UnitAdded(new UnitName("provider", 1))).Quiet());
        yield return Provider(
            "live.secret-after-relating-again",
            () => Again().Hook("provider/0 changed 2").Hook("provider/0 update-status").Quiet(),
            () => Again().Hook("provider/0 changed 2", $"add-secret s2 application s3.2.extra.secret {Pair1}", "grant s2 requirer", $"write secret-extra={Story.Uri("s2")}").Quiet());
    }

    private static IEnumerable<ClauseExample> Others()
    {
        yield return Provider(
            "calm.no-needless-revision",
            () => Answered().Hook("provider/0 changed 1", $"set-secret s1 {Pair1}"),
            () => Answered().Rotate(Pair2, $"set-secret s1 {Pair2}"));
        yield return Provider(
            "isolation.own-secret",
            () => Answered().Second().Hook("provider/0 changed 2", "grant s1 requirer-b", $"write secret-extra={Story.Uri("s1")}"),
            () => Answered().Second().Hook("provider/0 changed 2", SecondAnswer()));
        yield return Provider(
            "isolation.secret-for-its-relation-alone",
            () => Answered().Second().Hook("provider/0 changed 2", "grant s1 requirer-b"),
            () => Answered().Second().Hook("provider/0 changed 2", SecondAnswer()));
        yield return Provider(
            "isolation.each-relations-secret",
            () => Answered().Second().Hook("provider/0 update-status").Quiet(),
            () => Answered().Second().Hook("provider/0 changed 2", SecondAnswer()).Quiet());
        yield return Requirer(
            "secrecy.no-databag",
            () => Long().Hook("requirer/0 changed 1", "read-secret s1 access-key=ACCESS99", "write-unit data=AK11SK11AK11"),
            () => Long().Hook("requirer/0 changed 1", "read-secret s1 access-key=ACCESS99", "write-unit data=seen"));
        yield return Provider(
            "secrecy.peer-databag",
            () => Long().Model(new RelationAdded(9, "peers", "provider", "peers", "provider", "peers")).Hook("provider/0 update-status", "write 9 kept=AK11SK11AK11"),
            () => Long().Model(new RelationAdded(9, "peers", "provider", "peers", "provider", "peers")).Hook("provider/0 update-status", $"write 9 kept={Story.Uri("s1")}"));
        yield return Provider(
            "leftovers.secret-removed",
            () => Answered().Part(1).Hook("provider/0 broken 1").Model(new RelationGone(1)).Quiet(),
            () => Answered().Part(1).Hook("provider/0 broken 1", "remove-secret s1").Model(new RelationGone(1)).Quiet());
        yield return Provider(
            "leftovers.replaced-secret-removed",
            () => Replaced().Hook("provider/0 update-status").Quiet(),
            () => Replaced().Hook("provider/0 update-status", "remove-secret s1").Quiet());
    }

    private static Story Silent(int requirers = 1) => new Story().Pinned(ContractVersion.V1, ContractVersion.V1).Deploy("provider").Deploy("requirer", requirers).Relate(1).Hook("provider/0 created 1", "write version=1");

    private static string[] SecondAnswer() =>
        [$"add-secret s2 application s3.2.extra.secret {Pair1}", "grant s2 requirer-b", $"write secret-extra={Story.Uri("s2")}"];

    // In a hook of no relation it is said which relation is meant.
    private static string[] Granted() => [$"add-secret s1 application {Label} {Pair1}", "grant s1 requirer 1", $"write 1 secret-extra={Story.Uri("s1")}"];

    private static Story Rotated(int requirers)
    {
        Story story = Answered(requirers: requirers);
        for (int i = 0; i < requirers; i++)
        {
            story.Hook($"requirer/{i} changed 1", $"read-secret s1 {Pair1}");
        }

        return story.Rotate(Pair2, $"set-secret s1 {Pair2}");
    }

    private static Story Withdrawn() => Answered().Hook("requirer/0 changed 1", $"read-secret s1 {Pair1}").Hook("provider/0 action withdraw", "write 1 secret-extra=");

    private static Story Again() => Answered().Part(1).Hook("provider/0 broken 1", "remove-secret s1").Model(new RelationGone(1)).Relate(2)
        .Hook("provider/0 created 2", "write version=1").Hook("requirer/0 joined 2", $"write version=1 {Asks}");

    private static Story Replaced() => Answered().Rotate(Pair2, $"add-secret s2 application s3.1.second {Pair2}", "grant s2 requirer", $"write 1 secret-extra={Story.Uri("s2")}");

    // Keys that are long enough to be looked for.
    private static Story Long() => Open().Hook("provider/0 changed 1", Answer("access-key=ACCESS99 secret-key=AK11SK11AK11"));
}
