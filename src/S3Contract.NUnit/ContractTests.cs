namespace S3Contract.NUnit;

/// <summary>The kinds of tests that a fixture has.</summary>
[Flags]
public enum ContractTests
{
    /// <summary>None: the fixture has no tests.</summary>
    None = 0,

    /// <summary>A test for each clause of the contract, judged by all scripts together.</summary>
    Clauses = 1,

    /// <summary>A test for each script of the course, and for each of your own.</summary>
    Scenarios = 2,

    /// <summary>A test for each clause that a campaign of random scripts tries to break.</summary>
    Campaign = 4,

    /// <summary>All of them.</summary>
    All = Clauses | Scenarios | Campaign,
}
