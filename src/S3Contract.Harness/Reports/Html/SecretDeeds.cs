namespace S3Contract.Harness.Reports.Html;

/// <summary>What a step did to a secret, so that somebody may now see something else.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="What">In one word: <c>added</c>, <c>changed</c>, <c>granted</c>.</param>
/// <param name="Content">Does it hold something else since then?</param>
internal sealed record SecretDeed(string Secret, string What, bool Content);

/// <summary>Finds what a step did to secrets.</summary>
internal static class SecretDeeds
{
    /// <summary>What took effect, in the order of the step. An operator grants by a name: what <c>add-secret</c> made of it was told before.</summary>
    public static IEnumerable<SecretDeed> In(Step step) => step switch
    {
        HookStep { Outcome: HookOutcome.Committed } hook => hook.Entries.Select(Of).OfType<SecretDeed>(),
        ModelStep { Change: UserSecretSet set } => [new SecretDeed(set.Secret, set.Added ? "added" : "changed", Content: true)],
        _ => [],
    };

    private static SecretDeed? Of(HookEntry entry) => entry switch
    {
        SecretWrite { Owner: not null } write => new(write.Secret, "added", Content: true),
        SecretWrite { Content.Count: > 0 } write => new(write.Secret, "changed", Content: true),
        SecretAccess { Granted: true } access => new(access.Secret, "granted", Content: false),
        _ => null,
    };
}
