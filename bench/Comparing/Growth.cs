namespace S3Contract.Bench.Comparing;

/// <summary>How the cost of something grows with its size.</summary>
/// <param name="Name">What grows.</param>
/// <param name="Sizes">The sizes.</param>
/// <param name="Costs">What each cost.</param>
/// <param name="Exponent">The slope of the costs in a plot with two logarithmic scales, over the larger half of the sizes: 1 is linear.</param>
/// <param name="Unit">The unit of the costs.</param>
/// <param name="Note">What was done, and why it grows as it does.</param>
internal sealed record Growth(string Name, IReadOnlyList<double> Sizes, IReadOnlyList<double> Costs, double Exponent, string Unit, string Note)
{
    /// <summary>A row with its exponent.</summary>
    public static Growth Of(string name, IReadOnlyList<(double Size, double Cost)> points, string unit, string note) => new(
        name,
        [.. points.Select(point => point.Size)],
        [.. points.Select(point => Math.Round(point.Cost, 6))],
        Math.Round(Slope(points), 2),
        unit,
        note);

    // Small sizes are mostly what the work costs anyway.
    private static double Slope(IReadOnlyList<(double Size, double Cost)> points)
    {
        (double X, double Y)[] logs = [.. points.Skip(points.Count / 2 - 1).Select(point => (Math.Log(point.Size), Math.Log(Math.Max(point.Cost, 1e-9))))];
        double x = logs.Average(log => log.X);
        double y = logs.Average(log => log.Y);
        return logs.Sum(log => (log.X - x) * (log.Y - y)) / logs.Sum(log => (log.X - x) * (log.X - x));
    }
}
