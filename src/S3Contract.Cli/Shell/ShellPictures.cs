using S3Contract.Charms;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Sessions;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Shell;

/// <summary>Shows the world of a session, secrets masked.</summary>
internal sealed class ShellPictures(ScriptSession session, Screen screen, Redaction secrets)
{
    private const int StepIndent = 6;
    private const int UnitIndent = 19;

    /// <summary>Shows the picture of that name, which is one of <see cref="ShellWords.Pictures"/>.</summary>
    public void Show(string picture)
    {
        switch (picture)
        {
            case "databags":
                Databags();
                break;
            case "script":
                Script();
                break;
            case "trace":
                Steps(session.Steps);
                break;
            default:
                Units();
                break;
        }
    }

    /// <summary>Shows steps, a line each.</summary>
    public void Steps(IEnumerable<Step> steps)
    {
        foreach (Step step in steps)
        {
            secrets.Learn(step);
            screen.Reference([("  " + Plain.Line(StepLine.Of(secrets.Mask(step)), trim: false), "grey")], StepIndent);
        }
    }

    private void Units()
    {
        foreach (ApplicationView application in session.World.Applications)
        {
            foreach (UnitName unit in application.Present)
            {
                UnitStatusView status = session.World.UnitStatus(unit)!;
                string name = application.Leader == unit ? $"{unit}*" : unit.ToString();
                string state = status.FailedHook is { } failed ? $"error: hook failed: \"{failed}\"" : status.Workload.Status;
                string message = status.Workload.Message.Length == 0 ? "" : $" \"{secrets.Mask(status.Workload.Message)}\"";
                string leaving = status.Dying ? ", leaving" : "";
                string next = session.Simulation.NextHook(unit) is { } hook ? $"; next {hook.Name}" : "";
                screen.Reference([("  " + Plain.Line($"{name,-16} {state}{message}{leaving}{next}"), "default")], UnitIndent);
            }
        }

        Nothing(session.World.Applications.Count == 0, "no application is deployed; deploy provider makes one");
    }

    private void Databags()
    {
        World world = session.World;
        foreach (RelationView relation in world.Relations)
        {
            string ends = relation.IsPeer
                ? $"{relation.Provider}:{relation.ProviderEndpoint}, peers"
                : $"{relation.Provider}:{relation.ProviderEndpoint} - {relation.Requirer}:{relation.RequirerEndpoint}";
            screen.Reference([($"  relation {relation.Id}", "bold"), (Plain.Line($", {ends}{(relation.Dying ? ", being removed" : "")}"), "default")]);
            foreach (string application in new[] { relation.Provider, relation.Requirer }.Distinct(StringComparer.Ordinal))
            {
                Databag(application, world.ApplicationDatabag(relation.Id, application));
                foreach (UnitName unit in world.Find(application)?.Present ?? [])
                {
                    Databag(unit.ToString(), world.UnitDatabag(relation.Id, unit));
                }
            }
        }

        Nothing(world.Relations.Count == 0, "there is no relation; integrate provider requirer makes one");
    }

    private void Databag(string owner, Databag content)
    {
        var shown = new System.Text.StringBuilder();
        foreach (KeyValuePair<string, string> item in secrets.Mask(content).Items)
        {
            shown.Append(' ').Append(item.Key).Append('=').Append(item.Value);
        }

        screen.Reference([("    " + Plain.Line($"{owner,-14}{(shown.Length == 0 ? " (empty)" : shown.ToString())}"), "default")], UnitIndent);
    }

    private void Script()
    {
        foreach (string line in session.Lines)
        {
            screen.Line("  " + Plain.Line(secrets.MaskLine(line)));
        }

        Nothing(session.Lines.Count == 0, "nothing was done yet");
    }

    private void Nothing(bool so, string text)
    {
        if (so)
        {
            screen.Line(("  " + text, "grey"));
        }
    }
}
