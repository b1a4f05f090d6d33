using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Running;

namespace S3Contract.NUnit;

/// <summary>What a fixture has run so far. The course runs once, when the first test asks for it; a script whose test is run without it runs
/// alone, so that a single test stays quick to run and to debug.</summary>
/// <param name="check">What runs and judges.</param>
/// <param name="options">What to check, and how.</param>
/// <param name="plan">What to run.</param>
/// <param name="fixture">The fixture, for commands that repeat a test.</param>
internal sealed class ContractSession(ConformanceCheck check, CheckOptions options, ContractPlan plan, Type fixture) : IDisposable
{
    private readonly Lock _gate = new();
    private CheckedScripts? _course;
    private readonly ToldCauses _told = new();
    private IReadOnlyList<RandomSearch>? _searches;

    /// <summary>How many random cases a campaign runs; null for what suits the host of the charm.</summary>
    public int? Cases { get; init; }

    /// <summary>The reports to write at the end.</summary>
    public IReadOnlyList<(IReportWriter Writer, string File)> Reports { get; init; } = [];

    /// <summary>What is to be ended with it.</summary>
    public IReadOnlyList<IDisposable> Owned { get; init; } = [];

    /// <summary>What all scripts together say of a clause.</summary>
    public ContractOutcome Clause(string id)
    {
        CheckedScripts course = Course();
        ClauseResult? found = course.Report.Clauses.FirstOrDefault(clause => string.Equals(clause.Id, id, StringComparison.Ordinal));
        if (found is not { } clause)
        {
            return new ContractOutcome(OutcomeKind.Inconclusive, $"no relation spoke the version of the interface that {id} is about");
        }

        var text = new FailureText(course, Again);
        return clause.Verdict switch
        {
            Verdict.Pass => new ContractOutcome(OutcomeKind.Passed, $"checked {Times(clause.Checked)}"),
            Verdict.Fail => new ContractOutcome(
                clause.Counts ? OutcomeKind.Failed : OutcomeKind.Beyond,
                _told.ToldElsewhere(id, Cause.Of([clause], []), tells: clause.Counts) is { } elsewhere ? $"{elsewhere}\n{clause.Text}" : text.Of(clause)),
            Verdict.Waived => new ContractOutcome(OutcomeKind.Waived, $"waived: {clause.Reason}\n{clause.Text}"),
            _ => new ContractOutcome(OutcomeKind.Inconclusive, $"{clause.Reason}\n{clause.Text}"),
        };
    }

    /// <summary>How a script went.</summary>
    public ContractOutcome Scenario(string name)
    {
        PlannedScript script = plan.Scripts.First(script => string.Equals(script.Name, name, StringComparison.Ordinal));
        if (script.Errors.Count > 0)
        {
            return new ContractOutcome(OutcomeKind.Failed, string.Join('\n', script.Errors.Select(error => error.Render())));
        }

        CheckedScripts ran;
        lock (_gate)
        {
            ran = _course ?? Run([script.Case]);
        }

        ScenarioResult[] results = [.. ran.Of(name)];
        string reasons = string.Join('\n', results.Where(result => result.Reason is not null).Select(result => result.Reason));
        IReadOnlyList<Cause> causes = Cause.Of(ran.BrokenIn(name), []);
        return results switch
        {
            _ when causes.Count > 0 && _told.ToldElsewhere(name, causes) is { } elsewhere => new ContractOutcome(OutcomeKind.Beyond, elsewhere),
            _ when Array.Exists(results, result => result.Verdict == Verdict.Fail) =>
                new ContractOutcome(OutcomeKind.Failed, new FailureText(ran, Again).Of(name, reasons)),
            _ when Array.Exists(results, result => result.Warns) => new ContractOutcome(
                OutcomeKind.Beyond, $"not as with the reference charms, and no clause that counts was broken\n{new FailureText(ran, Again).Of(name, reasons)}"),
            _ when results.Length == 0 || Array.Exists(results, result => result.Verdict != Verdict.Pass) =>
                new ContractOutcome(OutcomeKind.Inconclusive, reasons),
            _ => new ContractOutcome(OutcomeKind.Passed, ""),
        };
    }

    /// <summary>What a campaign found about a clause.</summary>
    public ContractOutcome Campaign(string id)
    {
        IReadOnlyList<RandomSearch> searches;
        lock (_gate)
        {
            searches = _searches ??= [.. CheckPart.Of(options).Select(part => OwnKeysTrial.Tried(part, CancellationToken.None)).Select(part => RandomSearch.Run(part, Cases))];
        }

        if (_told.ToldBy(id) is { } teller)
        {
            return new ContractOutcome(OutcomeKind.Beyond, $"broken by the course already: the test {teller} shows it");
        }

        string again = $"dotnet test --filter \"FullyQualifiedName~{fixture.FullName}&Name=campaign/{id}\"";
        ContractOutcome[] outcomes = [.. searches.Select(search => search.Of(id, options.CalledAs is { } charm ? $"S3CONTRACT_CHARM={charm} {again}" : again))];
        return Array.Find(outcomes, outcome => outcome.Kind == OutcomeKind.Failed)
            ?? Array.Find(outcomes, outcome => outcome.Kind != OutcomeKind.Passed)
            ?? outcomes[0];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_course is { Report: var found })
        {
            foreach ((IReportWriter writer, string file) in Reports)
            {
                AtomicFile.Write(file, stream => writer.Write(found, stream));
            }
        }

        foreach (IDisposable owned in Owned)
        {
            owned.Dispose();
        }
    }

    private static string Times(int count) => count == 1 ? "once" : FormattableString.Invariant($"{count} times");

    private CheckedScripts Course()
    {
        lock (_gate)
        {
            return _course ??= Run([.. plan.Scripts.Where(script => script.Errors.Count == 0).Select(script => script.Case)]);
        }
    }

    private CheckedScripts Run(IReadOnlyList<ScriptCase> scripts)
    {
        var runs = new List<(string Name, ScriptRun Run)>();
        CheckResult result = Unwrapped(options with { Scripts = scripts, Ran = (script, run) => runs.Add((script.Name, run)) });
        return new CheckedScripts(result.Report, runs.ToLookup(run => run.Name, run => run.Run, StringComparer.Ordinal));
    }

    // A test tells why a charm cannot be checked, not who noticed.
    private CheckResult Unwrapped(CheckOptions run)
    {
        try
        {
            return check.Run(run);
        }
        catch (CheckBrokenException broken) when (broken.InnerException is CharmProblem problem)
        {
            throw new CharmProblem(problem.Kind, problem.Message);
        }
    }

    // The command line cannot name a charm that lives in a test assembly; the test itself can be run again.
    private string Again(string test) => $"dotnet test --filter \"FullyQualifiedName~{fixture.FullName}&Name={test}\"";
}

/// <summary>Scripts that ran, and what was found.</summary>
/// <param name="Report">What was found.</param>
/// <param name="Runs">The runs by the names of their scripts; more than one if the charm has several endpoints.</param>
internal sealed record CheckedScripts(CheckReport Report, ILookup<string, ScriptRun> Runs)
{
    /// <summary>The clauses that count and were broken in a script, with their violations in it.</summary>
    public ClauseResult[] BrokenIn(string name) =>
    [
        .. Report.Clauses
            .Where(clause => clause is { Verdict: Verdict.Fail, Counts: true })
            .Select(clause => clause with { Violations = [.. clause.Violations.Where(violation => string.Equals(violation.Script, name, StringComparison.Ordinal))] })
            .Where(clause => clause.Violations.Count > 0),
    ];

    /// <summary>How a script went, once per endpoint.</summary>
    public IEnumerable<ScenarioResult> Of(string name) => Report.Scenarios.Where(result =>
        string.Equals(result.Name, name, StringComparison.Ordinal) || result.Name.StartsWith(name + " [", StringComparison.Ordinal));
}
