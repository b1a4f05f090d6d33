using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Cli.Opening;
using S3Contract.Cli.Options;
using S3Contract.Cli.Shell;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Sessions;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Commands;

/// <summary><c>shell [CHARM]</c>: the script language with a prompt.</summary>
internal sealed class ShellCommand
{
    private const string About = """
        The script language with a prompt, against the reference charms or with a charm in its role. Reads a pipe as well.
        What each command did is shown; show, undo, save, complete, history, help and quit are beside the language.

        Exit codes:
          0    every line was understood, every expectation held; also when a terminal's session ends
          1    an expectation did not hold
          2    a line could not be read, or wrong usage
          3    the charm could not be run, or did not show what was asked for
          4    internal error
          130  interrupted
        """;

    private readonly Argument<string?> _charm = new("CHARM")
    {
        Description = "A charm: a folder (packed or source), or a .charm file. It plays the role of its endpoint; without it the reference charms play both.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<Roles?> _role = SharedOptions.Role();
    private readonly Option<string?> _endpoint = SharedOptions.Endpoint();
    private readonly Option<string?> _profile = SharedOptions.Profile();
    private readonly Option<ulong> _seed = SharedOptions.Seed();
    private readonly Option<TimeSpan?> _timeLimit = SharedOptions.TimeLimit();
    private readonly Option<JujuVersion?> _juju = SharedOptions.Juju();
    private readonly Option<Transport> _transport = SharedOptions.Transport();
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Surroundings _around;
    private readonly IServiceProvider _services;

    public ShellCommand(Surroundings around, IServiceProvider services)
    {
        _around = around;
        _services = services;
        Command = new Command("shell", About) { _charm, _role, _endpoint, _profile, _seed, _juju, _timeLimit, _transport, _noColor };
        _role.Description = "The role the charm plays, where it has endpoints for both: provider or requirer.";
        _endpoint.Description = "The endpoint of the charm; else its first one with interface s3.";
        _transport.Description = "How hooks are started: cold (the default: a process for each, as Juju does), auto, warm or worker, as for check. What goes wrong is not run once more.";
        _transport.DefaultValueFactory = _ => Transport.Cold;
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        string name = parsed.GetValue(_charm) ?? OpenedCharm.Reference;
        JujuVersion? juju = parsed.GetValue(_juju);
        ProcessOnly.Require([name], parsed.GetValue(_transport), parsed.GetValue(_profile));
        using OpenedCharm charm = OpenedCharm.Open(
            name, parsed.GetValue(_role) ?? Roles.Provider, parsed.GetValue(_profile), parsed.GetValue(_timeLimit), parsed.GetValue(_endpoint), juju,
            parsed.GetValue(_transport));
        Roles role = charm.IsReference ? Roles.Both : RoleOf(charm, parsed);
        var player = new Player(charm.Charm, charm.Profile, parsed.GetValue(_endpoint));
        using OpenedCharm provider = OpenedCharm.Open(charm.IsReference ? name : OpenedCharm.Reference, Roles.Provider, juju: juju);
        using OpenedCharm requirer = OpenedCharm.Open(charm.IsReference ? name : OpenedCharm.Reference, Roles.Requirer, juju: juju);
        var cast = new Cast(
            role == Roles.Provider ? player : new Player(provider.Charm, provider.Profile),
            role == Roles.Requirer ? player : new Player(requirer.Charm, requirer.Profile));
        var options = new RunOptions { UnderTest = role, Seed = parsed.GetValue(_seed) };
        using var session = new ScriptSession(cast, options, _services.GetServices<OwnCommand>());
        return Talk(session, Screen.For(_around, parsed.GetValue(_noColor)), charm, role);
    }

    private int Talk(ScriptSession session, Screen screen, OpenedCharm charm, Roles role)
    {
        var conversation = new ShellConversation(session, _around, screen);
        var input = ShellInput.For(_around, conversation.Completions);
        if (_around.InIsTerminal)
        {
            string who = role == Roles.Both ? "The reference charms play both roles" : $"{charm.Charm.Metadata.Name} plays the {Harness.Reports.Content.RoleNames.Of(role)}";
            screen.Line((Plain.Line($"{who}. help lists the commands, Tab or a ? at the end completes, quit ends."), "grey"));
        }

        while (Answer(conversation, input))
        {
        }

        return _around.InIsTerminal ? ExitCode.Conforms : conversation.Code;
    }

    // On a terminal Ctrl-C ends the line that is typed, or what a line runs, and never the session.
    private bool Answer(ShellConversation conversation, ShellInput input)
    {
        try
        {
            return input.Next(Part()) is { } line ? conversation.Answer(line, Part()) : conversation.GoesOn();
        }
        catch (OperationCanceledException) when (!_around.Cancellation.IsCancellationRequested)
        {
            _around.Out.WriteLine(input.Cleared);
            return true;
        }
    }

    private CancellationToken Part() => _around.NextPart?.Invoke() ?? _around.Cancellation;

    private static Roles RoleOf(OpenedCharm charm, ParseResult parsed, Option<Roles?> asked, Option<string?> endpoint)
    {
        CharmMetadata metadata = charm.Charm.Metadata;
        string? named = parsed.GetValue(endpoint) ?? charm.Profile.Endpoint;
        CharmEndpoint[] endpoints =
        [
            .. metadata.S3Endpoints(EndpointRole.Provider).Concat(metadata.S3Endpoints(EndpointRole.Requirer))
                .Where(known => named is null || string.Equals(known.Name, named, StringComparison.Ordinal))
                .Where(known => parsed.GetValue(asked) is not { } role || (known.Role == EndpointRole.Provider) == (role == Roles.Provider)),
        ];
        string all = string.Join(", ", metadata.Endpoints.Select(known => known.Name));
        return endpoints switch
        {
            [] => throw new UsageException($"charm {metadata.Name} has no such endpoint with interface s3; it has {(all.Length == 0 ? "none at all" : all)}"),
            _ when endpoints.DistinctBy(known => known.Role).Count() > 1 => throw new UsageException(
                $"charm {metadata.Name} has endpoints for both roles ({string.Join(", ", endpoints.Select(known => known.Name))}): say which with --role or --endpoint"),
            _ => endpoints[0].Role == EndpointRole.Provider ? Roles.Provider : Roles.Requirer,
        };
    }

    private Roles RoleOf(OpenedCharm charm, ParseResult parsed) => RoleOf(charm, parsed, _role, _endpoint);
}
