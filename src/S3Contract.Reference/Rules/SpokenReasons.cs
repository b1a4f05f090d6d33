using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What is wrong between two sides one of which speaks version 1, in words.</summary>
internal static class SpokenReasons
{
    private static readonly string[] s_one = ["1", "1. and a number"];
    private static readonly string[] s_secrets = ["[\"access-key\", \"secret-key\"]"];

    /// <summary>References: a key that was written.</summary>
    public static readonly Reason FirstWithoutVersion = new(
        v => $"{v.HookName} on {v.Unit} wrote \"{v[0]}\" on relation {v.Relation}, and no version", _ => ["\"version\" is 1, alone or with more"],
        v => $"\"{v[0]}\" came first");

    public static readonly Reason VersionLate = new(
        v => $"{v.HookName} on {v.Unit} announced its version on relation {v.Relation} after it had written something else",
        _ => ["the version comes first"], _ => "the version came later");

    /// <summary>References: a key that was written.</summary>
    public static readonly Reason BeforeTheRequirer = new(
        v => $"{v.HookName} on {v.Unit} wrote \"{v[0]}\" on relation {v.Relation} before the requirer had announced its version or asked for a bucket",
        _ => ["the version alone"], v => $"\"{v[0]}\" is there");

    public static readonly Reason VersionGone = new(
        v => $"{v.HookName} on {v.Unit} took back the version that it had announced on relation {v.Relation}", _ => ["the version as it was"],
        _ => "no version is announced any more");

    /// <summary>References: the value.</summary>
    public static readonly Reason NoVersion = new(
        v => $"{v.HookName} on {v.Unit} announced on relation {v.Relation} what is no version of the interface: \"{DataReasons.Shorten(v[0])}\"", _ => s_one,
        v => $"\"{DataReasons.Shorten(v[0])}\"");

    public static readonly Reason AsksForNoSecrets = new(
        v => $"the model is quiet, and {v.Application} does not ask for both keys in a secret on relation {v.Relation}", _ => s_secrets,
        _ => "\"requested-secrets\" does not list them");

    public static readonly Reason StillInClear = new(
        v => $"the model is quiet, and the keys on relation {v.Relation} stand in clear in the databag of {v.Application}, as before both sides spoke version 1",
        _ => ["the keys are in the secret alone"], _ => "a key stands in clear");

    public static readonly Reason NoSecretYet = new(
        v => $"the model is quiet, and {v.Application} shows no secret on relation {v.Relation}, now that both sides speak version 1",
        _ => ["\"secret-extra\" names a secret with both keys"], _ => "the keys stand in clear alone");

    /// <summary>References: the key.</summary>
    public static readonly Reason KeyInClear = new(
        v => $"{v.HookName} on {v.Unit} put \"{v[0]}\" in clear into the databag of relation {v.Relation}, whose requirer asked for secrets",
        _ => ["the key in the secret alone"], v => $"\"{v[0]}\" stands in clear");

    public static readonly Reason SecretToOldRequirer = new(
        v => $"{v.HookName} on {v.Unit} shows a secret on relation {v.Relation}, whose requirer speaks version 0", _ => ["both keys in clear"],
        _ => "\"secret-extra\" is there, and the keys are not");

    public static readonly Reason AnswerWithoutBucket = new(
        v => $"{v.HookName} on {v.Unit} answers relation {v.Relation}, whose requirer speaks version 0, without a bucket",
        _ => ["the operator's bucket", "the bucket that was asked for"], _ => "\"bucket\" is missing");

    /// <summary>References: what is there.</summary>
    public static readonly Reason OneKey = new(
        v => $"{v.HookName} on {v.Unit} shows \"{v[0]}\" alone on relation {v.Relation}", _ => ["both keys", "no key"], v => $"only \"{v[0]}\" is there");
}
