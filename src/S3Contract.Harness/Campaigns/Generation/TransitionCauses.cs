using S3Contract.Reference.Charts;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>What can bring a transition of the reference machine about.</summary>
/// <param name="Verbs">The commands of the script language, by their names.</param>
/// <param name="Weight">How much a generator of scripts should favour the transition, from 1.</param>
internal readonly record struct TransitionCause(IReadOnlyList<string> Verbs, int Weight);

/// <summary>The causes of all transitions, and the weights of commands that come from them.</summary>
internal static class TransitionCauses
{
    private static readonly string[] s_issue = ["issue"];
    private static readonly string[] s_integrate = ["integrate"];
    private static readonly string[] s_settle = ["settle"];
    private static readonly string[] s_write = ["write"];
    private static readonly string[] s_remove = ["remove-relation", "remove-application"];
    private static readonly string[] s_elect = ["elect", "remove-unit", "lose-leadership"];
    private static readonly string[] s_fault = ["crash", "fail"];
    private static readonly string[] s_scale = ["add-unit", "remove-unit"];

    /// <summary>How much a generator should favour each command: the weights of all transitions that the command can bring about, added up;
    /// in the order of the commands' names.</summary>
    public static IReadOnlyDictionary<string, int> Weights { get; } = SumWeights();

    /// <summary>The cause of a transition.</summary>
    public static TransitionCause Of(Transition transition) => (transition.Chart, transition.Trigger, transition.From) switch
    {
        (Chart.Provider or Chart.Requirer, "relate", _) => new(s_integrate, 4),
        (Chart.Provider, "ask", "offer outdated") => new(["settle", "integrate"], 1),
        (Chart.Provider, "ask", "offered") => new(["settle", "integrate"], 3),
        (Chart.Provider, "ask", _) => new(["settle", "integrate"], 4),
        (Chart.Provider, "ask another bucket", _) => new(["write", "set", "config"], 2),
        (Chart.Provider, "answer", "idle") => new(s_issue, 3),
        (Chart.Provider, "answer", "offer outdated") => new(s_issue, 2),
        (Chart.Provider, "answer", _) => new(s_issue, 4),
        (Chart.Provider, "issue", "answered") => new(s_issue, 4),
        (Chart.Provider, "issue", "offer outdated") => new(s_issue, 1),
        (Chart.Provider, "issue", _) => new(s_issue, 2),
        (Chart.Provider, "answer anew", var from) => new(["write", "set"], from is "offered" ? 1 : 2),
        (Chart.Requirer, "ask", _) => new(["settle", "config"], 4),
        (Chart.Requirer, "ask another bucket", _) => new(["set", "write", "config"], 2),
        (Chart.ProviderV1 or Chart.RequirerV1, "relate", _) => new(s_integrate, 4),
        (Chart.ProviderV1 or Chart.RequirerV1, "announce" or "request" or "ask", _) => new(["settle", "integrate"], 4),
        (Chart.ProviderV1, "issue" or "share" or "rotate", _) => new(s_issue, 4),
        (Chart.RequirerV1, "change request", _) => new(["set", "write", "config"], 2),
        (Chart.ProviderV1 or Chart.RequirerV1, "withdraw" or "answer in clear" or "announce alone", _) => new(s_write, 1),
        (Chart.RequirerUnitV1, "enter", _) => new(["integrate", "add-unit"], 3),
        (Chart.RequirerUnitV1, "see credentials" or "see other credentials", _) => new(s_issue, 4),
        (_, "withdraw request" or "withdraw answer", _) => new(s_write, 1),
        (Chart.RequirerUnit, "enter", _) => new(["integrate", "add-unit"], 3),
        (Chart.RequirerUnit, "see credentials" or "see other credentials", _) => new(s_issue, 4),
        (_, "break", _) => new(s_remove, 2),
        (_, "end", _) => new(s_settle, 1),
        (var chart, "leader moves", var from) => new(s_elect, IsRare(from) ? 1 : chart == Chart.Provider ? 4 : 3),
        (var chart, "hook lost", var from) => new(s_fault, IsRare(from) ? 1 : chart == Chart.Provider ? 3 : 2),
        (_, "units change", var from) => new(s_scale, IsRare(from) ? 1 : 2),
        (_, "remove", var from) => new(s_remove, IsRare(from) ? 1 : 2),
        _ => throw new ArgumentOutOfRangeException(nameof(transition), transition.Name, "no command is said to bring it about"),
    };

    // States in which little is at stake.
    private static bool IsRare(string state) => state is "idle" or "offered" or "offer outdated" or "leaving";

    // A generator draws alike for both versions: what it favours is said by the charts of version 0.
    private static SortedDictionary<string, int> SumWeights()
    {
        var weights = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (Transition transition in MachineTable.Transitions.Where(transition => transition.Version == ContractVersion.V0))
        {
            (IReadOnlyList<string> verbs, int weight) = Of(transition);
            foreach (string verb in verbs)
            {
                weights[verb] = weights.GetValueOrDefault(verb) + weight;
            }
        }

        return weights;
    }
}
