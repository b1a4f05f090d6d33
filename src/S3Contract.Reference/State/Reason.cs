namespace S3Contract.Reference.State;

/// <summary>Why a step breaks a clause. A rule only names the reason and what it refers to; words are made of that for who reads them.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Allowed">Every outcome that the contract allows there, the one closest to what happened first.</param>
/// <param name="Observed">What happened.</param>
public sealed record Reason(Func<Violation, string> Message, Func<Violation, IReadOnlyList<string>> Allowed, Func<Violation, string> Observed)
{
    /// <summary>A reason in somebody else's words: the violation's only reference.</summary>
    public static Reason Told { get; } = new(v => v[0], _ => [], v => v[0]);
}
