using S3Contract.Reference.Rules;
using S3Contract.Reference.State;

namespace S3Contract.Reference;

/// <summary>
/// The contract as a state machine that walks along a run. It specifies, it does not implement: where the contract leaves a choice, every
/// choice is allowed. A pure function of state and step; a step it does not understand leaves the state as it is, and no step makes it throw.
/// </summary>
internal static class ReferenceMachine
{
    /// <summary>The state before the first step.</summary>
    public static MachineState Start => MachineState.Empty;

    /// <summary>The state before the first step, where some sides are taken to speak a version, whatever they write.</summary>
    public static MachineState StartOf(Pins pins) => pins == default ? Start : MachineState.Pinned(pins);

    /// <summary>Is a duty open that a charm may leave until Juju's regular timer: a request not made or not answered, credentials not shown
    /// or not seen? A run that ends in such a state says nothing, at level core, about a charm that is merely late; one round of
    /// update-status and a settle decides it.</summary>
    /// <param name="state">The state.</param>
    /// <param name="roles">The sides whose duties count.</param>
    public static bool HasOpenDuty(MachineState state, Roles roles) => Duties.AnyOpen(state, roles);

    /// <summary>Takes one step.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="step">What happened.</param>
    /// <param name="tally">What the machine says of the step is added here.</param>
    /// <returns>The state after.</returns>
    public static MachineState Advance(MachineState state, Step step, Tally tally)
    {
        var draft = new Draft(state, step, tally);
        switch (step)
        {
            case HookStep hook:
                LackRules.OnHook(ref draft, hook);
                HookRules.Apply(ref draft, hook);
                break;
            case ModelStep model:
                tally.SetAside.Begin(draft.Applications, null);
                ModelRules.Apply(ref draft, model.Change);
                break;
        }

        return draft.Done();
    }
}
