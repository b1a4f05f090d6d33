namespace S3Contract.Harness.Campaigns.Goals;

/// <summary>A situation that a campaign must have met at least once: else it has not looked where faults hide, and that it found none says
/// little.</summary>
/// <param name="Name">Its stable name: <c>rotation-while-leader-moves</c>.</param>
/// <param name="Text">What the situation is, as a phrase.</param>
/// <param name="Roles">For which side under test it can come about.</param>
/// <param name="IsMet">Says whether a run met it: a pure function of its moments.</param>
internal sealed record SometimesGoal(string Name, string Text, Roles Roles, Func<IReadOnlyList<Moment>, bool> IsMet)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
