using S3Contract.Reference.Charts;
using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>Which transitions of the charts a databag or a secret that was written brings about.</summary>
internal static class ChartRules
{
    /// <summary>The provider has changed what it shows.</summary>
    public static void OnAnswer(ref Draft draft, RelationState before, RelationState after)
    {
        string? trigger = before.Leaving || before.Version == after.Version ? null
            : after.HasKeys ? !before.HasKeys || before.IsOutdated ? "answer" : "answer anew"
            : before.HasKeys ? "withdraw answer" : null;
        if (trigger is not null && !(trigger is "answer" && after.IsOutdated) && after.IsIn(ContractVersion.V0))
        {
            draft.Take(Chart.Provider, before.ProviderPhase, trigger);
        }

        bool keys = before.Version != after.Version;
        Step(ref draft, Chart.ProviderV1, before, after, SpokenPhase.OfProvider, (from, to) => to switch
        {
            "announced" or "requested" when from is "silent" or "called" => "announce",
            _ when !keys => null,
            "requested" => "withdraw",
            "in clear" => from is "in clear" ? "rotate" : "answer in clear",
            "shared" => from is "shared" or "stale" ? "rotate" : "share",
            _ => null,
        });
    }

    /// <summary>The requirer has changed what it asks for.</summary>
    public static void OnRequest(ref Draft draft, RelationState before, RelationState after)
    {
        bool asks = after.HasAsked != before.HasAsked || after.Speaks != before.Speaks || !string.Equals(after.Asked, before.Asked, StringComparison.Ordinal);
        if (asks && !before.Leaving && after.IsIn(ContractVersion.V0))
        {
            string trigger = !before.HasAsked ? "ask" : !after.HasAsked ? "withdraw request" : "ask another bucket";
            draft.Take(Chart.Provider, before.ProviderPhase, trigger);
            draft.Take(Chart.Requirer, before.RequirerPhase, trigger);
        }

        Step(ref draft, Chart.ProviderV1, before, after, SpokenPhase.OfProvider, (from, to) => string.Equals(from, to, StringComparison.Ordinal) ? null : "request");
        Step(ref draft, Chart.RequirerV1, before, after, SpokenPhase.OfRequirer, (from, to) => to is "announced" ? "announce alone"
            : from is not "asking" ? "ask"
            : asks ? "change request" : null);
    }

    // What leads elsewhere than the chart says is no transition of it.
    private static void Step(
        ref Draft draft, Chart chart, RelationState before, RelationState after, Func<RelationState, string> phase, Func<string, string, string?> trigger)
    {
        if (!after.IsIn(ContractVersion.V1) || before.Leaving)
        {
            return;
        }

        string from = phase(before);
        string to = phase(after);
        if (trigger(from, to) is { } by && MachineTable.Find(chart, from, by) is { } transition && string.Equals(transition.To, to, StringComparison.Ordinal))
        {
            draft.Tally.Coverage.Take(transition);
        }
    }
}
