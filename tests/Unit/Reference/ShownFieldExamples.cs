using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>Runs that break and keep the clauses on what a field says once the model is quiet.</summary>
internal static class ShownFieldExamples
{
    private const string Keys = "access-key=AK11 secret-key=SK11";

    public static IEnumerable<ClauseExample> All =>
    [
        Field(given: "region=here", shown: "", right: "region=here"),
        Field(given: "region=here", shown: "region=there", right: "region=here"),
        Field(given: "path=a", shown: "path=\"a\"", right: "path=a"),
        Field(given: "region=here", shown: "region=here\n", right: "region=here"),
        Field(given: "delete-older-than-days=30", shown: "delete-older-than-days=30.0", right: "delete-older-than-days=30"),
        Field(given: "attributes=[\"a\",\"b\"]", shown: "attributes=[\"a,b\"]", right: "attributes=[\"a\",~\"b\"]"),
        Field(given: "region=here path=a", shown: "region=a path=here", right: "region=here path=a"),
        Provider("live.every-field", () => Taken(back: false), () => Taken(back: true)),
        Provider("live.every-field", () => Configured("region=there"), () => Configured("region=here")),
        Provider("live.every-field", () => KeysSet("access-key=AK11 secret-key=SK11"), () => KeysSet("access-key=AK22 secret-key=SK22")),
        Provider("live.every-field", () => KeysTakenBack("log nothing to do"), () => KeysTakenBack("write 1 access-key= secret-key=").Quiet()),
        Provider("live.operators-bucket", () => Answered("bucket=mine", "bucket=b"), () => Answered("bucket=mine", "bucket=mine")),
        Provider("live.every-field-after-mishap", () => AfterElection("region=there"), () => AfterElection("region=here")),
        Provider("live.every-field-after-mishap", () => AfterElection(""), () => AfterElection("region=here")),
    ];

    private static ClauseExample Provider(string id, Func<Story> breaks, Func<Story> keeps) => new(id, Roles.Provider, breaks, keeps);

    private static ClauseExample Field(string given, string shown, string right) =>
        Provider("live.every-field", () => Answered(given, "bucket=b " + shown), () => Answered(given, "bucket=b " + right));

    private static Story Answered(string given, string shown) => Story.Asked()
        .Rotate($"{Keys} {given}", $"write 1 {Keys} {shown}").Hook("provider/0 update-status").Quiet();

    // A list that holds nothing is as good as none; so is what the library writes for an empty text.
    private static Story Taken(bool back) => Answered("attributes=[\"a\"]", "bucket=b attributes=[\"a\"]")
        .Config("provider", "tags=", Story.Handing(HandoverKind.Set, "attributes="))
        .Hook("provider/0 config-changed", back ? "write 1 attributes=\"\"" : "log nothing to do").Hook("provider/0 update-status").Quiet();

    private static Story Configured(string shown) => Answered("path=a", "bucket=b path=a")
        .Config("provider", "where=here", Story.Handing(HandoverKind.Set, "region=here"))
        .Hook("provider/0 config-changed", "write 1 " + shown).Hook("provider/0 update-status").Quiet();

    private static Story KeysSet(string shown) => Answered("region=here", "bucket=b region=here")
        .Config("provider", "key=AK22", Story.Handing(HandoverKind.Set, "access-key=AK22"))
        .Config("provider", "secret=SK22", Story.Handing(HandoverKind.Set, "secret-key=SK22"))
        .Hook("provider/0 config-changed", "write 1 " + shown).Hook("provider/0 update-status").Quiet();

    private static Story KeysTakenBack(string doing) => Answered("region=here", "bucket=b region=here")
        .Config("provider", "key=", Story.Handing(HandoverKind.Set, "access-key="))
        .Hook("provider/0 config-changed", doing).Hook("provider/0 update-status").Quiet();

    private static Story AfterElection(string shown) => Story.Asked(providers: 2)
        .Rotate($"{Keys} region=here").Elect("provider/1").Hook("provider/1 leader-elected", $"write 1 bucket=b {Keys} {shown}")
        .Hook("provider/1 update-status").Quiet();
}
