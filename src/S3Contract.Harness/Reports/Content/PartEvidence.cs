using S3Contract.Harness.Judging;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Reports.Content;

/// <summary>What was found about one endpoint, from which what is told of it follows.</summary>
/// <param name="Role">The role it takes.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Plan">The names of all scripts, in order; those that another part of the check ran too.</param>
/// <param name="Clauses">The clauses that bind the role.</param>
/// <param name="Played">The scripts that ran, as they went by themselves.</param>
internal sealed record PartEvidence(
    string Role, string Endpoint, IReadOnlyList<string> Plan, IReadOnlyList<ClauseEvidence> Clauses, IReadOnlyList<ScenarioResult> Played)
{
    /// <summary>Scripts that failed for a reason that their own run does not show.</summary>
    public IReadOnlyList<string> Blamed { get; init; } = [];

    /// <summary>Hooks that ran.</summary>
    public int Hooks { get; init; }

    /// <summary>Hook commands that were given.</summary>
    public int HookCommands { get; init; }

    /// <summary>What the charm asked for and the simulation lacks.</summary>
    public IReadOnlyList<LackFound> Lacks { get; init; } = [];

    /// <summary>What to put behind a name where several endpoints are reported together.</summary>
    public string Suffix => $" [{Role} {Endpoint}]";

    /// <summary>The verdicts. Of a version that no relation spoke nothing is said.</summary>
    public IReadOnlyList<ClauseResult> Decided()
    {
        ClauseResult[] all = [.. Clauses.Select(clause => clause.Decided())];
        ContractVersion[] spoken = [.. all.Where(clause => clause.Checked > 0).Select(VersionOf).Append(ContractVersion.Any).Distinct()];
        spoken = Array.IndexOf(spoken, ContractVersion.V1) >= 0 ? spoken : [.. spoken, ContractVersion.V0];
        return [.. all.Where(clause => clause is not { Verdict: Verdict.Inconclusive, Checked: 0 } || Array.IndexOf(spoken, VersionOf(clause)) >= 0)];
    }

    private static ContractVersion VersionOf(ClauseResult clause) => ClauseCatalogue.Find(clause.Id)?.Version ?? ContractVersion.Any;

    /// <summary>How each script went, once the verdicts on the clauses are known.</summary>
    public IReadOnlyList<ScenarioResult> Scenarios(IReadOnlyList<ClauseResult> clauses)
    {
        ILookup<string, string> broken = clauses
            .Where(clause => clause is { Counts: true, Verdict: Verdict.Fail })
            .SelectMany(clause => clause.Violations.Select(violation => (violation.Script, clause.Id)))
            .Distinct()
            .ToLookup(pair => pair.Script, pair => pair.Id, StringComparer.Ordinal);
        return
        [
            .. Played.Select(scenario => broken.Contains(scenario.Name)
                ? scenario with { Verdict = Verdict.Fail, Reason = $"breaks {string.Join(", ", broken[scenario.Name])}" }
                : scenario is { Verdict: Verdict.Fail, IsOwn: false } && !Blamed.Contains(scenario.Name, StringComparer.Ordinal)
                    ? scenario with { Verdict = Verdict.Inconclusive, Warns = true }
                    : scenario),
        ];
    }

    /// <summary>What several parts of a check found about the endpoint, as if one had found it all.</summary>
    public static PartEvidence Merged(IReadOnlyList<PartEvidence> parts)
    {
        PartEvidence first = parts[0];
        var places = first.Plan.Select((name, place) => (name, place)).ToDictionary(one => one.name, one => one.place, StringComparer.Ordinal);
        int Order(string script) => places.GetValueOrDefault(script, int.MaxValue);
        return first with
        {
            Clauses = [.. first.Clauses.Select((_, i) => ClauseEvidence.Merged([.. parts.Select(part => part.Clauses[i])], Order))],
            Played = [.. parts.SelectMany(part => part.Played).OrderBy(scenario => Order(scenario.Name))],
            Blamed = [.. parts.SelectMany(part => part.Blamed)],
            Hooks = parts.Sum(part => part.Hooks),
            HookCommands = parts.Sum(part => part.HookCommands),
            Lacks = Judging.Lacks.Merged(parts.SelectMany(part => part.Lacks).OrderBy(lack => Order(lack.Script))),
        };
    }
}
