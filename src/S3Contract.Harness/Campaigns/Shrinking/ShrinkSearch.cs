using S3Contract.Harness.Scripts.Language;
using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.Language.ScriptCommand>;

namespace S3Contract.Harness.Campaigns.Shrinking;

/// <summary>What shrinking came to.</summary>
/// <param name="Commands">The smallest commands found that still fail.</param>
/// <param name="Runs">How many candidates were run.</param>
internal readonly record struct Shrunk(Commands Commands, int Runs);

/// <summary>Searches for the smallest script that still fails: first by dropping ever smaller groups of commands (delta debugging), then by
/// the other changes of <see cref="ScriptShrinker"/>, again and again until nothing helps or the runs are used up.</summary>
internal sealed class ShrinkSearch
{
    // Up to this length every pair of commands is tried too: often two belong together (a fault and the hook it strikes).
    private const int MostForPairs = 14;

    private readonly Func<Commands, bool> _stillFails;
    private readonly int _mostRuns;
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private Commands _best;
    private int _runs;

    private ShrinkSearch(Commands commands, Func<Commands, bool> stillFails, int mostRuns)
    {
        _best = commands;
        _stillFails = stillFails;
        _mostRuns = mostRuns;
    }

    private bool IsSpent => _runs >= _mostRuns;

    /// <summary>Shrinks failing commands.</summary>
    /// <param name="commands">Commands that fail.</param>
    /// <param name="stillFails">Runs commands and says whether they fail in the same way.</param>
    /// <param name="mostRuns">The most candidates to run.</param>
    /// <param name="guess">Commands that very likely fail too: tried first.</param>
    public static Shrunk Shrink(Commands commands, Func<Commands, bool> stillFails, int mostRuns, Commands? guess = null)
    {
        var shrinking = new ShrinkSearch(commands, stillFails, mostRuns);
        if (guess is not null && guess.Count < commands.Count)
        {
            shrinking.Try(guess);
        }

        bool progress;
        do
        {
            progress = shrinking.DropGroups();
            progress |= shrinking.DropPairs();
            foreach (Func<Commands, IEnumerable<Commands>> simplify in ScriptShrinker.Simplifications)
            {
                progress |= shrinking.Simplify(simplify);
            }
        }
        while (progress && !shrinking.IsSpent);

        return new Shrunk(shrinking._best, shrinking._runs);
    }

    private bool DropGroups()
    {
        bool progress = false;
        for (int size = Math.Max(1, _best.Count / 2); size >= 1; size /= 2)
        {
            // From the end: what came after the failure goes first.
            int start = _best.Count - size;
            while (start > -size && !IsSpent)
            {
                int from = Math.Max(0, start);
                if (Try(ScriptShrinker.Without(_best, from, size)))
                {
                    progress = true;
                }

                start = Math.Min(start, _best.Count) - size;
            }
        }

        return progress;
    }

    private bool DropPairs()
    {
        bool progress = false;
        for (int second = _best.Count - 1; second > 0 && _best.Count <= MostForPairs && !IsSpent; second--)
        {
            for (int first = second - 1; first >= 0; first--)
            {
                Commands without = ScriptShrinker.Without(ScriptShrinker.Without(_best, second, 1), first, 1);
                if (Try(without))
                {
                    progress = true;
                    second = Math.Min(second, _best.Count);
                    break;
                }
            }
        }

        return progress;
    }

    private bool Simplify(Func<Commands, IEnumerable<Commands>> simplify)
    {
        bool progress = false;
        bool again = true;
        while (again && !IsSpent)
        {
            again = false;
            ScriptCost cost = ScriptCost.Of(_best);
            foreach (Commands candidate in simplify(_best))
            {
                if (ScriptCost.Of(candidate).CompareTo(cost) < 0 && Try(candidate))
                {
                    progress = again = true;
                    break;
                }
            }
        }

        return progress;
    }

    private bool Try(Commands candidate)
    {
        if (IsSpent || candidate.Count == 0 || !_tried.Add(string.Join('\n', candidate.Select(ScriptPrinter.Print))))
        {
            return false;
        }

        _runs++;
        if (!_stillFails(candidate))
        {
            return false;
        }

        _best = candidate;
        return true;
    }
}
