using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using S3Contract.Harness.Scripts;
using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.ScriptCommand>;

namespace S3Contract.Harness.Campaigns;

/// <summary>One case of a campaign.</summary>
/// <param name="Seed">The seed it is made from: the same seed and scope give the same case, always.</param>
/// <param name="Swarm">What it may use.</param>
/// <param name="Script">What it does.</param>
public sealed record CampaignCase(ulong Seed, Swarm Swarm, Script Script);

/// <summary>Draws the scripts of a campaign.</summary>
public static class ScriptGenerator
{
    /// <summary>The case that belongs to a seed.</summary>
    public static CampaignCase Case(CampaignScope scope, ulong seed)
    {
        (Swarm swarm, Commands commands) = Cases(scope).Sample(1, new Rnd(seed), scope.MostDraws)[0];
        return new CampaignCase(seed, swarm, Script.Of(string.Create(CultureInfo.InvariantCulture, $"case-{seed}"), [], commands));
    }

    /// <summary>The scripts with a shrinker that gives only legal scripts, for use in properties.</summary>
    public static Arbitrary<Script> Arbitrary(CampaignScope scope) => Arb.From(
        Cases(scope).Select(drawn => Script.Of("drawn", [], drawn.Commands)),
        script => ScriptShrinker.Candidates([.. script.Commands]).Select(commands => Script.Of("shrunk", [], commands)));

    internal static Gen<(Swarm Swarm, Commands Commands)> Cases(CampaignScope scope) =>
        from swarm in Swarm.Generator(scope)
        let applications = CaseApplications.Of(swarm)
        from opening in Opening(swarm, applications, scope)
        from draws in Gen.Choose(2, scope.MostDraws)
        from body in Gen.CollectToArray(Enumerable.Range(FirstDraw, draws), ordinal => Draw(swarm, applications, scope, ordinal))
        select (swarm, Row([.. opening, .. body.SelectMany(commands => commands), .. Ending(applications)]));

    // A charm may leave a duty until Juju's regular timer; once that has fired there is no more excuse.
    private static ScriptCommand[] Ending(CaseApplications applications) =>
    [
        new SettleCommand([]),
        .. applications.Providers.Concat(applications.Requirers).Select(application => new UpdateStatusCommand(UnitReference.Leader(application))),
        new SettleCommand([]),
    ];

    // The opening takes the ordinals before.
    private const int FirstDraw = 6;

    private static Gen<Commands> Draw(Swarm swarm, CaseApplications applications, CampaignScope scope, int ordinal) =>
        Gen.Frequency(swarm.Enabled.Select(kind => (Weights.Of(kind), CommandGenerator.Of(kind, applications, scope, ordinal))));

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
               from issue in CommandGenerator.Issue(applications, scope, 5, toOne: false)
               from order in CommandGenerator.Order()
               let settle = new SettleCommand(order)
               from style in Gen.Choose(0, 5)
               let rest = style switch
               {
                   0 => Row([.. related, .. issue, settle]),
                   1 => Row([.. issue, settle, .. related]),
                   2 => Row([settle, .. related, settle]),
                   3 => Row([settle, .. related, settle, .. issue]),
                   4 => Row([.. related, .. issue]),
                   _ => Row([settle, .. issue, .. related, settle]),
               }
               select Row([.. deployed, .. rest]);
    }

    private static Commands Row(IEnumerable<ScriptCommand> commands) => [.. commands];
}
