using S3Contract.Harness.Juju.Actions;
using S3Contract.Harness.Juju.Agent;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Controller;

/// <content>Single units.</content>
internal static partial class Operator
{
    public static string? RunAction(
        WorldDraft draft, UnitName unit, string action, IReadOnlyList<KeyValuePair<string, string>> parameters, ParameterStyle style,
        JujuVersion version)
    {
        int at = draft.IndexOfUnit(unit);
        if (at < 0)
        {
            return $"unit \"{unit}\" not found";
        }

        ApplicationRecord application = draft.Applications[draft.IndexOfApplication(unit.Application)];
        if (CharmActions.Find(application.Charm.Metadata, action) is not { } declared)
        {
            return $"action \"{action}\" not defined on unit \"{unit}\"";
        }

        if (ActionParameterTree.Of(declared.Schema, parameters, style, out string? refusal) is not { } given
            || (refusal = ActionSchema.Refusal(declared.Schema, given, version)) is not null)
        {
            return refusal;
        }

        UnitRecord state = draft.Units[at];
        var queued = new WaitingAction(draft.Counters.NextAction++, action, ActionSchema.WithDefaults(declared.Schema, given));
        draft.Set(at, state with { Actions = state.Actions.Appended(queued) });
        draft.Changes.Add(new ActionQueued(unit, action, parameters));
        return null;
    }

    public static string? Elect(WorldDraft draft, UnitName unit)
    {
        int at = draft.IndexOfUnit(unit);
        if (at < 0)
        {
            return $"unit \"{unit}\" not found";
        }

        if (draft.Units[at].Dying)
        {
            return $"unit \"{unit}\" is being removed";
        }

        Leadership.Move(draft, draft.IndexOfApplication(unit.Application), unit);
        return null;
    }

    public static string? UpdateStatus(WorldDraft draft, UnitName unit)
    {
        int at = draft.IndexOfUnit(unit);
        if (at < 0)
        {
            return $"unit \"{unit}\" not found";
        }

        draft.Set(at, draft.Units[at] with { UpdateStatusDue = true });
        return null;
    }

    public static string? Arm(WorldDraft draft, UnitName unit, Fault fault)
    {
        int at = draft.IndexOfUnit(unit);
        if (at < 0)
        {
            return $"unit \"{unit}\" not found";
        }

        draft.Set(at, draft.Units[at] with { Armed = fault });
        draft.Changes.Add(new FaultArmed(unit, fault switch
        {
            Fault.Crash => "crash",
            Fault.Fail => "fail",
            _ => "lose-leadership",
        }));
        return null;
    }

    public static string? Resolve(WorldDraft draft, UnitName unit, bool retry)
    {
        int at = draft.IndexOfUnit(unit);
        if (at < 0)
        {
            return $"unit \"{unit}\" not found";
        }

        UnitRecord state = draft.Units[at];
        if (state.Task is not { Failed: true } task)
        {
            return $"unit \"{unit}\" is not in an error state";
        }

        draft.Changes.Add(new HookResolved(unit, retry));
        if (retry)
        {
            draft.Set(at, state with { Task = task with { Failed = false } });
            return null;
        }

        int applicationAt = draft.IndexOfApplication(unit.Application);
        draft.Set(at, AgentMemory.After(state, task.Hook, task.Version, draft.Applications[applicationAt].Config));
        draft.Secrets = NextSecretHook.After(draft.Secrets, unit, task.Hook, task.Version);
        Departure.AfterHook(draft, at, task.Hook);
        return null;
    }
}
