using S3Contract.Observations;
using S3Contract.Reference.Clauses;

namespace S3Contract.Reference.Rules;

/// <summary>A charm is not convicted of what the simulation lacks: from the hook on that asked for it, what its application does, or leaves
/// undone, is set aside.</summary>
internal static class LackRules
{
    // What a charm has plainly done, whatever it was answered: no store of secrets would have made a follower write.
    private static readonly Clause[] _deeds =
    [
        WriteClauses.LeaderOnly, WriteClauses.NoAttempt, WriteClauses.OwnSide, WriteClauses.NothingAfterBroken, WriteClauses.ApplicationDatabag,
        SecrecyClauses.Log, SecrecyClauses.Status, SecrecyClauses.ActionResult, SecrecyClauses.Output,
    ];

    public static void OnHook(ref Draft draft, HookStep step)
    {
        int at = draft.FindApplication(step.Unit.Application);
        if (at >= 0 && draft.Applications[at].Lacks is null && First(step) is { } lacking)
        {
            draft.Set(at, draft.Applications[at] with { Lacks = Reason(step, lacking) });
        }

        draft.Findings.SetAside.Begin(draft.Applications, step.Unit.Application);
    }

    /// <summary>Does a violation stand although the charm was answered wrongly? What a failing hook prints may be the very error that the
    /// answer led to, so of it only the writes stand.</summary>
    public static bool Stands(Clause clause, Step step) =>
        Array.IndexOf(_deeds, clause) >= 0
        && (clause.Family is not "secrecy" || step is HookStep { Outcome: HookOutcome.Committed });

    /// <summary>The first thing that a hook asked for and the simulation lacks; null if there is none.</summary>
    public static Lacking? First(HookStep step)
    {
        IReadOnlyList<HookEntry> entries = step.Entries;
        int count = entries.Count;
        for (int i = 0; i < count; i++)
        {
            if (entries[i] is Lacking lacking)
            {
                return lacking;
            }
        }

        return null;
    }

    /// <summary>Why nothing can be told from a hook on, for people.</summary>
    public static string Reason(HookStep step, Lacking lacking) =>
        $"{step.Unit} ran {lacking.Command} in {step.Hook.Name}, and the simulation has no {lacking.What}";
}
