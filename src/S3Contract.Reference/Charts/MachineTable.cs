namespace S3Contract.Reference.Charts;

/// <summary>The coverage map of the machine: its transitions, declared once. The diagrams are drawn from it, and runs are measured by which of them they
/// took. Rules decide by facts, never by this table.</summary>
internal static class MachineTable
{
    /// <summary>All transitions, chart by chart.</summary>
    public static IReadOnlyList<Transition> Transitions { get; } = Number(
        [.. Provider(), .. Requirer(), .. RequirerUnit(Chart.RequirerUnit), .. SpokenTable.Provider(), .. SpokenTable.Requirer(), .. RequirerUnit(Chart.RequirerUnitV1)]);

    private static readonly Dictionary<(Chart, string, string), Transition> s_byTrigger =
        Transitions.ToDictionary(transition => (transition.Chart, transition.From, transition.Trigger));

    /// <summary>The charts of a version of the interface; one that cannot be told is taken for version 0.</summary>
    public static IEnumerable<Chart> ChartsOf(ContractVersion version) =>
        Enum.GetValues<Chart>().Where(chart => (Transition.VersionOf(chart) == ContractVersion.V1) == (version == ContractVersion.V1));

    /// <summary>The states of a chart, in the order in which the table first names them.</summary>
    public static IReadOnlyList<string> States(Chart chart) =>
        [.. Transitions.Where(t => t.Chart == chart).SelectMany(t => new[] { t.From, t.To }).Distinct(StringComparer.Ordinal)];

    /// <summary>What the table says of a trigger in a state; null if it does not allow it.</summary>
    public static Transition? Find(Chart chart, string from, string trigger) => s_byTrigger.GetValueOrDefault((chart, from, trigger));

    /// <summary>The triggers that the table allows in a state.</summary>
    public static IReadOnlyList<string> Allowed(Chart chart, string from) =>
        [.. Transitions.Where(t => t.Chart == chart && string.Equals(t.From, from, StringComparison.Ordinal)).Select(t => t.Trigger)];

    private static IEnumerable<Transition> Provider()
    {
        const Chart chart = Chart.Provider;
        yield return new(chart, "unrelated", "relate", "idle");
        yield return new(chart, "idle", "ask", "asked");
        yield return new(chart, "idle", "answer", "offered");
        yield return new(chart, "offered", "ask", "answered");
        yield return new(chart, "asked", "answer", "answered");
        foreach (string asked in new[] { "asked", "answered", "outdated" })
        {
            yield return new(chart, asked, "ask another bucket", asked) { Unusual = true };
        }

        yield return new(chart, "answered", "issue", "outdated");
        yield return new(chart, "offered", "issue", "offer outdated");
        yield return new(chart, "outdated", "issue", "outdated");
        yield return new(chart, "offer outdated", "issue", "offer outdated");
        yield return new(chart, "outdated", "answer", "answered");
        yield return new(chart, "offer outdated", "answer", "offered");
        yield return new(chart, "offer outdated", "ask", "outdated") { Unusual = true };
        yield return new(chart, "answered", "answer anew", "answered");
        yield return new(chart, "offered", "answer anew", "offered");
        foreach ((string from, string to) in new[]
        {
            ("asked", "idle"), ("answered", "offered"), ("outdated", "offer outdated"),
        })
        {
            yield return new(chart, from, "withdraw request", to) { Unusual = true };
        }

        foreach ((string from, string to) in new[]
        {
            ("answered", "asked"), ("offered", "idle"), ("outdated", "asked"), ("offer outdated", "idle"),
        })
        {
            yield return new(chart, from, "withdraw answer", to) { Unusual = true };
        }

        foreach (string alive in new[] { "idle", "asked", "offered", "answered", "outdated", "offer outdated" })
        {
            yield return new(chart, alive, "leader moves", alive);
            yield return new(chart, alive, "hook lost", alive);
            yield return new(chart, alive, "units change", alive);
            yield return new(chart, alive, "remove", "leaving");
        }

        yield return new(chart, "leaving", "leader moves", "leaving");
        yield return new(chart, "leaving", "hook lost", "leaving");
        yield return new(chart, "leaving", "units change", "leaving");
        yield return new(chart, "leaving", "end", "ended");
    }

    private static IEnumerable<Transition> Requirer()
    {
        const Chart chart = Chart.Requirer;
        yield return new(chart, "unrelated", "relate", "silent");
        yield return new(chart, "silent", "ask", "asking");
        yield return new(chart, "asking", "ask another bucket", "asking") { Unusual = true };
        yield return new(chart, "asking", "withdraw request", "silent") { Unusual = true };
        foreach (string alive in new[] { "silent", "asking" })
        {
            yield return new(chart, alive, "leader moves", alive);
            yield return new(chart, alive, "hook lost", alive);
            yield return new(chart, alive, "units change", alive);
            yield return new(chart, alive, "remove", "leaving");
        }

        yield return new(chart, "leaving", "leader moves", "leaving");
        yield return new(chart, "leaving", "hook lost", "leaving");
        yield return new(chart, "leaving", "units change", "leaving");
        yield return new(chart, "leaving", "end", "ended");
    }

    private static IEnumerable<Transition> RequirerUnit(Chart chart)
    {
        yield return new(chart, "outside", "enter", "waiting");
        yield return new(chart, "waiting", "see credentials", "informed");
        yield return new(chart, "informed", "see other credentials", "informed");
        yield return new(chart, "waiting", "hook lost", "waiting");
        yield return new(chart, "informed", "hook lost", "informed");
        yield return new(chart, "waiting", "break", "gone");
        yield return new(chart, "informed", "break", "gone");
    }

    private static Transition[] Number(Transition[] transitions)
    {
        for (int i = 0; i < transitions.Length; i++)
        {
            transitions[i].Index = i;
        }

        return transitions;
    }
}
