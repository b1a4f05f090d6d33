namespace S3Contract.Harness.Checks;

/// <summary>A check failed itself, by a mistake in it or for what the machine lacks: no fault of the charm. What was found until then is not lost.</summary>
/// <param name="found">What was found until then, marked as partial.</param>
/// <param name="cause">What went wrong.</param>
public sealed class CheckBrokenException(CheckResult found, Exception cause) : Exception(OneLine(cause), cause)
{
    /// <summary>What was found until then, marked as partial.</summary>
    public CheckResult Found { get; } = found;

    /// <summary>What went wrong, in one line.</summary>
    internal static string OneLine(Exception cause) =>
        cause is Subjects.Processes.MachineProblem ? cause.Message : $"{cause.GetType().Name}: {cause.Message.ReplaceLineEndings(" ")}";
}
