namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>Which kinds of command a case may use, and how large its world is at the start.</summary>
/// <param name="Enabled">The kinds, in the order of their declaration.</param>
/// <param name="ProviderUnits">Units of the provider at the start, 1 to 3.</param>
/// <param name="RequirerUnits">Units of the requirer at the start, 1 to 3.</param>
/// <param name="SecondProvider">Does a second provider take part?</param>
/// <param name="SecondRequirer">Does a second requirer take part?</param>
internal sealed record Swarm(
    IReadOnlyList<CommandKind> Enabled, int ProviderUnits, int RequirerUnits, bool SecondProvider, bool SecondRequirer)
{
    private static readonly int[] s_shares = [35, 50, 65, 100];

    internal static Swarm Draw(Draws draws, CampaignScope scope)
    {
        CommandKind[] kinds = [.. scope.Kinds];
        int[] coins = draws.Many(kinds.Length, static draws => draws.Number(0, 99));
        int share = draws.One(s_shares);
        int providers = Units(draws, scope);
        int requirers = Units(draws, scope);
        int second = draws.Weighted(scope.SmallWorlds ? 16 : 5, 2, 2, 1);
        return new Swarm(
            [.. kinds.Where((kind, index) => IsAlwaysOn(kind) || coins[index] < share)], providers, requirers, (second & 2) != 0, (second & 1) != 0);
    }

    private static int Units(Draws draws, CampaignScope scope) => 1 + draws.Weighted(3, 5, scope.SmallWorlds ? 0 : 1);

    // Without these nothing that matters would happen in a case.
    private static bool IsAlwaysOn(CommandKind kind) => kind is CommandKind.Settle or CommandKind.Issue;
}
