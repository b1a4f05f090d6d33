using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

/// <summary>Judges saved traces: the same verdicts as when they were made.</summary>
/// <param name="tool">Which tool judges, for the report.</param>
/// <param name="ownClauses">Clauses beside those of the contract.</param>
public sealed class TraceCheck(ToolName tool, IEnumerable<OwnClause>? ownClauses = null)
{
    private readonly IReadOnlyList<OwnClause> _ownClauses = OwnJudge.Distinct(ownClauses ?? []);

    /// <summary>Judges traces.</summary>
    /// <param name="traces">The traces; at least one. Each is judged before the next one is asked for, and only what went wrong is kept. They are
    /// gone through once, and once more if a run without a relation does not say which endpoint it is about.</param>
    /// <param name="level">The clauses of this level and those below decide.</param>
    /// <param name="waived">The clauses that are waived, each with its reason.</param>
    public CheckReport Run(IEnumerable<Trace> traces, ClauseLevel level, IReadOnlyDictionary<string, string> waived) => Run(traces, level, waived, ContractVersion.Any);

    /// <summary>The same, the side under test taken to speak a version, whatever it wrote.</summary>
    internal CheckReport Run(IEnumerable<Trace> traces, ClauseLevel level, IReadOnlyDictionary<string, string> waived, ContractVersion speaks)
    {
        var parts = new List<(TracePart Part, PartResult Result)>();
        var known = new Lazy<TracePart[]>(() => [.. traces.SelectMany(TracePart.Of).Where(part => part.Endpoint is not null).Distinct()]);
        ulong? seed = null;
        foreach (Trace trace in traces)
        {
            seed ??= trace.Header.Seed;

            // A run without a relation does not say which endpoint it is about; the other runs of the charm do.
            foreach (TracePart part in TracePart.Of(trace).Select(part => part.Endpoint is null ? Array.Find(known.Value, part.IsSameCharm) ?? part : part))
            {
                PartResult? result = parts.FirstOrDefault(one => one.Part == part).Result;
                if (result is null)
                {
                    var judge = new JudgeOptions
                    {
                        SubjectRoles = part.Role,
                        VisibleEvents = ConformanceCheck.EventsShownBy(part.Host),
                        Endpoint = part.Endpoint,
                        Speaks = speaks,
                        Level = level,
                        Waived = waived,
                    };
                    result = new PartResult(RoleNames.Of(part.Role), part.Endpoint ?? "", judge, _ownClauses, new RunPlaces(null));
                    parts.Add((part, result));
                }

                result.Add(trace);
            }
        }

        var subject = new CheckSubject(
            Listed(parts.Select(part => part.Part.Charm)),
            Listed(parts.Select(part => RoleNames.Of(part.Part.Role))),
            Listed(parts.Select(part => part.Part.Endpoint ?? "")),
            Listed(parts.Select(part => part.Part.Host)));
        return CheckSummary.Measured(
            CheckSummary.Of(tool, subject, LevelName.Of(level), seed ?? 0, [.. parts.Select(part => part.Result.Evidence())]), [.. parts.Select(part => part.Result)]);
    }

    private static string Listed(IEnumerable<string> names) =>
        string.Join(", ", names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal));

    // A charm under test in a trace: which, on which side, by which endpoint.
    private sealed record TracePart(Roles Role, string Charm, string Host, string? Endpoint)
    {
        public bool IsSameCharm(TracePart other) => this == (other with { Endpoint = Endpoint });

        public static IEnumerable<TracePart> Of(Trace trace)
        {
            RelationAdded? relation = trace.Steps.OfType<ModelStep>().Select(step => step.Change).OfType<RelationAdded>()
                .FirstOrDefault(added => added.IsUnderContract);
            if (trace.Header.Provider is { UnderTest: true } provider)
            {
                yield return new TracePart(Roles.Provider, provider.Charm, provider.Host, relation?.ProviderEndpoint);
            }

            if (trace.Header.Requirer is { UnderTest: true } requirer)
            {
                yield return new TracePart(Roles.Requirer, requirer.Charm, requirer.Host, relation?.RequirerEndpoint);
            }
        }
    }
}
