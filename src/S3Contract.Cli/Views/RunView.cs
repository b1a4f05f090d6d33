using S3Contract.Cli.Opening;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports.Failures;
using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Views;

/// <summary>Shows runs of scripts: for each its verdict, and if it failed why.</summary>
internal sealed class RunView(Screen screen, bool verbose)
{
    private bool _apart;

    /// <summary>What shows each step as it happens; null if that is not wanted.</summary>
    public Action<Step>? StepTaken(string script)
    {
        if (!verbose)
        {
            return null;
        }

        SetApart();
        screen.Line((Plain.Line(script), "bold"));
        var secrets = new Redaction();
        return step =>
        {
            secrets.Learn(step);
            screen.Reference([("  " + Plain.Line(StepLine.Of(secrets.Mask(step)), trim: false), "grey")], indent: 6);
            screen.Flush();
        };
    }

    /// <summary>Says of a charm what it declares and the simulation does not have.</summary>
    public void NotSimulated(CharmMetadata charm)
    {
        if (charm.NotSimulated.Count > 0)
        {
            screen.Prose([($"declared by {Plain.Line(charm.Name)} and not simulated: {Plain.Line(string.Join(", ", charm.NotSimulated))}", "yellow")]);
        }
    }

    /// <summary>Says that a trial showed the provider to make its own keys, if its profile does not say so.</summary>
    public void TakenAs(OpenedCast cast)
    {
        if (cast.Cast.Provider.Profile.MakesOwnKeys && !cast.Provider.Profile.MakesOwnKeys)
        {
            screen.Prose([(OwnKeysTrial.Told(Plain.Line(cast.Provider.Charm.Metadata.Name)), "yellow")]);
        }
    }

    /// <summary>Says how the hooks of charms that are processes were started, where that was asked for.</summary>
    public void HookStarts(OpenedCast cast, bool isAsked)
    {
        foreach (string started in new[] { cast.Provider, cast.Requirer }.Where(_ => isAsked).Select(charm => charm.Charm.HookStarts).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            screen.Prose([(Plain.Line(started), "grey")]);
        }
    }

    /// <summary>Says that a run was another where hooks were not started as Juju does, if it was.</summary>
    public void Notice(string? notice)
    {
        if (notice is not null)
        {
            screen.Prose([(Plain.Line(notice), "yellow")]);
        }
    }

    public void Show(string name, RunFailure failure)
    {
        (string word, string style) = failure switch
        {
            { Run.Verdict: ScriptVerdict.Invalid } => ("invalid", "red bold"),
            { Warns: true } => ("warning", "yellow"),
            { Run.Verdict: ScriptVerdict.Failed } => ("fail", "red bold"),
            _ when failure.Broken.Any(clause => clause.Counts) => ("fail", "red bold"),
            { Run.Verdict: ScriptVerdict.Inconclusive } => ("inconclusive", "grey"),
            _ => ("pass", "green"),
        };
        SetApart();
        screen.Line(($"{word,-12}  ", style), (Plain.Line(name), "default"));
        foreach (ScriptError error in failure.Run.Errors)
        {
            screen.Show(error.Render().Split('\n').Select(line => new TextLine(line).In(2)));
        }

        if (failure.Run.Verdict == ScriptVerdict.Inconclusive && failure.Broken.Count == 0)
        {
            screen.Show(failure.Reasons());
        }
        else if (failure.Run.Verdict == ScriptVerdict.Passed && failure.Broken.Count > 0 && !failure.Broken.Any(clause => clause.Counts) && !verbose)
        {
            screen.Prose([("  broken beyond the level, which does not count: ", "grey"), ($"{string.Join(", ", failure.Broken.Select(clause => clause.Id))} (--verbose shows how)", "default")]);
        }
        else if (failure.Run.Verdict == ScriptVerdict.Failed || failure.Broken.Count > 0)
        {
            screen.Show(failure.Lines());
            _apart = true;
        }

        screen.Show(failure.InError());
    }

    /// <summary>What the runs come to, in a line.</summary>
    /// <param name="verdicts">Of the scripts that came to their end.</param>
    /// <param name="broken">Was a clause broken that counts?</param>
    /// <param name="traces">What happened.</param>
    /// <param name="planned">How many scripts were to run.</param>
    public void Summary(IReadOnlyList<ScriptVerdict> verdicts, bool broken, IReadOnlyList<Trace> traces, int planned)
    {
        int Of(ScriptVerdict verdict) => verdicts.Count(one => one == verdict);
        int hooks = traces.Sum(trace => trace.Steps.Count(step => step is HookStep));
        screen.Line();
        screen.Prose([(FormattableString.Invariant(
            $"{(verdicts.Count < planned ? $"partial: {verdicts.Count} of {planned}" : verdicts.Count)} {(planned == 1 ? "script" : "scripts")}: {Of(ScriptVerdict.Passed)} as expected, {Of(ScriptVerdict.Failed)} not as expected, {Of(ScriptVerdict.Inconclusive)} inconclusive{(broken ? "; clauses were broken" : "")}; {hooks} {(hooks == 1 ? "hook" : "hooks")}"), "default")]);
    }

    // Behind a long text comes a blank line, if anything comes.
    private void SetApart()
    {
        if (_apart)
        {
            screen.Line();
        }

        _apart = false;
    }
}
