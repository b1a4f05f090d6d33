using System.Diagnostics;
using S3Contract.Harness.Exploring;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Campaigns.Exhaustive;

/// <summary>Walks a small world in every order of hooks and operator's commands. A state is the world, the state of the reference machine and
/// what is left of the menu; one that was seen before is not walked again.</summary>
internal sealed class Explorer : IDisposable
{
    private readonly CampaignOptions _options;
    private readonly SmallWorld _smallWorld;
    private readonly CaseRunner _runner;
    private readonly Lazy<SmallWorldModel> _writer;
    private readonly List<ExplorerFailure> _failures = [];
    private readonly HashSet<string> _explained = new(StringComparer.Ordinal);

    private Explorer(CampaignOptions options, SmallWorld smallWorld)
    {
        _options = options;
        _smallWorld = smallWorld;
        _runner = new CaseRunner(options.Cast, options.Judging);
        _writer = new Lazy<SmallWorldModel>(() => new SmallWorldModel(options, smallWorld));
    }

    /// <summary>Walks a small world.</summary>
    /// <param name="options">The charms, who is under test, and which clauses count. The charms must run in process.</param>
    /// <param name="world">The world.</param>
    /// <param name="bounds">How far to walk after its opening.</param>
    /// <param name="cancellation">Ends the walk.</param>
    /// <exception cref="ArgumentException">A charm is not in process: it cannot be taken back to an earlier state.</exception>
    /// <exception cref="OperationCanceledException">The walk was cancelled.</exception>
    public static ExplorerResult Explore(CampaignOptions options, SmallWorld world, Bounds bounds, CancellationToken cancellation = default)
    {
        foreach (Player player in new[] { options.Cast.Provider, options.Cast.Requirer })
        {
            if (!player.IsInProcess)
            {
                throw new ArgumentException($"{player.Charm.Metadata.Name} is a process: only charms in process can be explored", nameof(options));
            }
        }

        using var explorer = new Explorer(options, world);
        var clock = Stopwatch.StartNew();
        Searched searched = BreadthFirst<SmallState, SmallMove, Violation>.Search(
            () => new SmallWorldModel(options, world), bounds, explorer.Keep, cancellation);
        return new ExplorerResult(world, bounds.Depth, searched, explorer._failures) { Elapsed = clock.Elapsed };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_writer.IsValueCreated)
        {
            _writer.Value.Dispose();
        }
    }

    // A hook that fails where something is odd need not fail because of it.
    private void Keep(FoundFlaw<SmallMove, Violation> found)
    {
        Violation violation = found.Flaw;
        if (IsKnown(violation.ClauseId))
        {
            return;
        }

        if (violation.Suspects.Count > 0)
        {
            if (!_explained.Add($"{violation.ClauseId} {violation.Application} {violation.Hook?.Name}"))
            {
                return;
            }

            CaseRun run = _runner.RunExplained(Failure(found, violation).Script, CancellationToken.None);
            violation = run.Violations.FirstOrDefault(broken => broken.Clause is { Family: "tolerance" }) ?? violation;
            if (IsKnown(violation.ClauseId))
            {
                return;
            }
        }

        _failures.Add(Failure(found, violation));
    }

    private bool IsKnown(string clause) => _failures.Exists(known => string.Equals(known.Violation.ClauseId, clause, StringComparison.Ordinal));

    private ExplorerFailure Failure(FoundFlaw<SmallMove, Violation> found, Violation violation) => new(
        violation with { Script = _smallWorld.Name },
        found.Way.Count,
        Counterexample.Write(_writer.Value.Script(found.Way), violation, seed: null, _options));
}
