using NUnit.Framework;

namespace S3Contract.Harness.Conformance.Fixtures;

/// <summary>What a test comes to.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Message">Why, for people.</param>
internal sealed record ContractOutcome(OutcomeKind Kind, string Message)
{
    /// <summary>Ends the running test with this outcome.</summary>
    public void Report()
    {
        switch (Kind)
        {
            case OutcomeKind.Failed:
                Assert.Fail(Message);
                break;
            case OutcomeKind.Inconclusive:
                Assert.Inconclusive(Message);
                break;
            case OutcomeKind.Waived:
                Assert.Ignore(Message);
                break;
            case OutcomeKind.Beyond:
                Assert.Warn(Message);
                break;
            default:
                if (Message.Length > 0)
                {
                    TestContext.Out.WriteLine(Message);
                }

                break;
        }
    }
}

/// <summary>How a test ends.</summary>
internal enum OutcomeKind
{
    /// <summary>It passed.</summary>
    Passed,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>Nothing can be said; never a pass.</summary>
    Inconclusive,

    /// <summary>The profile waives the clause.</summary>
    Waived,

    /// <summary>It failed, but its level does not count.</summary>
    Beyond,
}
