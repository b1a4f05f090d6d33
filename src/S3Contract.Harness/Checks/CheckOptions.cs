using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

/// <summary>What to check, and how.</summary>
/// <param name="Charm">The charm.</param>
public sealed record CheckOptions(ICharmSubject Charm)
{
    /// <summary>How the intentions of scripts are carried out on the charm, and which clauses are waived for it.</summary>
    public CharmProfile Profile { get; init; } = new();

    /// <summary>The roles to check it in, as far as it has an endpoint for them.</summary>
    public Roles Roles { get; init; } = Roles.Both;

    /// <summary>The version of the interface that the charm is held to: <see cref="ContractVersion.V0"/> or <see cref="ContractVersion.V1"/>, or
    /// <see cref="ContractVersion.Any"/> for the profile's, or else the one that it shows to speak.</summary>
    public ContractVersion Interface { get; init; }

    /// <summary>The one endpoint to check; null for the profile's, or else every endpoint that speaks the interface.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The clauses of this level and those below decide.</summary>
    public ClauseLevel Level { get; init; } = ClauseLevel.Core;

    /// <summary>The seed of everything random.</summary>
    public ulong Seed { get; init; }

    /// <summary>The scripts to run; null for the course, which is <see cref="BuiltInScripts.Cases"/>, or with <see cref="Quick"/> its short
    /// form.</summary>
    public IReadOnlyList<ScriptCase>? Scripts { get; init; }

    /// <summary>Which of the scripts to run; null for all.</summary>
    internal ChosenScripts? Only { get; init; }

    /// <summary>Scripts to run behind those: the user's own.</summary>
    internal IReadOnlyList<ScriptCase> OwnScripts { get; init; } = [];

    /// <summary>Run the short form of the course, <see cref="QuickCourse"/>, instead of the whole?</summary>
    public bool Quick { get; init; }

    /// <summary>The only clauses to tell of; null for all.</summary>
    public IReadOnlySet<string>? OnlyClauses { get; init; }

    /// <summary>Why this is only a part of a check, for the report: <c>--only live</c>; null if it is a whole one.</summary>
    public string? Partial { get; init; }

    /// <summary>End after the first script, in the order of the scripts, in which a clause that counts was broken?</summary>
    public bool FailFast { get; init; }

    /// <summary>How many scripts run at a time; null for what suits the host. What is found does not depend on it.</summary>
    public int? Jobs { get; init; }

    /// <summary>How many cases a campaign draws after the scripts; 0 for no campaign, null for what suits the host (100 in process, 20 for a
    /// process; where <see cref="CampaignTime"/> is given, as many as there is time for).</summary>
    public int? Cases { get; init; } = 0;

    /// <summary>No case of the campaign begins after this time; null for no limit.</summary>
    public TimeSpan? CampaignTime { get; init; }

    /// <summary>The most time that the whole check may take; what was found until then is told. Null for no limit.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>The folder where failing scripts are kept, and where those of earlier campaigns are found; null to keep none.</summary>
    public string? SaveFolder { get; init; }

    /// <summary>How deep to walk small worlds in every order of hooks; null for not at all. Only for charms in process.</summary>
    public int? ExhaustiveDepth { get; init; }

    /// <summary>How the charm was named by who asked for the check, for commands that repeat a part of it: <c>./my-charm</c>.</summary>
    public string? CalledAs { get; init; }

    /// <summary>The profile that was asked for by name, for the same commands; null if none was.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The file that declares the charm's endpoints, as a reader of a report knows it; null if there is none that can be opened.</summary>
    public string? File { get; init; }

    /// <summary>Has each run an S3, also if the profile does not ask for it?</summary>
    internal bool S3 { get; init; }

    /// <summary>The part of the check that is done here; null for all of it.</summary>
    internal Shard? Shard { get; init; }

    /// <summary>The clock by which it is told how long the check and each script took; null for nothing of it in the report.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Told before each script, and at the end.</summary>
    internal Action<CheckProgress>? Progress { get; init; }

    /// <summary>Given each run of a script that came to its end, not masked, in the order of the scripts, endpoint by endpoint.</summary>
    internal Action<ScriptCase, ScriptRun>? Ran { get; init; }
}

/// <summary>How far a check is.</summary>
/// <param name="Done">Scripts and random cases that have run.</param>
/// <param name="Total">Scripts and random cases in all.</param>
/// <param name="Script">The script that runs next, or what the campaign does; null at the end.</param>
internal sealed record CheckProgress(int Done, int Total, string? Script)
{
    /// <summary>How many of all are random cases, as far as that is known before.</summary>
    public int Cases { get; init; }

    /// <summary>How long random cases are drawn, where nothing else limits them; null else.</summary>
    public TimeSpan? CasesFor { get; init; }

    /// <summary>How many scripts, or random cases, of this kind and this endpoint were done before, and how many there are: each kind takes its own time.</summary>
    public (int Done, int Total) OfKind { get; init; } = (Done, Total);
}
