using S3Contract.Harness.Reports.Content;

namespace S3Contract.Cli.Views;

/// <summary>Shows what the campaign and the walk through small worlds did.</summary>
internal sealed class SearchView(Screen screen, bool verbose)
{
    public void Show(CheckReport report)
    {
        if (report.Campaigns.Count + report.Explorations.Count > 0)
        {
            screen.Line();
        }

        foreach (CampaignSummary campaign in report.Campaigns)
        {
            Show(campaign);
        }

        foreach (ExplorationSummary walked in report.Explorations)
        {
            string whole = walked.Complete ? ", all there is" : "";
            screen.Prose(
            [
                ("exhaustive", "bold"),
                (FormattableString.Invariant(
                    $"  {walked.Role}, {walked.World}: {walked.States} states, {walked.UniqueStates} unique, depth {walked.Depth}{whole}, {walked.Rate:0} a second"),
                    "default"),
            ]);
        }
    }

    private void Show(CampaignSummary campaign)
    {
        int transitions = campaign.Transitions - campaign.MissingTransitions.Count;
        int goals = campaign.Goals.Count - campaign.MissingGoals.Count;
        string kept = campaign.Replayed == 0 ? "" : FormattableString.Invariant($" and {campaign.Replayed} kept");
        string time = campaign.OutOfTime ? ", out of time" : "";
        screen.Prose(
        [
            ("campaign", "bold"),
            (FormattableString.Invariant(
                $"  {campaign.Role}: {campaign.Cases} cases{kept}, {campaign.Hooks} hooks{time}; {transitions} of {campaign.Transitions} transitions, {goals} of {campaign.Goals.Count} goals"),
                "default"),
        ]);
        foreach (string notice in campaign.Notices)
        {
            screen.Prose([("  " + Plain.Line(notice), "yellow")]);
        }

        if (verbose)
        {
            foreach (string name in campaign.MissingTransitions)
            {
                screen.Line(("  transition not taken: " + name, "grey"));
            }

            foreach (string name in campaign.MissingGoals)
            {
                screen.Line(("  goal not met: " + name, "grey"));
            }
        }
    }
}
