namespace S3Contract.Reference.Charts;

/// <summary>The part of the table that is about version 1: who announces what, and where the keys stand.</summary>
internal static class SpokenTable
{
    public static IEnumerable<Transition> Provider()
    {
        const Chart chart = Chart.ProviderV1;
        yield return new(chart, "unrelated", "relate", "silent");
        yield return new(chart, "silent", "announce", "announced");
        yield return new(chart, "silent", "request", "called");
        yield return new(chart, "called", "announce", "requested");
        yield return new(chart, "announced", "request", "requested");
        yield return new(chart, "requested", "share", "shared");
        yield return new(chart, "called", "share", "shared") { Unusual = true };
        yield return new(chart, "shared", "issue", "stale");
        yield return new(chart, "stale", "issue", "stale");
        yield return new(chart, "stale", "rotate", "shared");
        yield return new(chart, "shared", "rotate", "shared") { Unusual = true };
        yield return new(chart, "shared", "withdraw", "requested") { Unusual = true };
        yield return new(chart, "stale", "withdraw", "requested") { Unusual = true };
        yield return new(chart, "requested", "answer in clear", "in clear") { Unusual = true };
        yield return new(chart, "in clear", "share", "shared") { Unusual = true };
        yield return new(chart, "in clear", "rotate", "in clear") { Unusual = true };
        yield return new(chart, "in clear", "issue", "in clear") { Unusual = true };
        yield return new(chart, "in clear", "withdraw", "requested") { Unusual = true };
        foreach (string alive in new[] { "silent", "called", "announced", "requested", "shared", "stale", "in clear" })
        {
            foreach (Transition transition in Life(chart, alive))
            {
                yield return transition with { Unusual = alive is "in clear" };
            }
        }

        foreach (Transition transition in End(chart))
        {
            yield return transition;
        }
    }

    public static IEnumerable<Transition> Requirer()
    {
        const Chart chart = Chart.RequirerV1;
        yield return new(chart, "unrelated", "relate", "silent");
        yield return new(chart, "silent", "ask", "asking");
        yield return new(chart, "silent", "announce alone", "announced") { Unusual = true };
        yield return new(chart, "announced", "ask", "asking") { Unusual = true };
        yield return new(chart, "asking", "change request", "asking") { Unusual = true };
        foreach (string alive in new[] { "silent", "announced", "asking" })
        {
            foreach (Transition transition in Life(chart, alive))
            {
                yield return transition with { Unusual = alive is "announced" };
            }
        }

        foreach (Transition transition in End(chart))
        {
            yield return transition;
        }
    }

    private static IEnumerable<Transition> Life(Chart chart, string alive)
    {
        yield return new(chart, alive, "leader moves", alive);
        yield return new(chart, alive, "hook lost", alive);
        yield return new(chart, alive, "units change", alive);
        yield return new(chart, alive, "remove", "leaving");
    }

    private static IEnumerable<Transition> End(Chart chart)
    {
        yield return new(chart, "leaving", "leader moves", "leaving");
        yield return new(chart, "leaving", "hook lost", "leaving");
        yield return new(chart, "leaving", "units change", "leaving");
        yield return new(chart, "leaving", "end", "ended");
    }
}
