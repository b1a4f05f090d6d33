namespace S3Contract.Harness.Scripts.Language;

/// <summary>Something in a script that could not be carried out on the subject.</summary>
/// <param name="Line">The line of the script; 0 for its header.</param>
/// <param name="Reason">Why, for people.</param>
internal sealed record Shortfall(int Line, string Reason);
