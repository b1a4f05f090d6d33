using S3Contract.Charms;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Traces;

/// <summary>Traces for these tests.</summary>
internal static class Samples
{
    public const string AccessKey = "AKIAIOSFODNN7EXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    public static UnitName Provider { get; } = new("provider", 0);

    public static Trace Of(params Step[] steps) => new(
        new TraceHeader("rotation/pair", new TracePlayer("my-charm", "process", true), new TracePlayer("reference-requirer", "in-process", false))
        {
            Seed = 7,
        },
        steps);

    public static HookStep Hook(int index, params HookEntry[] entries) =>
        new(index, Provider, new Hook(HookKind.RelationChanged) { Endpoint = "s3", Relation = 1, RemoteApplication = "requirer" })
        {
            Leader = true,
            Entries = entries,
        };

    public static Databag Pair { get; } = Databag.From([new("access-key", AccessKey), new("bucket", "b"), new("secret-key", SecretKey)]);

    public static Step Issued(int index, Databag? fields = null) => new ModelStep(index, new CredentialsIssued("provider", fields ?? Pair));
}
