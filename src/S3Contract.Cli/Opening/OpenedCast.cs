using S3Contract.Harness.Checks;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Opening;

/// <summary>The charms that play in scripts, open.</summary>
internal sealed record OpenedCast(OpenedCharm Provider, OpenedCharm Requirer) : IDisposable
{
    private ContractVersion? _shown;

    /// <summary>Who plays the roles where nothing is said of versions.</summary>
    public required Cast Cast { get; init; }

    /// <summary>The roles whose charms were named; the others are played by the reference charm that suits the script.</summary>
    public Roles Given { get; init; } = Roles.Both;

    /// <summary>The version of the interface that was asked for.</summary>
    public ContractVersion Interface { get; init; }

    /// <summary>The seed of fake values.</summary>
    public ulong Seed { get; init; }

    /// <summary>The variables that are given.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The roles of the charms under test; where none is named, the reference charms are.</summary>
    public Roles UnderTest => Given is Roles.Provider or Roles.Requirer ? Given : (Provider.IsReference, Requirer.IsReference) switch
    {
        (true, false) => Roles.Requirer,
        (false, true) => Roles.Provider,
        _ => Roles.Both,
    };

    /// <summary>The clauses that the profiles waive.</summary>
    public IReadOnlyDictionary<string, string> Waived => Provider.Profile.Waive.Concat(Requirer.Profile.Waive)
        .DistinctBy(pair => pair.Key, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Ends the trial that shows which version a charm speaks.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The version that the charms are held to in a script; <see cref="ContractVersion.Any"/> where nothing says so.</summary>
    public ContractVersion HeldTo => Interface != ContractVersion.Any ? Interface
        : Given.HasFlag(Roles.Provider) && Provider.Profile.Interface is not ContractVersion.Any and var provider ? provider
        : Given.HasFlag(Roles.Requirer) ? Requirer.Profile.Interface
        : ContractVersion.Any;

    /// <summary>The same for the sides that are judged in a script: two of two versions are not held to one.</summary>
    public ContractVersion HeldToIn(ScriptCase script) =>
        BuiltInScripts.IsForTwoVersions(script) && Given is not (Roles.Provider or Roles.Requirer) ? ContractVersion.Any : HeldTo;

    /// <summary>Who plays the roles in a script: across two versions the reference charm speaks the one that the other side does not.</summary>
    public Cast CastFor(ScriptCase script)
    {
        bool across = BuiltInScripts.IsForTwoVersions(script);
        ContractVersion held = HeldTo != ContractVersion.Any ? HeldTo
            : across && Given is Roles.Provider or Roles.Requirer ? _shown ??= SpokenTrial.Of(Cast, Given, Cast.EndpointOf(RoleNames.Of(Given)), Cancellation)
            : BuiltInScripts.IsForVersion1(script) ? ContractVersion.V1
            : ContractVersion.V0;
        ContractVersion other = !across ? held : held == ContractVersion.V1 ? ContractVersion.V0 : ContractVersion.V1;
        return Given switch
        {
            Roles.Both => Cast,
            Roles.Provider => Cast with { Requirer = Playing(Roles.Requirer, other, Cast.Requirer) },
            Roles.Requirer => Cast with { Provider = Playing(Roles.Provider, other, Cast.Provider) },
            _ => Cast with { Provider = Playing(Roles.Provider, held, Cast.Provider), Requirer = Playing(Roles.Requirer, other, Cast.Requirer) },
        };
    }

    /// <summary>How to run one of the ways to run a script.</summary>
    public RunOptions OptionsFor(ScriptCase script) => new() { UnderTest = UnderTest, Seed = Seed, Variables = Variables, Row = script.Row };

    private static Player Playing(Roles role, ContractVersion version, Player instead)
    {
        Player player = ReferencePlayers.Of(role, version);
        return player with { Profile = player.Profile with { JujuVersion = instead.Profile.JujuVersion } };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Provider.Dispose();
        Requirer.Dispose();
    }
}
