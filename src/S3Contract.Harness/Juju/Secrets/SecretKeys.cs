using System.Text.RegularExpressions;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Juju.Secrets;

/// <summary>What a secret may hold.</summary>
internal static partial class SecretKeys
{
    /// <summary>The most bytes of a value, and of all of them together, in base64.</summary>
    public const int MostBytes = 1000 * 1000;

    /// <summary>Juju's reason why a secret cannot hold this; null if it can.</summary>
    public static string? Problem(IEnumerable<KeyValuePair<string, string>> encoded)
    {
        long sum = 0;
        foreach ((string key, string value) in encoded)
        {
            if (!Key().IsMatch(key))
            {
                return $"key {GoText.Quote(key)} not valid";
            }

            if (value.Length > MostBytes)
            {
                return FormattableString.Invariant($"base64 encoded secret content for key {GoText.Quote(key)} too large: {value.Length} bytes");
            }

            sum += value.Length;
        }

        return sum > MostBytes ? FormattableString.Invariant($"base64 encoded secret content too large: {sum} bytes") : null;
    }

    [GeneratedRegex(@"^[a-z](-?[a-z0-9]){2,}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
