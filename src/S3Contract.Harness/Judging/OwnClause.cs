using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Judging;

/// <summary>A clause of a user's own. Added to the services beside <see cref="Checks.S3ContractServices.AddS3Contract"/>, it is judged
/// wherever the clauses of the contract are judged on the runs of scripts; campaigns do not search for it.</summary>
/// <param name="Clause">The clause. Its id is <c>family.name</c> and not one of the catalogue; its roles say which sides it binds.</param>
/// <param name="Look">A pure function of a run as it was, keys in clear: every place where the run puts the clause to the test.</param>
public sealed record OwnClause(Clause Clause, Func<Trace, IEnumerable<ClauseCheck>> Look);

/// <summary>A step that puts a clause to the test.</summary>
/// <param name="Step">The index of the step in its trace.</param>
/// <param name="Broken">What is wrong, for people; null if the clause held. Keys of the run in it are masked where it is told.</param>
public sealed record ClauseCheck(int Step, string? Broken = null);
