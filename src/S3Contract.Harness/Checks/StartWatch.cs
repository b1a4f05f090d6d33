namespace S3Contract.Harness.Checks;

/// <summary>
/// Tells a charm that breaks the contract from one that cannot be run here at all: until one hook of it has succeeded, a hook that fails for the
/// second time, or runs into its time limit, ends the check. A charm that has run and hangs before it has got as far as its <c>start</c>
/// hook ends the check too, but is judged by what it did: it would be waited for in every script.
/// </summary>
/// <param name="application">The application, or the beginning of its name, that the charm under test plays.</param>
/// <param name="giveUp">Told when there is no use in going on.</param>
internal sealed class StartWatch(string application, Action giveUp)
{
    private volatile bool _succeeded;
    private volatile bool _started;

    /// <summary>Why the charm could not be run; null if it could, or was not tried.</summary>
    public string? Problem { get; private set; }

    /// <summary>Looks at a step.</summary>
    public void Observe(Step step)
    {
        if (_started || step is not HookStep hook || !hook.Unit.Application.StartsWith(application, StringComparison.Ordinal))
        {
            return;
        }

        if (hook.FirstLacking() is not null)
        {
            // What the simulation lacks is no fault of the charm: the verdicts will say so.
            _started = true;
        }
        else if (hook.Outcome is HookOutcome.Committed or HookOutcome.Missing)
        {
            _succeeded = true;
            _started = hook.Hook.Kind == HookKind.Start;
        }
        else if (hook.Outcome == HookOutcome.Failed && _succeeded)
        {
            if (IsTimeOut(hook) && !IsFault(hook))
            {
                giveUp();
            }
        }
        else if (hook.Outcome == HookOutcome.Failed && (hook.Attempt > 0 || IsTimeOut(hook)) && !IsFault(hook))
        {
            Problem = $"the charm could not be run: {hook.Hook.Name} on {hook.Unit} failed: {hook.Failure}{LastWords(hook)}";
            giveUp();
        }
    }

    private static bool IsTimeOut(HookStep hook) => hook.Failure?.Contains("time limit", StringComparison.Ordinal) == true;

    // A relation hook that fails is a matter of the contract, an action one of the scenario.
    private static bool IsFault(HookStep hook) => hook.Hook.IsRelationHook || hook.Hook.Kind == HookKind.Action;

    private static string LastWords(HookStep hook) => string.Concat(Reports.Content.LastWords.Of(hook).Select(line => "\n  " + line));
}
