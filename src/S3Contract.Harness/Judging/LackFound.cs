namespace S3Contract.Harness.Judging;

/// <summary>Something that the subject asked for and the simulation lacks. From the hook on that asked, nothing in that run tells how the
/// charm behaves under Juju.</summary>
/// <param name="What">What the simulation has none of: <c>secrets</c>.</param>
/// <param name="Runs">In how many runs it was the first thing that was lacking.</param>
/// <param name="Command">The command that asked for it first: <c>secret-add</c>.</param>
/// <param name="Where">The unit and the hook: <c>provider/0 install</c>.</param>
/// <param name="Script">The script.</param>
internal sealed record LackFound(string What, int Runs, string Command, string Where, string Script)
{
    /// <summary>One sentence for people.</summary>
    public string Sentence => FormattableString.Invariant(
        $"the charm asked for {What}, which the simulation does not have yet, in {Runs} {(Runs == 1 ? "run" : "runs")} (first: {Command} in {Where}{(Script.Length == 0 ? "" : $", {Script}")}): from there on nothing is told of it, good or bad");
}
