namespace S3Contract.Harness.Judging;

/// <summary>What is said of a clause.</summary>
public enum Verdict
{
    /// <summary>It was checked at least once, and never broken.</summary>
    Pass,

    /// <summary>It was broken at least once.</summary>
    Fail,

    /// <summary>Nothing can be said: nothing exercised it, or the subject does not show what it speaks of. Never a pass.</summary>
    Inconclusive,

    /// <summary>The subject's profile waives it, whatever was found.</summary>
    Waived,
}
