namespace S3Contract.Harness.Checks;

/// <summary>A check ended before its end: by a problem of the charm, which cannot be run any further, or by a mistake of the check or for what the
/// machine lacks, which is no fault of the charm. What was found until then is not lost.</summary>
/// <param name="found">What was found until then, marked as partial.</param>
/// <param name="cause">What went wrong.</param>
public sealed class CheckBrokenException(CheckResult found, Exception cause) : Exception(OneLine(cause), cause)
{
    /// <summary>What was found until then, marked as partial.</summary>
    public CheckResult Found { get; } = found;

    /// <summary>What went wrong, in one line.</summary>
    internal static string OneLine(Exception cause) =>
        cause is Subjects.Processes.MachineProblem or Metadata.CharmProblem ? cause.Message : $"{cause.GetType().Name}: {cause.Message.ReplaceLineEndings(" ")}";
}
