using S3Contract.Harness.Checks;
using S3Contract.Reference.Clauses;

namespace S3Contract.NUnit;

/// <summary>What a fixture is going to test.</summary>
/// <param name="Clauses">The clauses that bind the role.</param>
/// <param name="Scripts">The course, and the fixture's own scripts behind it.</param>
/// <param name="Campaign">The clauses that the campaign tries to break.</param>
internal sealed record ContractPlan(IReadOnlyList<Clause> Clauses, IReadOnlyList<PlannedScript> Scripts, IReadOnlyList<Clause> Campaign);
