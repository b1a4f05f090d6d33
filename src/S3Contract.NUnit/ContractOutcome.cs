using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace S3Contract.NUnit;

/// <summary>What a test comes to.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Message">Why, for people.</param>
internal sealed record ContractOutcome(OutcomeKind Kind, string Message)
{
    /// <summary>Ends the running test with this outcome.</summary>
    public void Report()
    {
        if (Kind != OutcomeKind.Passed)
        {
            throw new ContractException(State, Message);
        }

        if (Message.Length > 0)
        {
            TestContext.Out.WriteLine(Message);
        }
    }

    private ResultState State => Kind switch
    {
        OutcomeKind.Failed => ResultState.Failure,
        OutcomeKind.Inconclusive => ResultState.Inconclusive,
        OutcomeKind.Waived => ResultState.Ignored,
        _ => ResultState.Warning,
    };
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

    /// <summary>A warning: it failed, but its level does not count, or it only follows from what another test shows.</summary>
    Beyond,
}
