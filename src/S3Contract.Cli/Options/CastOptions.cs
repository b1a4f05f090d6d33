using System.CommandLine;
using S3Contract.Cli.Opening;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Options;

/// <summary>Who plays the roles in scripts, and with which values: the options of every command that runs scripts.</summary>
internal sealed class CastOptions
{
    private readonly SideOptions _provider = new("provider", Roles.Provider);
    private readonly SideOptions _requirer = new("requirer", Roles.Requirer);
    private readonly Option<string?> _endpoint = SharedOptions.Endpoint();
    private readonly Option<string?> _profile = SharedOptions.Profile();
    private readonly Option<ContractVersion> _interface = SharedOptions.Interface();
    private readonly Option<string[]> _let = SharedOptions.Let();
    private readonly Option<ulong> _seed = SharedOptions.Seed();
    private readonly Option<TimeSpan?> _timeLimit = SharedOptions.TimeLimit();
    private readonly Option<JujuVersion?> _juju = SharedOptions.Juju();
    private readonly Option<Transport> _transport = SharedOptions.Transport();
    private readonly Option<bool> _isolate = SharedOptions.Isolate();
    private readonly Option<bool> _s3 = SharedOptions.S3();

    public CastOptions()
    {
        _endpoint.Description = "The endpoint of the charm, where only one of --provider and --requirer is given.";
        _interface.Description = "The version that charms are held to and a built-in one on the other side speaks: v0, v1, or auto.";
        _profile.Description = "The profile of the charm, where only one of --provider and --requirer is given.";
    }

    /// <summary>How hooks are started.</summary>
    public Option<Transport> Transport => _transport;

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])
            [
                _provider.Charm, _requirer.Charm, _endpoint, _profile, _provider.Endpoint, _requirer.Endpoint, _provider.Profile, _requirer.Profile,
                _interface, _let, _seed, _juju, _timeLimit, _transport, _isolate, _s3,
            ])
        {
            command.Add(option);
        }
    }

    /// <summary>Opens the charms.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="cancellation">Ends the trial of a provider whose profile says nothing of issuing.</param>
    /// <exception cref="UsageException">The options do not fit together.</exception>
    /// <exception cref="CharmProblem">A charm cannot be run.</exception>
    public OpenedCast Open(ParseResult parsed, CancellationToken cancellation)
    {
        string? endpoint = parsed.GetValue(_endpoint);
        string? profile = parsed.GetValue(_profile);
        SideOptions[] named = [.. new[] { _provider, _requirer }.Where(side => side.IsNamed(parsed))];
        if (named.Length != 1 && (endpoint ?? profile) is not null)
        {
            string option = endpoint is null ? "profile" : "endpoint";
            throw new UsageException(named.Length == 0
                ? $"--{option} is about a charm: give --provider or --requirer"
                : $"--{option} is about one charm, and there are two: give --provider-{option} or --requirer-{option}");
        }

        ProcessOnly.Require([parsed.GetValue(_provider.Charm), parsed.GetValue(_requirer.Charm)], parsed.GetValue(_transport));
        OpenedCharm provider = _provider.Open(parsed, endpoint, profile, parsed.GetValue(_timeLimit), parsed.GetValue(_juju), parsed.GetValue(_isolate), parsed.GetValue(_transport));
        OpenedCharm? requirer = null;
        try
        {
            requirer = _requirer.Open(parsed, endpoint, profile, parsed.GetValue(_timeLimit), parsed.GetValue(_juju), parsed.GetValue(_isolate), parsed.GetValue(_transport));
            var cast = new Cast(_provider.PlayerOf(parsed, provider, endpoint), _requirer.PlayerOf(parsed, requirer, endpoint))
            {
                S3 = parsed.GetValue(_s3),
                Others = ReferencePlayers.Beside((_provider.IsNamed(parsed) ? Roles.Provider : Roles.None) | (_requirer.IsNamed(parsed) ? Roles.Requirer : Roles.None)),
            };
            if (cast.Conflict is { } conflict)
            {
                throw new UsageException($"{conflict}; {_juju.Name} decides for both");
            }

            return new OpenedCast(provider, requirer)
            {
                Variables = Variables(parsed),
                Seed = parsed.GetValue(_seed),
                Cast = OwnKeysTrial.Tried(cast, cancellation),
                Given = (_provider.IsGiven(parsed) ? Roles.Provider : Roles.None) | (_requirer.IsGiven(parsed) ? Roles.Requirer : Roles.None),
                Interface = parsed.GetValue(_interface),
                Cancellation = cancellation,
            };
        }
        catch
        {
            requirer?.Dispose();
            provider.Dispose();
            throw;
        }
    }

    /// <summary>The variables that are given.</summary>
    /// <exception cref="UsageException">One is not <c>name=value</c>, or is given twice.</exception>
    public SortedDictionary<string, string> Variables(ParseResult parsed)
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string text in parsed.GetValue(_let) ?? [])
        {
            int sign = text.IndexOf('=', StringComparison.Ordinal);
            string name = sign < 0 ? text : text[..sign];
            if (sign < 0 || !Names.IsVariable(name))
            {
                throw new UsageException($"--let {text}: expected name=value, the name in lower-case letters, digits and hyphens");
            }

            if (!variables.TryAdd(name, text[(sign + 1)..]))
            {
                throw new UsageException($"--let {text}: {name} for the second time");
            }
        }

        return variables;
    }

    /// <summary>Refuses a variable that no script uses.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void CheckUsed(IReadOnlyDictionary<string, string> variables, IEnumerable<Script> scripts)
    {
        string[] used = [.. scripts.SelectMany(Used).Distinct(StringComparer.Ordinal)];
        if (variables.Keys.FirstOrDefault(name => !used.Contains(name, StringComparer.Ordinal)) is { } unused)
        {
            string? near = NearestWord.Of(unused, used);
            throw new UsageException(DidYouMean.Message(
                $"--let {unused}=…: no script uses ${{{unused}}}",
                near,
                used.Length == 0 ? "they use no variables" : $"they use {string.Join(", ", used.Order(StringComparer.Ordinal))}"));
        }
    }

    /// <summary>The options as they were given, for a command that runs a script again.</summary>
    public string Again(ParseResult parsed)
    {
        var words = new List<string>();
        Option<string?>[] options = [_provider.Charm, _requirer.Charm, _endpoint, _profile, _provider.Endpoint, _requirer.Endpoint, _provider.Profile, _requirer.Profile];
        foreach (Option<string?> option in options)
        {
            if (parsed.GetValue(option) is { } value)
            {
                words.Add($"{option.Name} {ShellWord.Of(value)}");
            }
        }

        words.AddRange((parsed.GetValue(_let) ?? []).Select(text => $"{_let.Name} {ShellWord.Of(text)}"));
        if (parsed.GetValue(_seed) != 0)
        {
            words.Add(FormattableString.Invariant($"{_seed.Name} {parsed.GetValue(_seed)}"));
        }

        if (parsed.GetValue(_interface) is not ContractVersion.Any and var version)
        {
            words.Add($"{_interface.Name} {(version == ContractVersion.V1 ? "v1" : "v0")}");
        }

        if (parsed.GetValue(_juju) is { } juju)
        {
            words.Add($"{_juju.Name} {juju}");
        }

        if (parsed.GetValue(_transport) is not Harness.Subjects.Profile.Transport.Auto and var transport)
        {
            words.Add($"{_transport.Name} {TransportName.All.First(one => one.Transport == transport).Name}");
        }

        if (parsed.GetValue(_s3))
        {
            words.Add(_s3.Name);
        }

        return string.Concat(words.Select(word => " " + word));
    }

    private static IEnumerable<string> Used(Script script) =>
        script.Commands.OfType<TemplateCommand>().SelectMany(template => template.Words).SelectMany(word => word.Name is null ? word.Value : [.. word.Name, .. word.Value])
            .Concat(script.Header.Variables.SelectMany(variable => variable.Default))
            .OfType<VariablePart>().Select(part => part.Name);
}
