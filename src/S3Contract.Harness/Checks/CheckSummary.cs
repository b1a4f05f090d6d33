using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Reference.Charts;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

/// <summary>Puts what was found about each endpoint together.</summary>
internal static class CheckSummary
{
    /// <summary>The report of a check.</summary>
    public static CheckReport Of(ToolName tool, CheckSubject subject, string level, ulong seed, IReadOnlyList<PartEvidence> parts, bool whole = false)
    {
        bool several = parts.Count > 1;
        var clauses = new Dictionary<string, List<(PartEvidence Part, ClauseResult Clause)>>(StringComparer.Ordinal);
        var scenarios = new List<ScenarioResult>();
        string? unproven = null;
        foreach (PartEvidence part in parts)
        {
            IReadOnlyList<ClauseResult> found = part.Decided();
            unproven ??= whole && IsSilent(part, found)
                ? $"no clause of the families live and atomicity was put to the test{(several ? part.Suffix : "")}: as far as was seen, this provider never answered anybody"
                : null;
            foreach (ClauseResult clause in found)
            {
                if (!clauses.TryGetValue(clause.Id, out List<(PartEvidence Part, ClauseResult Clause)>? same))
                {
                    clauses[clause.Id] = same = [];
                }

                same.Add((part, clause));
            }

            scenarios.AddRange(part.Scenarios(found).Select(scenario => several ? scenario with { Name = scenario.Name + part.Suffix } : scenario));
        }

        return new CheckReport(
            tool,
            subject,
            level,
            seed,
            [.. Ordered(clauses.Keys).Select(id => Merged(clauses[id]))],
            scenarios,
            new CheckCounts(parts.Sum(part => part.Played.Count), parts.Sum(part => part.Hooks), parts.Sum(part => part.HookCommands)))
        {
            Unproven = unproven,
            Lacks = Lacks.Merged(parts.SelectMany(part => part.Lacks)),
        };
    }

    /// <summary>The report with the version of the interface that was spoken, and the transitions of its charts that no endpoint's runs took, in the order of the
    /// table.</summary>
    public static CheckReport Measured(CheckReport report, IReadOnlyList<PartResult> parts)
    {
        var all = new MachineCoverage();
        foreach (PartResult part in parts)
        {
            all.Add(part.Judge.Coverage);
        }

        ContractVersion[] versions = [.. parts.Select(part => part.Version).DefaultIfEmpty(ContractVersion.V0).Distinct().Order()];
        return report with
        {
            Charted = versions,
            UntakenTransitions = [.. versions.SelectMany(all.Missing)],
            Subject = report.Subject with { Interface = string.Join(", ", versions.Select(version => version == ContractVersion.V1 ? "s3 v1" : CheckSubject.DefaultInterface)) },
        };
    }

    // A provider of which nothing was seen that a requirer waits for.
    private static bool IsSilent(PartEvidence part, IReadOnlyList<ClauseResult> clauses) =>
        string.Equals(part.Role, RoleNames.Of(Roles.Provider), StringComparison.Ordinal)
        && !clauses.Any(clause => clause is { Counts: true, Family: "live" or "atomicity", Verdict: not Verdict.Inconclusive, Checked: > 0 });

    // In the order of the catalogue; clauses of users' own behind it, in theirs.
    private static IEnumerable<string> Ordered(IEnumerable<string> ids) =>
        ids.Select((id, index) => (Id: id, Index: index)).OrderBy(one => ClauseCatalogue.Find(one.Id)?.Index ?? int.MaxValue).ThenBy(one => one.Index).Select(one => one.Id);

    // What one endpoint does not show cannot be made up for by another: fail before inconclusive before pass.
    private static ClauseResult Merged(List<(PartEvidence Part, ClauseResult Clause)> found)
    {
        if (found.Count == 1)
        {
            return found[0].Clause;
        }

        Verdict verdict = found.MaxBy(one => Weight(one.Clause.Verdict)).Clause.Verdict;
        (PartEvidence part, ClauseResult decisive) = found.First(one => one.Clause.Verdict == verdict);
        return decisive with
        {
            Verdict = verdict,
            Reason = decisive.Reason is null || verdict == Verdict.Waived ? decisive.Reason : decisive.Reason + part.Suffix,
            Checked = found.Sum(one => one.Clause.Checked),
            Violations =
            [
                .. found.SelectMany(one => one.Clause.Violations.Select(violation => violation with { Message = violation.Message + one.Part.Suffix })),
            ],
        };
    }

    private static int Weight(Verdict verdict) => verdict switch
    {
        Verdict.Fail => 3,
        Verdict.Inconclusive => 2,
        Verdict.Waived => 1,
        _ => 0,
    };
}
