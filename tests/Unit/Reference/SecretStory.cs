using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>How relations begin both of whose sides speak version 1, or only one.</summary>
internal static class SecretStory
{
    public const string Label = "s3.1.extra.secret";
    public const string Asks = "requested-secrets=[\"access-key\",\"secret-key\"]";
    public const string Pair1 = "access-key=AK11 secret-key=SK11";
    public const string Pair2 = "access-key=AK22 secret-key=SK22";

    /// <summary>The answer to the first relation, as the library gives it.</summary>
    public static string[] Answer(string pair = Pair1, string secret = "s1", string label = Label, string owner = "application") =>
        [$"add-secret {secret} {owner} {label} {pair}", $"grant {secret} requirer", $"write secret-extra={Story.Uri(secret)}"];

    /// <summary>Two sides of version 1, each of which has announced it.</summary>
    public static Story Open(int providers = 1, int requirers = 1) => new Story().Deploy("provider", providers).Deploy("requirer", requirers).Relate(1)
        .Hook("provider/0 created 1", "write version=1")
        .Hook("requirer/0 created 1", $"write {Asks}")
        .Hook("requirer/0 joined 1", "write version=1");

    /// <summary>The same, and credentials were issued.</summary>
    public static Story Issued(int providers = 1, int requirers = 1) => Open(providers, requirers).Rotate(Pair1);

    /// <summary>The same, answered with what was issued.</summary>
    public static Story Answered(int providers = 1, int requirers = 1) => Issued(providers, requirers)
        .Hook("provider/0 changed 1", ["event credentials-requested", .. Answer()]);

    /// <summary>A second relation of the provider, to another requirer, that speaks version 1 as well.</summary>
    public static Story Second(this Story story) => story.Deploy("requirer-b").Relate(2, "provider", "requirer-b")
        .Hook("provider/0 created 2", "write version=1").Hook("requirer-b/0 joined 2", $"write version=1 {Asks}");

    /// <summary>A requirer of version 0 with a provider of version 1.</summary>
    public static Story OldRequirer() => new Story().Deploy("provider").Deploy("requirer").Relate(1)
        .Hook("provider/0 created 1", "write version=1").Hook("requirer/0 joined 1", "write bucket=b");

    /// <summary>A requirer of version 1 with a provider of version 0 that has written something.</summary>
    public static Story OldProvider(int requirers = 1) => new Story().Deploy("provider").Deploy("requirer", requirers).Relate(1)
        .Hook("provider/0 created 1", "write region=eu").Hook("requirer/0 joined 1", $"write version=1 {Asks}");

    /// <summary>A relation that was answered in clear, and both of whose sides speak version 1 by now.</summary>
    public static Story Upgraded() => Story.Answered()
        .Model(new CharmRefreshed("provider", "charm")).Model(new CharmRefreshed("requirer", "charm"))
        .Hook("provider/0 config-changed", "write version=1").Hook("requirer/0 config-changed", $"write version=1 {Asks}");
}
