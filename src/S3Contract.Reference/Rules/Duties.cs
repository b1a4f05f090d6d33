using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>Whether something is due.</summary>
internal enum Duty
{
    /// <summary>It is not due: its conditions do not hold, or an operator asked for something else.</summary>
    None,

    /// <summary>It is due and done.</summary>
    Kept,

    /// <summary>It is due and not done.</summary>
    Open,
}

/// <summary>The duties of both sides once the model is quiet.</summary>
internal readonly ref struct Duties(ApplicationState[] applications, RelationState[] relations, UnitState[] units)
{
    private readonly ApplicationState[] _applications = applications;
    private readonly RelationState[] _relations = relations;
    private readonly UnitState[] _units = units;

    /// <summary>See <see cref="ReferenceMachine.HasOpenDuty"/>.</summary>
    public static bool AnyOpen(MachineState state, Roles roles)
    {
        var duties = new Duties(state.Applications, state.Relations, state.Units);
        foreach (RelationState relation in state.Relations)
        {
            if (roles.HasFlag(Roles.Provider) && !relation.ProviderWaited
                && (duties.Answered(relation) == Duty.Open || duties.Shown(relation) == Duty.Open || duties.AnyFieldOpen(relation)))
            {
                return true;
            }

            if (roles.HasFlag(Roles.Requirer) && !relation.RequirerWaited
                && (duties.Asked(relation) == Duty.Open || duties.Seen(relation) == Duty.Open || duties.AnyLeftBehind(relation)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Has the requirer asked?</summary>
    public Duty Asked(RelationState relation)
    {
        if (relation.Leaving || Ready(relation.Requirer) is not { } requirer || !AnyHealthy(relation.Provider)
            || GivenValues.Deletes(requirer.Given, ContractFields.Bucket, relation.Requirer))
        {
            return Duty.None;
        }

        return relation.HasAsked ? Duty.Kept : Duty.Open;
    }

    /// <summary>Has the provider answered?</summary>
    public Duty Answered(RelationState relation)
    {
        // A provider that has shown nothing may speak version 0, and is asked by a bucket then.
        bool asked = relation.SpeaksFor(Roles.Provider) == ContractVersion.Mixed ? relation.Asked is not null : relation.HasAsked;
        if (relation.Leaving || !asked || !AnyHealthy(relation.Requirer)
            || Ready(relation.Provider) is not { } provider || !HasKeysFor(provider, relation) || GivenValues.NamesByHand(provider.Given, ContractFields.Bookkeeping)
            || GivenValues.Deletes(provider.Given, ContractFields.Bucket, relation.Requirer) || GivenValues.Deletes(provider.Given, ContractFields.AccessKey, relation.Requirer)
            || GivenValues.Deletes(provider.Given, ContractFields.SecretKey, relation.Requirer))
        {
            return Duty.None;
        }

        return relation.IsComplete ? Duty.Kept : Duty.Open;
    }

    /// <summary>Does the provider, having answered, show what was issued last?</summary>
    public Duty Shown(RelationState relation)
    {
        // What was set by hand may take effect later than what was issued after it.
        if (relation.Leaving || !relation.HasKeys || relation.DueAccessKey is null
            || Ready(relation.Provider) is not { HasIssued: true } provider
            || GivenValues.NamesByHand(provider.Given, ContractFields.AccessKey) || GivenValues.NamesByHand(provider.Given, ContractFields.SecretKey))
        {
            return Duty.None;
        }

        return relation.IsOutdated ? Duty.Open : Duty.Kept;
    }

    /// <summary>Does an answer show what it is to show for a field? Of an answer without keys nothing is asked.</summary>
    public Duty Shows(RelationState relation, FieldWish wish)
    {
        if (relation.Leaving || !relation.HasKeys || wish.Value is null || (wish.Field is ContractFields.Bucket && wish.Value.Length == 0)
            || Ready(relation.Provider) is not { } provider || GivenValues.NamesByHand(provider.Given, wish.Field))
        {
            return Duty.None;
        }

        return wish.IsShownIn(relation.Answer.Get(wish.Field)) ? Duty.Kept : Duty.Open;
    }

    /// <summary>What an answer is to show: what was given for its relation alone, and of what was given to all the other fields.</summary>
    public FieldWish[] WishesFor(RelationState relation) => Find(relation.Provider) is not { } provider ? []
        : relation.Wishes.Length == 0 ? provider.Wishes
        : [.. relation.Wishes, .. provider.Wishes.Where(wish => !Array.Exists(relation.Wishes, own => string.Equals(own.Field, wish.Field, StringComparison.Ordinal)))];

    private bool AnyFieldOpen(RelationState relation)
    {
        foreach (FieldWish wish in WishesFor(relation))
        {
            if (Shows(relation, wish) == Duty.Open)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Has at least one unit of the requirer seen what is shown?</summary>
    public Duty Seen(RelationState relation)
    {
        if (!CanSee(relation))
        {
            return Duty.None;
        }

        var duty = Duty.None;
        foreach (UnitState unit in _units)
        {
            if (IsHealthy(unit, relation.Requirer))
            {
                if (HasSeen(unit, relation))
                {
                    return Duty.Kept;
                }

                duty = IsPassedOver(unit, relation) ? duty : Duty.Open;
            }
        }

        return duty;
    }

    /// <summary>Has this unit seen what is shown?</summary>
    public Duty Seen(RelationState relation, UnitState unit) =>
        !CanSee(relation) || !IsHealthy(unit, relation.Requirer) ? Duty.None
        : HasSeen(unit, relation) ? Duty.Kept
        : IsPassedOver(unit, relation) ? Duty.None
        : Duty.Open;

    /// <summary>Has this unit, which had seen keys, seen that they were taken back?</summary>
    public static Duty SeenWithdrawn(RelationState relation, UnitState unit) =>
        relation.Leaving || !relation.IsWithdrawn || !IsHealthy(unit, relation.Requirer) || unit.Link(relation.Id) is not { Seen: > 0 } link ? Duty.None
        : link.Seen == relation.Version ? Duty.Kept
        : Duty.Open;

    private bool AnyLeftBehind(RelationState relation)
    {
        foreach (UnitState unit in _units)
        {
            if (SeenWithdrawn(relation, unit) == Duty.Open)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Is another relation alive, and asked for, on the same endpoint of the provider?</summary>
    public bool IsOneOfSeveral(RelationState relation)
    {
        foreach (RelationState other in _relations)
        {
            if (other.Id != relation.Id && !other.Leaving && other.HasAsked
                && string.Equals(other.Provider, relation.Provider, StringComparison.Ordinal)
                && string.Equals(other.ProviderEndpoint, relation.ProviderEndpoint, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // What an operator issues must have reached the charm; what it makes itself it has.
    private static bool HasKeysFor(ApplicationState provider, RelationState relation) =>
        provider.MakesOwnKeys || (provider.HasIssued && relation.DueAccessKey is not null);

    private static bool HasSeen(UnitState unit, RelationState relation) =>
        unit.Link(relation.Id) is { } link && link.Seen == relation.Version;

    private static bool IsPassedOver(UnitState unit, RelationState relation) =>
        unit.Link(relation.Id) is { PassedOver: > 0 } link && link.PassedOver == relation.Version;

    /// <summary>Is this a unit of the application that can do something?</summary>
    public static bool IsHealthy(UnitState unit, string application) =>
        !unit.Removed && !unit.InError && string.Equals(unit.Name.Application, application, StringComparison.Ordinal);

    private bool CanSee(RelationState relation) =>
        !relation.Leaving && relation.HasKeys && Find(relation.Requirer) is { Removed: false, Skipped: false, ShowsSeeing: true };

    /// <summary>The application, if it has a leader who can do something.</summary>
    public ApplicationState? Ready(string name)
    {
        if (Find(name) is not { Removed: false, Skipped: false, Leader: { } leader } application)
        {
            return null;
        }

        foreach (UnitState unit in _units)
        {
            if (unit.Name == leader)
            {
                return IsHealthy(unit, name) ? application : null;
            }
        }

        return null;
    }

    private bool AnyHealthy(string application)
    {
        foreach (UnitState unit in _units)
        {
            if (IsHealthy(unit, application))
            {
                return true;
            }
        }

        return false;
    }

    private ApplicationState? Find(string name)
    {
        foreach (ApplicationState application in _applications)
        {
            if (string.Equals(application.Name, name, StringComparison.Ordinal))
            {
                return application;
            }
        }

        return null;
    }
}
