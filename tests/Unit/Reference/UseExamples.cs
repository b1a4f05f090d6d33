using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>For each clause on the use of S3 a run that breaks it and a run that keeps it.</summary>
internal static class UseExamples
{
    private const string Rotated = "write access-key=AK22 secret-key=SK22";

    public static IEnumerable<ClauseExample> All
    {
        get
        {
            yield return Requirer(
                "use.latest-credentials",
                () => Read().Hook("provider/0 config-changed", Rotated).Hook("requirer/0 changed 1", "read", "s3 PutObject AK11 b/x"),
                () => Read().Hook("provider/0 config-changed", Rotated).Hook("requirer/0 config-changed", "s3 PutObject AK11 b/x").Hook("requirer/0 changed 1", "read", "s3 PutObject AK22 b/x"));
            yield return Requirer(
                "use.within-place",
                () => Read().Hook("requirer/0 update-status", "s3 PutObject AK11 other/x"),
                () => Read().Hook("requirer/0 update-status", "s3 HeadBucket AK11 b", "s3 PutObject AK11 b/x"));
            yield return Requirer(
                "use.within-place",
                () => Read("path=/daily/").Hook("requirer/0 update-status", "s3 PutObject AK11 b/dailyx"),
                () => Read("path=/daily/").Hook("requirer/0 update-status", "s3 ListObjects AK11 b/d", "s3 PutObject AK11 b/daily/x"));
            yield return Requirer(
                "use.nothing-after-gone",
                () => Read().Part(1).Hook("requirer/0 broken 1").Hook("requirer/0 update-status", "s3 PutObject AK11 b/x"),
                () => Read().Hook("requirer/0 update-status", "s3 PutObject AK11 b/x").Part(1).Hook("requirer/0 broken 1", "s3 DeleteObject AK11 b/x").Hook("requirer/0 update-status"));
            yield return Requirer(
                "use.given-chain",
                () => Trusting().Hook("requirer/0 update-status", $"s3 HeadBucket AK11 b {Other}"),
                () => Trusting().Hook("requirer/0 update-status", $"s3 HeadBucket AK11 b {s_authority}"));
            yield return Requirer(
                "use.given-chain",
                () => Trusting().Hook("requirer/0 update-status", $"s3-distrust {Endpoint} {s_authority}"),
                () => Trusting().Hook("requirer/0 update-status", $"s3-distrust {Endpoint} {Other}"));
            yield return Provider(
                "use.makes-its-bucket",
                () => Story.Asked().Hook("provider/0 changed 1", "s3 CreateBucket AK11 c", "write bucket=b access-key=AK11 secret-key=SK11"),
                () => Story.Asked().Hook("provider/0 changed 1", "s3 CreateBucket AK11 b", "write bucket=b access-key=AK11 secret-key=SK11"));
        }
    }

    /// <summary>Not to trust whom the chain certifies is no fault where the charm may not have had the chance yet, does in the same hook, or has before.</summary>
    public static IEnumerable<Func<Story>> Trustful =>
    [
        () => Read($"endpoint={Endpoint}/").Hook("requirer/0 update-status", $"s3-distrust {Endpoint} {s_authority}"),
        () => Chained().Hook("requirer/0 update-status", "read", $"s3-distrust {Endpoint} {s_authority}"),
        () => Chained().Hook("requirer/0 changed 1", "read", $"s3-distrust {Endpoint} {s_authority}"),
        () => Trusting().Hook("requirer/0 update-status", $"s3-distrust {Endpoint} {s_authority}", $"s3 HeadBucket AK11 b {s_authority}"),
        () => Trusting().Hook("requirer/0 update-status", $"s3 HeadBucket AK11 b {s_authority}").Hook("requirer/0 update-status", $"s3-distrust {Endpoint} {s_authority}"),
        () => Trusting().Hook("requirer/0 update-status", $"s3-distrust https://127.0.0.12:9000 {s_authority}"),
        () => Read($"endpoint={Endpoint} tls-ca-chain=[\"x\"]").Hook("requirer/0 update-status", $"s3 HeadBucket AK11 b {s_authority}"),
        () => Read($"endpoint={Endpoint}").Hook("requirer/0 update-status", $"s3 HeadBucket AK11 b {Other}"),
        () => Trusting().Hook("requirer/0 update-status", "s3 HeadBucket AK11 b"),
    ];

    // A certificate as far as its print goes.
    private const string Endpoint = "https://127.0.0.11:9000";
    private const string Other = "00";
    private static readonly byte[] s_certificate = Convert.FromBase64String("MIIBVTCB");
    private static readonly string s_authority = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(s_certificate));

    private static Story Chained() => Story.Answered().Hook("provider/0 config-changed", $"write endpoint={Endpoint} tls-ca-chain=[\"{Convert.ToBase64String(s_certificate)}\"]");

    private static Story Trusting() => Chained().Hook("requirer/0 changed 1", "read");

    private static Story Read(string also = "") => Story.Answered().Hook("provider/0 config-changed", also.Length == 0 ? "leader yes" : "write " + also).Hook("requirer/0 changed 1", "read");

    private static ClauseExample Provider(string id, Func<Story> breaks, Func<Story> keeps) => new(id, Roles.Provider, breaks, keeps);

    private static ClauseExample Requirer(string id, Func<Story> breaks, Func<Story> keeps) => new(id, Roles.Requirer, breaks, keeps);
}
