namespace S3Contract.Bench.Comparing;

/// <summary>One measurement: ours beside what a user would take instead, or beside the floor.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Ours">Ours; null if it could not be measured here.</param>
/// <param name="Peer">The other; null if there is none, or it is not installed.</param>
/// <param name="Ratio">Ours over the other, if both are there.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Note">What the other is, how it was measured, and what to think of it.</param>
internal sealed record Row(string Name, double? Ours, double? Peer, double? Ratio, string Unit, string Note)
{
    /// <summary>A row with its ratio.</summary>
    public static Row Of(string name, double? ours, double? peer, string unit, string note) => new(
        name, Rounded(ours), Rounded(peer), ours is { } mine && peer is > 0 ? Rounded(mine / peer.Value) : null, unit, note);

    // Three digits are more than a shared machine gives.
    private static double? Rounded(double? value) => value is null or 0
        ? value
        : Math.Round(value.Value, Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value.Value))), 0, 6));
}
