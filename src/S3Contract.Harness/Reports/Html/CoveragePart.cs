using S3Contract.Harness.Reports.Content;
using S3Contract.Reference.Charts;

namespace S3Contract.Harness.Reports.Html;

/// <summary>How much of what can happen was tried: the transitions of the reference machine, the situations of the campaign, the small worlds.</summary>
internal static class CoveragePart
{
    /// <summary>The part.</summary>
    public static Markup Of(CheckReport report) => $"""
        <section id="coverage"><h2>Coverage</h2>
        {report.Campaigns.Select(Of)}{report.Explorations.Select(Of)}{Charts(report)}</section>

        """;

    private static Markup Of(CampaignSummary campaign) => $"""
        <h3>Campaign on {PageText.Line(campaign.Endpoint, 200)}, as {campaign.Role}</h3>
        <p>{campaign.Cases} random scripts with {campaign.Hooks} hooks, seed {campaign.Seed}{(campaign.Replayed > 0 ? FormattableString.Invariant($", and {campaign.Replayed} kept ones before them") : "")}{(campaign.OutOfTime ? "; the time ended it before all cases were run" : "")}. By itself it took {campaign.Transitions - campaign.MissingTransitions.Count} of {campaign.Transitions} transitions and met {campaign.Goals.Count - campaign.MissingGoals.Count} of {campaign.Goals.Count} situations.</p>
        {Markup.If(campaign.Goals.Count > 0, $"""
        <ul class="goals">{campaign.Goals.Select(goal => Goal(goal, !campaign.MissingGoals.Contains(goal, StringComparer.Ordinal)))}</ul>
        """)}
        {campaign.Notices.Take(10).Select(notice => (Markup)$"<p>{PageText.Line(notice, 400)}</p>")}
        """;

    private static Markup Goal(string name, bool isMet) =>
        $"""<li class="{(isMet ? "met" : "unmet")}"><span class="mark {(isMet ? "pass" : "inconclusive")}">{(isMet ? "✓" : "○")}</span> {name}<span class="hidden">{(isMet ? ": met" : ": not met")}</span></li>""";

    private static Markup Of(ExplorationSummary world) => $"""
        <p>Small world <b>{world.World}</b>, as {world.Role}: {world.UniqueStates} different states, {world.Depth} steps deep{(world.Complete ? ", complete" : "")}.</p>
        """;

    private static Markup Charts(CheckReport report)
    {
        if (report.UntakenTransitions is not { } untaken)
        {
            return Markup.Nothing;
        }

        HashSet<string> missing = new(untaken, StringComparer.Ordinal);
        return $"""
            <h3>The reference machine</h3>
            <p>What can happen to a relation, and what did in these runs. An arrow is green where everything on it was taken, amber where some of it was, and dashed grey where nothing was.</p>
            {report.Charted.SelectMany(MachineTable.ChartsOf).Select(chart => Of(chart, missing))}
            """;
    }

    private static Markup Of(Chart chart, HashSet<string> missing)
    {
        Transition[] all = [.. MachineTable.Transitions.Where(transition => transition.Chart == chart)];
        int taken = all.Count(transition => !missing.Contains(transition.Name));
        return $"""
            <figure class="chart"><figcaption>{MachineDiagram.Title(chart)}: {taken} of {all.Length} transitions</figcaption>
            <div class="scroll" tabindex="0" role="region" aria-label="Diagram: {MachineDiagram.Title(chart)}">{ChartDrawing.Of(chart, name => !missing.Contains(name))}</div>
            <details><summary>As a table</summary><table><thead><tr><th scope="col">In state</th><th scope="col">when</th><th scope="col">next state</th><th scope="col">taken</th></tr></thead><tbody>
            {all.Select(one => (Markup)$"""<tr class="{(missing.Contains(one.Name) ? "untaken" : "taken")}"><td>{one.From}</td><td>{one.Trigger}{(one.Unusual ? " (unusual)" : "")}</td><td>{one.To}</td><td>{(missing.Contains(one.Name) ? "no" : "yes")}</td></tr>""")}
            </tbody></table></details></figure>

            """;
    }
}
