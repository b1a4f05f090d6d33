namespace S3Contract.Reference.State;

/// <summary>What was found about applications that had asked for something that the simulation lacks: it counts neither for nor against
/// them, and is not forgotten either.</summary>
internal sealed class SetAside
{
    // What a charm has plainly done, whatever it was answered: no store of secrets would have made a follower write.
    private static readonly Clause[] s_deeds =
    [
        WriteClauses.LeaderOnly, WriteClauses.NoAttempt, WriteClauses.OwnSide, WriteClauses.NothingAfterBroken, WriteClauses.ApplicationDatabag,
        SecrecyClauses.Log, SecrecyClauses.Status, SecrecyClauses.ActionResult, SecrecyClauses.Output,
    ];

    private readonly string?[] _reasons = new string?[ClauseCatalogue.All.Count * 2];
    private readonly bool[] _broken = new bool[ClauseCatalogue.All.Count * 2];
    private ApplicationState[] _applications = [];
    private string? _application;
    private bool _any;

    /// <summary>Why some of what would have been checked of a clause says nothing; null if nothing was set aside.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="roles">The sides asked about.</param>
    public string? Reason(Clause clause, Roles roles) => clause.Index < 0 ? null
        : (roles.HasFlag(Roles.Provider) ? _reasons[clause.Index * 2] : null) ?? (roles.HasFlag(Roles.Requirer) ? _reasons[(clause.Index * 2) + 1] : null);

    /// <summary>Would the clause have been broken?</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="roles">The sides asked about.</param>
    public bool Broken(Clause clause, Roles roles) => clause.Index >= 0
        && ((roles.HasFlag(Roles.Provider) && _broken[clause.Index * 2]) || (roles.HasFlag(Roles.Requirer) && _broken[(clause.Index * 2) + 1]));

    internal void Add(SetAside other)
    {
        for (int i = 0; i < _reasons.Length; i++)
        {
            _reasons[i] ??= other._reasons[i];
            _broken[i] |= other._broken[i];
        }
    }

    /// <summary>A step is about to be judged.</summary>
    /// <param name="applications">What is known of the applications.</param>
    /// <param name="application">The one whose hook it is; null for a change of the model, which is judged on both sides.</param>
    internal void Begin(ApplicationState[] applications, string? application)
    {
        _applications = applications;
        _application = application;
        _any = false;
        foreach (ApplicationState known in applications)
        {
            _any |= known.Lacks is not null;
        }
    }

    /// <summary>Is a check to be set aside? Then it is.</summary>
    internal bool Takes(Clause clause, Roles role)
    {
        if (!_any || ReasonOf(_application, role) is not { } reason)
        {
            return false;
        }

        _reasons[Place(clause, role)] ??= reason;
        return true;
    }

    /// <summary>Is a violation to be set aside? Then it is.</summary>
    internal bool Takes(Clause clause, Roles role, Step step, string application)
    {
        if (!_any || Stands(clause, step) || ReasonOf(application, role) is not { } reason)
        {
            return false;
        }

        _reasons[Place(clause, role)] ??= reason;
        _broken[Place(clause, role)] = true;
        return true;
    }

    // Does a violation stand although the charm was answered wrongly? What a failing hook prints may be the very error that the answer led
    // to, so of it only the writes stand.
    private static bool Stands(Clause clause, Step step) =>
        Array.IndexOf(s_deeds, clause) >= 0
        && (clause.Family is not "secrecy" || step is HookStep { Outcome: HookOutcome.Committed });

    private static int Place(Clause clause, Roles role) => (clause.Index * 2) + (role == Roles.Requirer ? 1 : 0);

    private string? ReasonOf(string? application, Roles role)
    {
        foreach (ApplicationState known in _applications)
        {
            if (known.Lacks is not null && (application is null
                ? (known.Role & role) != Roles.None
                : string.Equals(known.Name, application, StringComparison.Ordinal)))
            {
                return known.Lacks;
            }
        }

        return null;
    }
}
