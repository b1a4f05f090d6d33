namespace S3Contract.Bench.InProcess;

/// <summary>The floor of the explorer: the small model walked breadth first, each state a few numbers that are copied and looked up.</summary>
internal static class SmallSearch
{
    /// <summary>Walks all states in which no more than some pairs were issued.</summary>
    /// <returns>How many states were reached, each as often as it was reached.</returns>
    public static long Run(int mostIssued)
    {
        HashSet<SmallModel> known = [default];
        Queue<SmallModel> front = new(known);
        long reached = 1;
        while (front.TryDequeue(out SmallModel state))
        {
            foreach (SmallMove move in SmallModel.Moves)
            {
                if (!state.Allows(move) || (move is SmallMove.Issue && state.Issued == mostIssued))
                {
                    continue;
                }

                SmallModel next = state.After(move);
                reached++;
                if (next.Holds && known.Add(next))
                {
                    front.Enqueue(next);
                }
            }
        }

        return reached;
    }
}
