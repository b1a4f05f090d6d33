using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>Runs that break and keep the clauses on several relations.</summary>
internal static class IsolationExamples
{
    public static IEnumerable<ClauseExample> All => Examples();

    private static ClauseExample Provider(string id, Func<Story> breaks, Func<Story> keeps) => new(id, Roles.Provider, breaks, keeps);

    private static ClauseExample Requirer(string id, Func<Story> breaks, Func<Story> keeps) => new(id, Roles.Requirer, breaks, keeps);

    private static Story Two() => Story.Asked().Deploy("requirer-b").Relate(2, requirer: "requirer-b")
        .Hook("requirer-b/0 joined 2", "write bucket=other");

    // The first requirer asked for b and went; the second asks for c.
    private static Story AfterAnotherWent(string bucket) => Story.Answered().Part(1).Model(new RelationGone(1))
        .Deploy("requirer-b").Relate(2, requirer: "requirer-b").Hook("requirer-b/0 joined 2", "write bucket=c")
        .Hook("provider/0 changed 2", $"write bucket={bucket} access-key=AK11 secret-key=SK11");

    private static Story TwoProviders() => Story.Asked().Deploy("provider-b").Relate(2, provider: "provider-b")
        .Hook("requirer/0 joined 2", "write bucket=b");

    private static IEnumerable<ClauseExample> Examples()
    {
        yield return Provider(
            "isolation.no-leak",
            () => Two().Issue("access-key=AK11 secret-key=SK11", "requirer-b")
                .Hook("provider/0 action issue", "write 1 bucket=b access-key=AK11 secret-key=SK11"),
            () => Two().Issue("access-key=AK11 secret-key=SK11", "requirer-b").Issue("access-key=AK22 secret-key=SK22", "requirer")
                .Hook("provider/0 action issue", "write 1 bucket=b access-key=AK22 secret-key=SK22"));
        yield return Provider(
            "isolation.no-leak",
            () => Two().Issue("access-key=AK11 secret-key=SK11", "requirer-b")
                .Queue("provider/0", "issue", "relation=2 access-key=AK11 secret-key=SK11")
                .Hook("provider/0 action issue", "write 1 bucket=b access-key=AK11 secret-key=SK11"),
            () => Two().Issue("access-key=AK11 secret-key=SK11", "requirer-b")
                .Queue("provider/0", "issue", "relation=2 access-key=AK11 secret-key=SK11")
                .Issue("access-key=AK22 secret-key=SK22", "requirer")
                .Hook("provider/0 action issue", "write 1 bucket=b access-key=AK22 secret-key=SK22"));
        yield return Requirer(
            "isolation.no-leak",
            () => TwoProviders().Hook("provider/0 changed 1", "write bucket=b access-key=AK11 secret-key=SK11")
                .Hook("requirer/0 changed 1", "write 2 note=AK11"),
            () => TwoProviders().Hook("provider/0 changed 1", "write bucket=b access-key=AK11 secret-key=SK11")
                .Hook("requirer/0 changed 1", "write 2 note=seen"));
        yield return Provider(
            "isolation.each-relation",
            () => Two().Rotate("access-key=AK11 secret-key=SK11", "write 1 bucket=b access-key=AK11 secret-key=SK11")
                .Hook("provider/0 update-status").Quiet(),
            () => Two().Rotate(
                "access-key=AK11 secret-key=SK11", "write 1 bucket=b access-key=AK11 secret-key=SK11",
                "write 2 bucket=b access-key=AK11 secret-key=SK11").Quiet());
        yield return Provider(
            "isolation.own-bucket",
            () => Two().Hook("provider/0 changed 2", "write bucket=b access-key=AK11 secret-key=SK11"),
            () => Two().Hook("provider/0 changed 2", "write bucket=mine access-key=AK11 secret-key=SK11"));
        yield return Provider(
            "isolation.own-bucket",
            () => AfterAnotherWent("b"),
            () => AfterAnotherWent("c"));
        yield return Requirer(
            "isolation.own-event",
            () => TwoProviders().Hook("provider/0 changed 1", "write bucket=b access-key=AK11 secret-key=SK11").Hook("requirer/0 changed 1"),
            () => TwoProviders().Hook("provider/0 changed 1", "write bucket=b access-key=AK11 secret-key=SK11")
                .Hook("requirer/0 changed 1", "event credentials-changed"));
        yield return Requirer(
            "isolation.own-event",
            () => TwoProviders().Hook("provider/0 changed 1", "write bucket=b access-key=AK11 secret-key=SK11")
                .Hook("requirer/0 changed 2", "event credentials-changed"),
            () => TwoProviders().Hook("provider/0 changed 1", "write bucket=b access-key=AK11 secret-key=SK11")
                .Hook("requirer/0 changed 1", "event credentials-changed").Hook("requirer/0 changed 2"));
    }
}
