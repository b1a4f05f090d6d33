namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>How often each kind of command is drawn, relative to the others that are enabled.</summary>
internal static class Weights
{
    private static readonly int[] s_weights = [.. Enum.GetValues<CommandKind>().Select(Weigh)];

    /// <summary>The weight of a kind, at least 1.</summary>
    public static int Of(CommandKind kind) => s_weights[(int)kind];

    // How much do the transitions of the reference machine matter that a command can bring about? Of that a kind takes its share: what
    // ends things (the last unit, an application) takes little, since little can be observed afterwards. What is in no transition (hooks one by
    // one, timers, further applications) has a weight of its own.
    private static int Weigh(CommandKind kind) => kind switch
    {
        CommandKind.Step => 32,
        CommandKind.Settle => Share("settle", 120),
        CommandKind.Issue => Share("issue", 60),
        CommandKind.IssueToOne => Share("issue", 20),
        CommandKind.IssueField => Share("issue", 30),
        CommandKind.SetField => Share("set", 60),
        CommandKind.AskBucket => Share("set", 60),
        CommandKind.Elect => Share("elect", 70),
        CommandKind.LoseLeadership => Share("lose-leadership", 40),
        CommandKind.Crash => Share("crash", 35),
        CommandKind.Fail => Share("fail", 35),
        CommandKind.AddUnit => Share("add-unit", 80),
        CommandKind.RemoveUnit => Share("remove-unit", 25),
        CommandKind.ScaleToZero => Share("remove-unit", 6),
        CommandKind.Integrate => Share("integrate", 60),
        CommandKind.RemoveRelation => Share("remove-relation", 70),
        CommandKind.RemoveApplication => Share("remove-application", 20),
        CommandKind.Deploy => 4,
        CommandKind.OtherOption => 6,
        CommandKind.UpdateStatus => 6,
        CommandKind.HostileWrite => Share("write", 80),
        _ => 1,
    };

    private static int Share(string command, int percent) =>
        Math.Max(1, TransitionCauses.Weights[command] * percent / 100);
}
