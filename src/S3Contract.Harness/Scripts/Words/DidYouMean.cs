namespace S3Contract.Harness.Scripts.Words;

/// <summary>What was found, the word that was probably meant, and only then the list of what could stand there, which may be long.</summary>
internal static class DidYouMean
{
    /// <summary>The message.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="meant">The word that was probably meant; null if none is near.</param>
    /// <param name="rest">What is there instead, as the end of the sentence: <c>expected one of a, b</c>; empty for nothing.</param>
    public static string Message(string found, string? meant, string rest = "") => (meant, rest) switch
    {
        (null, "") => found,
        (null, _) => $"{found}; {rest}",
        (_, "") => $"{found}. Did you mean \"{meant}\"?",
        _ => $"{found}. Did you mean \"{meant}\"? {char.ToUpperInvariant(rest[0])}{rest[1..]}",
    };
}
