using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using static S3Contract.Tests.Unit.Reference.SecretStory;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>For each clause on what two sides say one of which speaks version 1, beside the secret itself, a run that breaks it and a run that keeps it.</summary>
internal static class SpokenExamples
{
    public static IEnumerable<ClauseExample> All => [.. Announced(), .. Events(), .. Upgrade(), .. Mixed()];

    private static ClauseExample Provider(string id, Func<Story> breaks, Func<Story> keeps) => new(id, Roles.Provider, breaks, keeps);

    private static ClauseExample Requirer(string id, Func<Story> breaks, Func<Story> keeps) => new(id, Roles.Requirer, breaks, keeps);

    private static Story Related() => new Story().Deploy("provider").Deploy("requirer").Relate(1);

    private static Story Speaking() => Related().Pinned(ContractVersion.V1, ContractVersion.V1);

    private static IEnumerable<ClauseExample> Announced()
    {
        yield return Provider("data.version", () => Speaking().Hook("provider/0 created 1", "write version=v1"), () => Related().Hook("provider/0 created 1", "write lib-version=1.10"));
        yield return Requirer("data.version", () => Speaking().Hook("requirer/0 joined 1", "write version=0"), () => Open());
        yield return Requirer(
            "data.requested-secrets",
            () => Related().Hook("provider/0 created 1", "write version=1").Hook("requirer/0 joined 1", "write version=1 requested-secrets=access-key,secret-key").Quiet(),
            () => Open().Quiet());
        yield return Provider(
            "order.version-first",
            () => Speaking().Hook("provider/0 created 1", "write region=eu"),
            () => Speaking().Hook("provider/0 created 1", "write version=1"));
        yield return Provider(
            "order.version-first",
            () => Related().Hook("provider/0 created 1", "write region=eu").Hook("provider/0 changed 1", "write version=1"),
            () => Open());
        yield return Provider("order.version-unprompted", () => Speaking().Quiet(), () => Open().Quiet());
        yield return Provider(
            "order.nothing-before-the-requirer",
            () => Related().Hook("provider/0 created 1", "write version=1 region=eu"),
            () => Related().Hook("provider/0 created 1", "write version=1").Hook("requirer/0 joined 1", "write bucket=b").Hook("provider/0 changed 1", "write region=eu"));
        yield return Provider(
            "order.version-stays", () => Open().Hook("provider/0 update-status", "write version="), () => Open().Part(1).Hook("provider/0 broken 1", "write version="));
        yield return Requirer(
            "order.version-stays", () => Open().Hook("requirer/0 update-status", "write version="), () => Open().Hook("requirer/0 update-status", "write bucket=b"));
    }

    private static IEnumerable<ClauseExample> Events()
    {
        yield return Provider(
            "events.info-requested",
            () => Open().Hook("provider/0 changed 1", "event credentials-requested").Hook("provider/0 changed 1"),
            () => Open().Hook("provider/0 changed 1", "event credentials-requested").Hook("provider/0 changed 1", "event credentials-requested"));
        yield return Provider(
            "events.info-requested-leader-only",
            () => Open(providers: 2).Hook("provider/1 changed 1", "event credentials-requested"),
            () => Open(providers: 2).Hook("provider/0 changed 1", "event credentials-requested"));
        yield return Provider(
            "events.info-requested-when-open",
            () => Speaking().Hook("provider/0 changed 1", "event credentials-requested"),
            () => Open().Hook("provider/0 changed 1", "event credentials-requested"));
        yield return Requirer(
            "events.info-changed-on-answer",
            () => Answered(requirers: 2).Hook("requirer/1 changed 1", $"read-secret s1 {Pair1}"),
            () => Answered(requirers: 2).Hook("requirer/1 changed 1", $"read-secret s1 {Pair1}", "event credentials-changed"));
        yield return Requirer(
            "events.info-changed-on-rotation",
            () => Answered().Hook("requirer/0 secret-changed s1", $"read-secret s1 {Pair1}"),
            () => Answered().Hook("requirer/0 secret-changed s1", $"read-secret s1 {Pair1}", "event credentials-changed 1"));
        yield return Requirer(
            "events.info-changed-once",
            () => Answered().Hook("requirer/0 update-status", "event credentials-changed 1"),
            () => Answered().Hook("requirer/0 secret-changed s1", "event credentials-changed 1"));
    }

    private static IEnumerable<ClauseExample> Upgrade()
    {
        string[] moved = [$"add-secret s1 application {Label} {Pair1}", "grant s1 requirer", $"write secret-extra={Story.Uri("s1")}"];
        yield return Provider(
            "upgrade.keys-leave-the-databag",
            () => Upgraded().Hook("provider/0 changed 1", moved).Hook("provider/0 update-status").Quiet(),
            () => Upgraded().Hook("provider/0 changed 1", [.. moved, "write access-key= secret-key="]).Hook("provider/0 update-status").Quiet());
        yield return Provider(
            "upgrade.secret-takes-over",
            () => Upgraded().Hook("provider/0 update-status").Quiet(),
            () => Upgraded().Hook("provider/0 changed 1", moved).Hook("provider/0 update-status").Quiet());
    }

    private static IEnumerable<ClauseExample> Mixed()
    {
        yield return Requirer(
            "mixed.asked",
            () => OldProvider().Hook("requirer/0 update-status").Quiet(),
            () => OldProvider().Hook("requirer/0 changed 1", "write bucket=relation-1").Quiet());
        yield return Provider(
            "mixed.answered",
            () => OldRequirer().Rotate(Pair1).Hook("provider/0 update-status").Quiet(),
            () => OldRequirer().Rotate(Pair1).Hook("provider/0 changed 1", $"write {Pair1} bucket=b").Quiet());
        yield return Provider(
            "mixed.answer-has-bucket",
            () => OldRequirer().Hook("provider/0 changed 1", $"write {Pair1}"),
            () => OldRequirer().Hook("provider/0 changed 1", $"write {Pair1} bucket=b"));
        yield return Provider(
            "mixed.no-secret-instead",
            () => OldRequirer().Hook("provider/0 changed 1", Answer()),
            () => OldRequirer().Hook("provider/0 changed 1", $"write {Pair1} bucket=b"));
        yield return Provider(
            "mixed.attributes-list",
            () => OldRequirer().Hook("provider/0 changed 1", $"write {Pair1} bucket=b attributes=a;b"),
            () => OldRequirer().Hook("provider/0 changed 1", $"write {Pair1} bucket=b attributes=[\"a\"]"));
        yield return Requirer(
            "mixed.attributes-text",
            () => OldRequirer().Hook("provider/0 changed 1", $"write {Pair1} bucket=b attributes=a;b").Hook("requirer/0 changed 1", "fail"),
            () => OldRequirer().Hook("provider/0 changed 1", $"write {Pair1} bucket=b attributes=a;b").Hook("requirer/0 changed 1"));
        yield return Provider(
            "mixed.latest-credentials",
            () => OldRequirer().Hook("provider/0 changed 1", $"write {Pair1} bucket=b").Rotate(Pair2).Hook("provider/0 update-status").Quiet(),
            () => OldRequirer().Hook("provider/0 changed 1", $"write {Pair1} bucket=b").Rotate(Pair2, $"write 1 {Pair2}").Quiet());
        yield return Requirer(
            "mixed.every-unit",
            () => Clear(2).Hook("requirer/0 changed 1", "read").Hook("requirer/1 changed 1").Quiet(),
            () => Clear(2).Hook("requirer/0 changed 1", "read").Hook("requirer/1 changed 1", "read").Quiet());
        yield return Provider(
            "mixed.pair-issued-together",
            () => OldRequirer().Hook("provider/0 changed 1", $"write {Pair1} bucket=b").Rotate(Pair2, "write 1 access-key=AK22"),
            () => OldRequirer().Hook("provider/0 changed 1", $"write {Pair1} bucket=b").Rotate(Pair2, $"write 1 {Pair2}"));
    }

    private static Story Clear(int requirers) => OldProvider(requirers).Hook("requirer/0 changed 1", "write bucket=relation-1").Hook("provider/0 changed 1", $"write {Pair1} bucket=b");
}
