using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.S3;

namespace S3Contract.Harness.Juju.Agent;

/// <summary>What follows when a charm's code has ended: the commit or its refusal, what took effect at once, and the agent's memory.</summary>
internal static class HookEnd
{
    /// <summary>Completes a hook that has begun, in a draft that began with the transaction's world.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="unitAt">Which of its units ran the hook.</param>
    /// <param name="running">The hook.</param>
    /// <param name="exit">How the charm's code ended.</param>
    /// <param name="index">The position of the step in the run.</param>
    /// <param name="line">The line of the script that caused it; 0 if none did.</param>
    /// <param name="file">The file of that line, if it is another than the script's.</param>
    public static HookStep Complete(
        WorldDraft draft, int unitAt, in RunningHook running, in HookExit exit, int index, int line = 0, string? file = null)
    {
        HookTransaction transaction = running.Transaction;
        Hook hook = transaction.Hook;
        HookOutcome outcome = Judge(running, exit, out string? failure);
        IReadOnlyList<DatabagCommit> commits = [];
        UnitRecord unit = draft.Units[unitAt];
        int applicationAt = draft.IndexOfApplication(unit.Name.Application);
        bool done = outcome is HookOutcome.Committed or HookOutcome.Missing;

        unit = Consumed(AtOnce(draft, applicationAt, unit, transaction), hook);
        if (done)
        {
            commits = Commit.Apply(transaction, draft);
            draft.Counters.S3 = Answered(draft, unit.Name.Application, commits);
            draft.Secrets = NextSecretHook.After(draft.Secrets, unit.Name, hook, running.Version);
            unit = AgentMemory.After(unit, hook, running.Version, draft.Applications[applicationAt].Config);
            unit = Committed(unit, transaction);
        }
        else if (hook.Kind != HookKind.Action)
        {
            unit = unit with
            {
                Task = new HookTask(
                    hook, running.Version, running.Attempt + 1, outcome is HookOutcome.Failed or HookOutcome.CommitRefused),
            };
        }

        unit = Remember(unit, transaction, done ? hook : null);
        ActionOutcome? action = null;
        if (transaction.Action is { } queued)
        {
            unit = unit with { Task = running.TaskBefore, Actions = unit.Actions.Without(0) };
            action = ActionEnd(transaction, outcome, failure);
            draft.Counters.Results = draft.Counters.Results.Add(new ActionResult(queued.Id, unit.Name, queued.Name, action));
        }

        draft.Set(unitAt, unit);
        draft.Counters.HooksRun++;
        Consequences(draft, unitAt, applicationAt, transaction, done);
        return new HookStep(index, unit.Name, hook)
        {
            Line = line,
            File = file,
            Leader = transaction.LedAtStart,
            Attempt = running.Attempt,
            Outcome = outcome,
            Failure = failure,
            Entries = transaction.Entries,
            Commits = commits,
            Action = action,
            Stdout = exit.Stdout ?? "",
            Stderr = exit.Stderr ?? "",
        };
    }

    private static HookOutcome Judge(in RunningHook running, in HookExit exit, out string? failure)
    {
        HookTransaction transaction = running.Transaction;
        failure = null;
        if (running.Fault == Fault.Crash)
        {
            failure = "killed before it could commit";
            return HookOutcome.Killed;
        }

        if (transaction.MustEnd)
        {
            failure = "killed by juju-reboot --now";
            return HookOutcome.Killed;
        }

        if (exit.Kind is HookExitKind.Error or HookExitKind.TimedOut)
        {
            failure = exit.Failure ?? "exit status 1";
            return HookOutcome.Failed;
        }

        if (running.Fault == Fault.Fail)
        {
            failure = "exit status 1";
            return HookOutcome.Failed;
        }

        if (exit.Kind == HookExitKind.Missing)
        {
            return HookOutcome.Missing;
        }

        transaction.FlushSecrets();
        return Commit.IsRefused(transaction, out failure) ? HookOutcome.CommitRefused : HookOutcome.Committed;
    }

    // §3.1: what takes effect immediately is kept whatever becomes of the hook. So are the changes of secrets that Juju had done when it refused
    // another one: only with the databags does all go together.
    private static UnitRecord AtOnce(WorldDraft draft, int applicationAt, UnitRecord unit, HookTransaction transaction)
    {
        draft.Secrets = transaction.SecretsNow;
        draft.Counters.NextSecret += transaction.SecretsNamed;
        draft.Counters.S3 = transaction.NewS3 ?? draft.Counters.S3;
        if (transaction.NewStatus is { } status)
        {
            unit = unit with { Workload = status, StatusIsCharms = true };
        }

        if (transaction.NewContainers is { } containers)
        {
            unit = unit with { Containers = containers };
        }

        if (transaction.NewApplicationStatus is not null || transaction.NewVersion is not null || transaction.NewLeaderSettings is not null)
        {
            ApplicationRecord application = draft.Applications[applicationAt];
            draft.Set(applicationAt, application with
            {
                Status = transaction.NewApplicationStatus ?? application.Status,
                Version = transaction.NewVersion ?? application.Version,
                LeaderSettings = transaction.NewLeaderSettings ?? application.LeaderSettings,
                LeaderSettingsVersion = application.LeaderSettingsVersion + transaction.LeaderSettingsChanges,
            });
        }

        return unit;
    }

    // Of a bucket that a provider answers with, and does not make itself, an operator has seen to it that it is there.
    private static S3Service? Answered(WorldDraft draft, string application, IReadOnlyList<DatabagCommit> commits)
    {
        S3Service? s3 = draft.Counters.S3;
        foreach (DatabagCommit commit in commits)
        {
            if (s3 is not null && commit.Application && draft.Relations[draft.IndexOfRelation(commit.Relation)] is { IsPeer: false } relation
                && string.Equals(relation.Provider.Application, application, StringComparison.Ordinal))
            {
                s3 = s3.Answered(application, commit.After.Get("bucket"));
            }
        }

        return s3;
    }

    // A fault is for one run; the timer has done its work once its hook was chosen (a failed one is retried as any other).
    private static UnitRecord Consumed(UnitRecord unit, Hook hook) => unit.Armed is null && hook.Kind != HookKind.UpdateStatus
        ? unit
        : unit with { Armed = null, UpdateStatusDue = unit.UpdateStatusDue && hook.Kind != HookKind.UpdateStatus };

    private static UnitRecord Committed(UnitRecord unit, HookTransaction transaction)
    {
        if (transaction.NewState is null && transaction.NewPorts is null && !transaction.RebootAsked)
        {
            return unit;
        }

        return unit with
        {
            CharmState = transaction.NewState ?? unit.CharmState,
            Ports = transaction.NewPorts ?? unit.Ports,
            Task = transaction.RebootAsked && unit.Installed ? AgentMemory.QueuedStart : unit.Task,
        };
    }

    // §3.2: the agent keeps the remote unit databags it fetched; after a failed joined hook there is no member to keep one for.
    private static UnitRecord Remember(UnitRecord unit, HookTransaction transaction, Hook? done)
    {
        if (transaction.FirstReads is null)
        {
            return unit;
        }

        foreach (FirstRead read in transaction.FirstReads)
        {
            int relationAt = unit.IndexOf(read.Relation);
            int memberAt = relationAt < 0 ? -1 : unit.Relations[relationAt].IndexOf(read.Unit);
            if (memberAt >= 0 && (done is null || done.Kind != HookKind.RelationDeparted || done.RemoteUnit != read.Unit))
            {
                UnitRelation relation = unit.Relations[relationAt];
                relation = relation with
                {
                    Members = relation.Members.Replaced(memberAt, relation.Members[memberAt] with { Cached = read.Bag }),
                };
                unit = unit with { Relations = unit.Relations.Replaced(relationAt, relation) };
            }
        }

        return unit;
    }

    // §4.5: results are sent once, also after a failure; a failed action is no hook error.
    private static ActionOutcome ActionEnd(HookTransaction transaction, HookOutcome outcome, string? failure) => outcome switch
    {
        HookOutcome.Missing => new(true, $"action not implemented on unit \"{transaction.Unit}\"", transaction.ActionResults),
        HookOutcome.Failed => new(
            true, transaction.ActionMessage.Length > 0 ? transaction.ActionMessage : failure ?? "", transaction.ActionResults),
        HookOutcome.CommitRefused => new(
            true,
            transaction.ActionMessage.Length > 0 ? transaction.ActionMessage : "committing requested changes failed",
            transaction.ActionResults),
        HookOutcome.Killed => new(true, "action terminated", transaction.ActionResults),
        _ => new(transaction.ActionFailed, transaction.ActionMessage, transaction.ActionResults),
    };

    private static void Consequences(WorldDraft draft, int unitAt, int applicationAt, HookTransaction transaction, bool done)
    {
        if (transaction.NextLeader is { } next)
        {
            Leadership.Move(draft, applicationAt, next);
        }

        if (done)
        {
            Departure.AfterHook(draft, unitAt, transaction.Hook);
        }
    }
}

/// <summary>A hook between its start and its end.</summary>
/// <param name="Transaction">What the charm talks to.</param>
/// <param name="Version">The version of the databag, or of the leader settings, in the snapshot when the hook was chosen.</param>
/// <param name="Attempt">How many times it was tried before.</param>
/// <param name="Fault">The fault that the scenario armed.</param>
/// <param name="TaskBefore">What was queued or in error before; an action leaves it as it is.</param>
internal readonly record struct RunningHook(HookTransaction Transaction, int Version, int Attempt, Fault? Fault, HookTask? TaskBefore);
