using System.Globalization;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.Language.ScriptCommand>;

namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>One case of a campaign.</summary>
/// <param name="Seed">The seed it is made from: the same seed and scope give the same case, always.</param>
/// <param name="Swarm">What it may use.</param>
/// <param name="Script">What it does.</param>
internal sealed record CampaignCase(ulong Seed, Swarm Swarm, Script Script);

/// <summary>Draws the script of one case.</summary>
internal sealed class ScriptGenerator
{
    // The opening takes the ordinals before.
    private const int FirstDraw = 6;

    // Past all ordinals of draws.
    private const int AfterDraws = 60;

    private static readonly (CommandKind Kind, int Weight)[] s_twists =
    [
        (CommandKind.Issue, 3), (CommandKind.AddUnit, 2), (CommandKind.Elect, 3), (CommandKind.Crash, 1), (CommandKind.Fail, 1), (CommandKind.SetField, 1),
    ];

    // Keys withdrawn; withdrawn and issued again; any hostile write.
    private static readonly int[] s_hostileTwists = [3, 2, 3];
    private static readonly ScriptCommand s_withdrawal =
        new WriteCommand(CaseApplications.Provider, [KeyValuePair.Create("access-key", ""), KeyValuePair.Create("secret-key", "")]);

    private readonly CampaignScope _scope;
    private readonly Draws _draws;
    private readonly Swarm _swarm;
    private readonly CaseApplications _applications;
    private readonly CommandGenerator _commands;

    private ScriptGenerator(CampaignScope scope, Draws draws)
    {
        _scope = scope;
        _draws = draws;
        _swarm = Swarm.Draw(draws, scope);
        _applications = CaseApplications.Of(_swarm);
        _commands = new CommandGenerator(draws, _applications, scope);
    }

    /// <summary>The case that belongs to a seed.</summary>
    public static CampaignCase Case(CampaignScope scope, ulong seed)
    {
        var generator = new ScriptGenerator(scope, new Draws(seed));
        return new CampaignCase(
            seed, generator._swarm, Script.Of(string.Create(CultureInfo.InvariantCulture, $"case-{seed}"), [], generator.Draw()));
    }

    private List<ScriptCommand> Draw()
    {
        List<ScriptCommand> commands = Opening();
        int last = FirstDraw + _draws.Number(2, _scope.MostDraws);
        int[] weights = [.. _swarm.Enabled.Select(Weights.Of)];
        for (int ordinal = FirstDraw; ordinal < last; ordinal++)
        {
            commands.AddRange(_commands.Of(_swarm.Enabled[_draws.Weighted(weights)], ordinal));
        }

        commands.Add(new SettleCommand([]));
        return commands;
    }

    // Every world begins with its applications. Whether they are related before or after they are installed, and before or after there is
    // something to give, is drawn: each order is another path through the contract.
    private List<ScriptCommand> Opening()
    {
        List<ScriptCommand> commands =
        [
            _commands.Deploy(CaseApplications.Provider, _swarm.ProviderUnits, 1),
            _commands.Deploy(CaseApplications.Requirer, _swarm.RequirerUnits, 2),
            .. _applications.Providers.Skip(1).Select(application => _commands.Deploy(application, 1, 3)),
            .. _applications.Requirers.Skip(1).Select(application => _commands.Deploy(application, 1, 4)),
        ];
        ScriptCommand[] related = Related();
        ScriptCommand issue = _commands.Issue(5, opening: true);
        var settle = new SettleCommand(_commands.Order());
        int style = _draws.Number(0, 8);
        Commands early = EarlyOffer();
        Commands rest = style switch
        {
            0 => [.. related, issue, settle],
            1 => [issue, settle, .. related],
            2 => [settle, .. related, settle],
            3 => [settle, .. related, settle, issue],
            4 => [.. related, issue],
            >= 5 and <= 7 => [settle, .. related, .. early],
            _ => [settle, issue, .. related, settle],
        };
        return [.. commands, .. rest];
    }

    // All of them, or at times some.
    private ScriptCommand[] Related()
    {
        ScriptCommand[] integrations =
        [
            .. _applications.Providers.SelectMany(provider => _applications.Requirers.Select(requirer =>
                new IntegrateCommand(new EndpointReference(provider), new EndpointReference(requirer)))),
        ];
        return _draws.Weighted(3, 1) == 0 ? integrations : Array.FindAll(integrations, _ => _draws.Number(0, 1) > 0);
    }

    // The provider offers before anybody has asked, and things go on happening then. That takes hooks of the provider alone, one by one, which
    // hardly ever come about by chance.
    private List<ScriptCommand> EarlyOffer()
    {
        List<ScriptCommand> commands = [.. Offering(1), _commands.Issue(AfterDraws, opening: true), .. Offering(3)];
        for (int twist = 1; twist <= 5; twist++)
        {
            commands.AddRange(Twist(AfterDraws + twist));
            commands.AddRange(Offering(_draws.Number(0, 2)));
        }

        if (_draws.Number(0, 2) == 0 && _swarm.Enabled.Contains(CommandKind.RemoveRelation))
        {
            commands.Add(new RemoveRelationCommand(new EndpointReference(CaseApplications.Provider), new EndpointReference(CaseApplications.Requirer)));
        }

        return commands;
    }

    private Commands Twist(int ordinal)
    {
        bool hostile = !_scope.ProviderUnderTest && _swarm.Enabled.Contains(CommandKind.HostileWrite);
        int[] weights = [.. s_twists.Select(twist => _swarm.Enabled.Contains(twist.Kind) ? twist.Weight : 0), .. hostile ? s_hostileTwists : []];
        int which = _draws.Weighted(weights);
        return (which - s_twists.Length) switch
        {
            < 0 => _commands.Of(s_twists[which].Kind, ordinal),
            0 => [s_withdrawal],
            1 => [s_withdrawal, _commands.Issue(ordinal), .. Offering(2)],
            _ => _commands.Of(CommandKind.HostileWrite, ordinal),
        };
    }

    private static IEnumerable<ScriptCommand> Offering(int steps) =>
        Enumerable.Repeat(new StepCommand(UnitReference.Leader(CaseApplications.Provider)), steps);
}
