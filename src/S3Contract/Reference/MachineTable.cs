namespace S3Contract.Reference;

/// <summary>The transitions of the machine, declared once: diagram, generator weights and coverage all come from here.</summary>
public static class MachineTable
{
    private static readonly string[] _issue = ["issue"];
    private static readonly string[] _integrate = ["integrate"];
    private static readonly string[] _remove = ["remove-relation", "remove-application"];
    private static readonly string[] _hostile = ["write", "set"];
    private static readonly string[] _elect = ["elect", "remove-unit", "lose-leadership"];
    private static readonly string[] _fault = ["crash", "fail"];
    private static readonly string[] _scale = ["add-unit", "remove-unit"];

    /// <summary>All transitions, chart by chart.</summary>
    public static IReadOnlyList<Transition> Transitions { get; } = Number([.. Provider(), .. Requirer(), .. RequirerUnit()]);

    private static readonly Dictionary<(Chart, string, string), Transition> _byTrigger =
        Transitions.ToDictionary(transition => (transition.Chart, transition.From, transition.Trigger));

    /// <summary>The states of a chart, in the order in which the table first names them.</summary>
    public static IReadOnlyList<string> States(Chart chart) =>
        [.. Transitions.Where(t => t.Chart == chart).SelectMany(t => new[] { t.From, t.To }).Distinct(StringComparer.Ordinal)];

    /// <summary>How much a generator should favour each command of the script language: the weights of all transitions that the command
    /// can bring about, added up; in the order of the commands' names.</summary>
    public static IReadOnlyDictionary<string, int> CommandWeights { get; } = SumWeights();

    /// <summary>What the table says of a trigger in a state; null if it does not allow it.</summary>
    public static Transition? Find(Chart chart, string from, string trigger) => _byTrigger.GetValueOrDefault((chart, from, trigger));

    /// <summary>The triggers that the table allows in a state.</summary>
    public static IReadOnlyList<string> Allowed(Chart chart, string from) =>
        [.. Transitions.Where(t => t.Chart == chart && string.Equals(t.From, from, StringComparison.Ordinal)).Select(t => t.Trigger)];

    private static IEnumerable<Transition> Provider()
    {
        const Chart chart = Chart.Provider;
        yield return new(chart, "unrelated", "relate", "idle", _integrate, 4);
        yield return new(chart, "idle", "ask", "asked", ["settle", "integrate"], 4);
        yield return new(chart, "idle", "answer", "offered", _issue, 3);
        yield return new(chart, "offered", "ask", "answered", ["settle", "integrate"], 3);
        yield return new(chart, "asked", "answer", "answered", _issue, 4);
        foreach (string asked in new[] { "asked", "answered", "outdated" })
        {
            yield return new(chart, asked, "ask another bucket", asked, ["write", "set", "config"], 2) { Unusual = true };
        }

        yield return new(chart, "answered", "issue", "outdated", _issue, 4);
        yield return new(chart, "offered", "issue", "offer outdated", _issue, 2);
        yield return new(chart, "outdated", "issue", "outdated", _issue, 2);
        yield return new(chart, "offer outdated", "issue", "offer outdated", _issue, 1);
        yield return new(chart, "outdated", "answer", "answered", _issue, 4);
        yield return new(chart, "offer outdated", "answer", "offered", _issue, 2);
        yield return new(chart, "offer outdated", "ask", "outdated", ["settle", "integrate"], 1) { Unusual = true };
        yield return new(chart, "answered", "answer anew", "answered", _hostile, 2);
        yield return new(chart, "offered", "answer anew", "offered", _hostile, 1);
        foreach ((string from, string to) in new[]
        {
            ("asked", "idle"), ("answered", "offered"), ("outdated", "offer outdated"),
        })
        {
            yield return new(chart, from, "withdraw request", to, ["write"], 1) { Unusual = true };
        }

        foreach ((string from, string to) in new[]
        {
            ("answered", "asked"), ("offered", "idle"), ("outdated", "asked"), ("offer outdated", "idle"),
        })
        {
            yield return new(chart, from, "withdraw answer", to, ["write"], 1) { Unusual = true };
        }

        foreach (string alive in new[] { "idle", "asked", "offered", "answered", "outdated", "offer outdated" })
        {
            bool rare = alive is "idle" or "offered" or "offer outdated";
            yield return new(chart, alive, "leader moves", alive, _elect, rare ? 1 : 4);
            yield return new(chart, alive, "hook lost", alive, _fault, rare ? 1 : 3);
            yield return new(chart, alive, "units change", alive, _scale, rare ? 1 : 2);
            yield return new(chart, alive, "remove", "leaving", _remove, rare ? 1 : 2);
        }

        yield return new(chart, "leaving", "leader moves", "leaving", _elect, 1);
        yield return new(chart, "leaving", "hook lost", "leaving", _fault, 1);
        yield return new(chart, "leaving", "units change", "leaving", _scale, 1);
        yield return new(chart, "leaving", "end", "ended", ["settle"], 1);
    }

    private static IEnumerable<Transition> Requirer()
    {
        const Chart chart = Chart.Requirer;
        yield return new(chart, "unrelated", "relate", "silent", _integrate, 4);
        yield return new(chart, "silent", "ask", "asking", ["settle", "config"], 4);
        yield return new(chart, "asking", "ask another bucket", "asking", ["set", "write", "config"], 2) { Unusual = true };
        yield return new(chart, "asking", "withdraw request", "silent", ["write"], 1) { Unusual = true };
        foreach (string alive in new[] { "silent", "asking" })
        {
            yield return new(chart, alive, "leader moves", alive, _elect, 3);
            yield return new(chart, alive, "hook lost", alive, _fault, 2);
            yield return new(chart, alive, "units change", alive, _scale, 2);
            yield return new(chart, alive, "remove", "leaving", _remove, 2);
        }

        yield return new(chart, "leaving", "leader moves", "leaving", _elect, 1);
        yield return new(chart, "leaving", "hook lost", "leaving", _fault, 1);
        yield return new(chart, "leaving", "units change", "leaving", _scale, 1);
        yield return new(chart, "leaving", "end", "ended", ["settle"], 1);
    }

    private static IEnumerable<Transition> RequirerUnit()
    {
        const Chart chart = Chart.RequirerUnit;
        yield return new(chart, "outside", "enter", "waiting", ["integrate", "add-unit"], 3);
        yield return new(chart, "waiting", "see credentials", "informed", _issue, 4);
        yield return new(chart, "informed", "see other credentials", "informed", _issue, 4);
        yield return new(chart, "waiting", "hook lost", "waiting", _fault, 2);
        yield return new(chart, "informed", "hook lost", "informed", _fault, 2);
        yield return new(chart, "waiting", "break", "gone", _remove, 2);
        yield return new(chart, "informed", "break", "gone", _remove, 2);
    }

    private static Transition[] Number(Transition[] transitions)
    {
        for (int i = 0; i < transitions.Length; i++)
        {
            transitions[i].Index = i;
        }

        return transitions;
    }

    private static SortedDictionary<string, int> SumWeights()
    {
        var weights = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (Transition transition in Transitions)
        {
            foreach (string command in transition.Commands)
            {
                weights[command] = weights.GetValueOrDefault(command) + transition.Weight;
            }
        }

        return weights;
    }
}
