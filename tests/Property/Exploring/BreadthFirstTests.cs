using FsCheck;
using FsCheck.Fluent;
using S3Contract.Harness.Exploring;

namespace S3Contract.Tests.Property.Exploring;

/// <summary>The search knows nothing of what it searches; so here it searches something else: walkers, each on a line of its own, some of whom may
/// look at each other only on certain fields.</summary>
internal sealed class BreadthFirstTests
{
    [Test]
    public void Each_state_is_reached_once_and_the_way_to_a_flaw_is_the_shortest()
    {
        var plan = new Plan([3, 3], Meeting: [], Flaw: [2, 1]);
        List<FoundFlaw<int, string>> found = [];
        Searched searched = Search(plan, new Bounds(100), found);
        Assert.That((searched.UniqueStates, searched.Complete), Is.EqualTo((16, true)));
        Assert.That(found.Select(flaw => (flaw.Flaw, flaw.Way.Count)), Is.EqualTo(new[] { ("2 1", 3) }));
    }

    [Test]
    public void A_search_ends_at_its_depth_and_at_its_most_states()
    {
        var plan = new Plan([50, 50], [], []);
        Assert.That(Search(plan, new Bounds(3)).Complete, Is.False);
        Searched bounded = Search(plan, new Bounds(1000) { MostStates = 100 });
        Assert.That(bounded.Complete, Is.False);
        Assert.That(bounded.UniqueStates, Is.InRange(100, 150), "what is left of the batch in which the bound was met is still counted");
    }

    [Test]
    public void Orders_that_come_to_the_same_are_left_out_and_no_state_is_lost()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Plans, plan =>
        {
            List<FoundFlaw<int, string>> whole = [], reduced = [];
            Searched all = Search(plan, new Bounds(plan.Depth) { Reduce = false }, whole);
            Searched some = Search(plan, new Bounds(plan.Depth), reduced);
            return all.UniqueStates == some.UniqueStates && all.Complete == some.Complete && some.States <= all.States
                && whole.Select(Told).SequenceEqual(reduced.Select(Told));
        }));
        static (string, int) Told(FoundFlaw<int, string> found) => (found.Flaw, found.Way.Count);
    }

    [Test]
    public void What_is_found_does_not_depend_on_how_many_threads_search()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Plans, plan =>
        {
            List<FoundFlaw<int, string>> alone = [], together = [];
            Searched one = Search(plan, new Bounds(plan.Depth), alone);
            Searched three = Search(plan, new Bounds(plan.Depth) { Threads = 3 }, together);
            return one == three && alone.Select(Told).SequenceEqual(together.Select(Told), StringComparer.Ordinal);
        }));
        static string Told(FoundFlaw<int, string> found) => $"{found.Flaw}: {string.Join(' ', found.Way)}";
    }

    private static Arbitrary<Plan> Plans => Gen.Choose(2, 4)
        .SelectMany(walkers => Gen.Choose(1, 4).ArrayOf(walkers))
        .SelectMany(ends => Gen.Choose(0, 4).ArrayOf(3).SelectMany(meeting => Gen.Choose(0, 4).ArrayOf(ends.Length).SelectMany(flaw =>
            Gen.Choose(1, 16).Select(depth => new Plan(ends, meeting, flaw) { Depth = depth }))))
        .ToArbitrary();

    private static Searched Search(Plan plan, Bounds bounds, List<FoundFlaw<int, string>>? found = null)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return BreadthFirst<int[], int, string>.Search(() => new Walkers(plan), bounds, Keep, CancellationToken.None);

        void Keep(FoundFlaw<int, string> flaw)
        {
            if (known.Add(flaw.Flaw))
            {
                found?.Add(flaw);
            }
        }
    }

    /// <summary>What the walkers do.</summary>
    /// <param name="Ends">How far each walker goes.</param>
    /// <param name="Meeting">On these fields a walker looks where all others are, and waits until somebody is as far; so such a step commutes with none.</param>
    /// <param name="Flaw">Where all may not be at once.</param>
    private sealed record Plan(int[] Ends, int[] Meeting, int[] Flaw)
    {
        public int Depth { get; init; }

        public override string ToString() => $"ends {string.Join(' ', Ends)}, meeting {string.Join(' ', Meeting)}, flaw {string.Join(' ', Flaw)}, depth {Depth}";
    }

    private sealed class Walkers(Plan plan) : IModel<int[], int, string>
    {
        public Reached<int[], string> Start() => Reached(new int[plan.Ends.Length], commutes: false);

        public void Moves(int[] state, List<LanedMove<int>> moves)
        {
            for (int walker = 0; walker < state.Length; walker++)
            {
                if (state[walker] < plan.Ends[walker])
                {
                    moves.Add(new(walker, walker));
                }
            }
        }

        public Reached<int[], string> Next(int[] state, int move)
        {
            int[] next = [.. state];
            next[move]++;
            bool looks = plan.Meeting.Contains(state[move]);
            if (looks && state.Max() > state[move])
            {
                next[move] = Math.Min(plan.Ends[move], next[move] + 1);
            }

            return Reached(next, commutes: !looks);
        }

        public void Dispose()
        {
        }

        private Reached<int[], string> Reached(int[] state, bool commutes)
        {
            UInt128 fingerprint = 0;
            foreach (int place in state)
            {
                fingerprint = (fingerprint * 8) + (UInt128)place;
            }

            return new(state, fingerprint, commutes, state.SequenceEqual(plan.Flaw) ? [string.Join(' ', state)] : []);
        }
    }
}
