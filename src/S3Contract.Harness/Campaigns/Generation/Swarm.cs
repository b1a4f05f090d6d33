using FsCheck;
using FsCheck.Fluent;

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
    internal static Gen<Swarm> Generator(CampaignScope scope)
    {
        CommandKind[] kinds = [.. scope.Kinds];
        return from coins in Gen.Choose(0, 99).ArrayOf(kinds.Length)
               from share in Gen.Elements(35, 50, 65, 100)
               from providers in Units(scope)
               from requirers in Units(scope)
               from second in Gen.Frequency((scope.SmallWorlds ? 16 : 5, Gen.Constant(0)), (2, Gen.Constant(1)), (2, Gen.Constant(2)), (1, Gen.Constant(3)))
               select new Swarm(
                   [.. kinds.Where((kind, index) => IsAlwaysOn(kind) || coins[index] < share)],
                   providers,
                   requirers,
                   (second & 2) != 0,
                   (second & 1) != 0);
    }

    private static Gen<int> Units(CampaignScope scope) => Gen.Frequency((3, Gen.Constant(1)), (5, Gen.Constant(2)), (scope.SmallWorlds ? 0 : 1, Gen.Constant(3)));

    // Without these nothing that matters would happen in a case.
    private static bool IsAlwaysOn(CommandKind kind) => kind is CommandKind.Settle or CommandKind.Issue;
}
