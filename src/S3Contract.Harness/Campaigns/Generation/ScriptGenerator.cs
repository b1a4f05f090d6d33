using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.Language.ScriptCommand>;

namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>One case of a campaign.</summary>
/// <param name="Seed">The seed it is made from: the same seed and scope give the same case, always.</param>
/// <param name="Swarm">What it may use.</param>
/// <param name="Script">What it does.</param>
internal sealed record CampaignCase(ulong Seed, Swarm Swarm, Script Script);

/// <summary>Draws the scripts of a campaign.</summary>
internal static class ScriptGenerator
{
    /// <summary>The case that belongs to a seed.</summary>
    public static CampaignCase Case(CampaignScope scope, ulong seed)
    {
        (Swarm swarm, Commands commands) = Cases(scope).Sample(1, new Rnd(seed), scope.MostDraws)[0];
        return new CampaignCase(seed, swarm, Script.Of(string.Create(CultureInfo.InvariantCulture, $"case-{seed}"), [], commands));
    }

    internal static Gen<(Swarm Swarm, Commands Commands)> Cases(CampaignScope scope) =>
        from swarm in Swarm.Generator(scope)
        let applications = CaseApplications.Of(swarm)
        from opening in Opening(swarm, applications, scope)
        from draws in Gen.Choose(2, scope.MostDraws)
        let kinds = Kinds(swarm)
        from body in Gen.CollectToArray(
            Enumerable.Range(FirstDraw, draws), ordinal => kinds.SelectMany(kind => CommandGenerator.Of(kind, applications, scope, ordinal)))
        select (swarm, Row([.. opening, .. body.SelectMany(commands => commands), new SettleCommand([])]));

    // The opening takes the ordinals before.
    private const int FirstDraw = 6;

    // First the kind, then a generator of that kind alone: to make those of all kinds for each draw takes longer than to run what is drawn.
    private static Gen<CommandKind> Kinds(Swarm swarm) => Gen.Frequency(swarm.Enabled.Select(kind => (Weights.Of(kind), Gen.Constant(kind))));

    // Every world begins with its applications. Whether they are related before or after they are installed, and before or after there is
    // something to give, is drawn: each order is another path through the contract.
    private static Gen<Commands> Opening(Swarm swarm, CaseApplications applications, CampaignScope scope)
    {
        IEnumerable<Gen<DeployCommand>> deploys =
        [
            CommandGenerator.Deploy(CaseApplications.Provider, swarm.ProviderUnits, scope, 1),
            CommandGenerator.Deploy(CaseApplications.Requirer, swarm.RequirerUnits, scope, 2),
            .. applications.Providers.Skip(1).Select(application => CommandGenerator.Deploy(application, 1, scope, 3)),
            .. applications.Requirers.Skip(1).Select(application => CommandGenerator.Deploy(application, 1, scope, 4)),
        ];
        ScriptCommand[] integrations =
        [
            .. applications.Providers.SelectMany(provider => applications.Requirers.Select(requirer =>
                new IntegrateCommand(new EndpointReference(provider), new EndpointReference(requirer)))),
        ];
        return from deployed in Gen.CollectToArray(deploys)
               from related in Gen.Frequency((3, Gen.Constant(Row(integrations))), (1, Gen.SubListOf<ScriptCommand>(integrations).Select(some => Row(some))))
               from issue in CommandGenerator.Issue(applications, scope, 5, toOne: false, opening: true)
               from order in CommandGenerator.Order()
               let settle = new SettleCommand(order)
               from style in Gen.Choose(0, 8)
               from early in EarlyOffer(swarm, applications, scope)
               let rest = style switch
               {
                   0 => Row([.. related, .. issue, settle]),
                   1 => Row([.. issue, settle, .. related]),
                   2 => Row([settle, .. related, settle]),
                   3 => Row([settle, .. related, settle, .. issue]),
                   4 => Row([.. related, .. issue]),
                   >= 5 and <= 7 => Row([settle, .. related, .. early]),
                   _ => Row([settle, .. issue, .. related, settle]),
               }
               select Row([.. deployed, .. rest]);
    }

    // The provider offers before anybody has asked, and things go on happening then. That takes hooks of the provider alone, one by one, which
    // hardly ever come about by chance.
    private static Gen<Commands> EarlyOffer(Swarm swarm, CaseApplications applications, CampaignScope scope) =>
        from first in CommandGenerator.Issue(applications, scope, AfterDraws, toOne: false, opening: true)
        from twists in Gen.CollectToArray(Enumerable.Range(AfterDraws + 1, 5), ordinal => Twist(swarm, applications, scope, ordinal))
        from end in Gen.Choose(0, 2)
        let removal = new RemoveRelationCommand(new EndpointReference(CaseApplications.Provider), new EndpointReference(CaseApplications.Requirer))
        let ending = end == 0 && swarm.Enabled.Contains(CommandKind.RemoveRelation) ? One(removal) : []
        select Row([.. Offering(1), .. first, .. Offering(3), .. twists.SelectMany(commands => commands), .. ending]);

    private static Gen<Commands> Twist(Swarm swarm, CaseApplications applications, CampaignScope scope, int ordinal)
    {
        (int Weight, CommandKind Kind)[] kinds =
        [
            (3, CommandKind.Issue), (2, CommandKind.AddUnit), (3, CommandKind.Elect), (1, CommandKind.Crash), (1, CommandKind.Fail), (1, CommandKind.SetField),
        ];
        List<(int Weight, Func<Gen<Commands>> Make)> twists =
        [
            .. kinds.Where(one => swarm.Enabled.Contains(one.Kind))
                .Select(one => (one.Weight, (Func<Gen<Commands>>)(() => CommandGenerator.Of(one.Kind, applications, scope, ordinal)))),
        ];
        if (!scope.ProviderUnderTest && swarm.Enabled.Contains(CommandKind.HostileWrite))
        {
            var withdrawal = new WriteCommand(CaseApplications.Provider, [KeyValuePair.Create("access-key", ""), KeyValuePair.Create("secret-key", "")]);
            twists.Add((3, () => Gen.Constant(One(withdrawal))));
            twists.Add((2, () => CommandGenerator.Issue(applications, scope, ordinal, toOne: false).Select(issue => Row([withdrawal, .. issue, .. Offering(2)]))));
            twists.Add((3, () => CommandGenerator.Of(CommandKind.HostileWrite, applications, scope, ordinal)));
        }

        return from twist in Gen.Frequency(twists.Select(twist => (twist.Weight, Gen.Constant(twist.Make))))
               from commands in twist()
               from steps in Gen.Choose(0, 2)
               select Row([.. commands, .. Offering(steps)]);
    }

    private static IEnumerable<ScriptCommand> Offering(int steps) =>
        Enumerable.Repeat(new StepCommand(UnitReference.Leader(CaseApplications.Provider)), steps);

    // Past all ordinals of draws.
    private const int AfterDraws = 60;

    private static Commands One(ScriptCommand command) => [command];

    private static Commands Row(IEnumerable<ScriptCommand> commands) => [.. commands];
}
