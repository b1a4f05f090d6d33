using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Opening;

/// <summary>The charms that play in scripts, open.</summary>
internal sealed record OpenedCast(OpenedCharm Provider, OpenedCharm Requirer) : IDisposable
{
    /// <summary>Who plays the roles.</summary>
    public required Cast Cast { get; init; }

    /// <summary>The seed of fake values.</summary>
    public ulong Seed { get; init; }

    /// <summary>The variables that are given.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The roles of the charms under test; where none is named, the reference charms are.</summary>
    public Roles UnderTest => (Provider.IsReference, Requirer.IsReference) switch
    {
        (true, false) => Roles.Requirer,
        (false, true) => Roles.Provider,
        _ => Roles.Both,
    };

    /// <summary>The clauses that the profiles waive.</summary>
    public IReadOnlyDictionary<string, string> Waived => Provider.Profile.Waive.Concat(Requirer.Profile.Waive)
        .DistinctBy(pair => pair.Key, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>How to run one of the ways to run a script.</summary>
    public RunOptions OptionsFor(ScriptCase script) => new() { UnderTest = UnderTest, Seed = Seed, Variables = Variables, Row = script.Row };

    /// <inheritdoc/>
    public void Dispose()
    {
        Provider.Dispose();
        Requirer.Dispose();
    }
}
