using System.Globalization;
using System.Text.RegularExpressions;

namespace S3Contract.Harness.Juju.Secrets;

/// <summary>The times of secrets. The simulated world has no clock, so now is always the same moment.</summary>
internal static partial class SecretTime
{
    private static readonly string[] s_formats =
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    public static DateTimeOffset Now { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Reads when something expires: a moment, or how long it is until then.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">Juju's reason why it is neither.</param>
    public static DateTimeOffset? Parse(string text, out string? problem)
    {
        problem = null;
        if (DateTimeOffset.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
        {
            return moment.ToUniversalTime();
        }

        string quoted = Printing.GoText.Quote(text);
        if (Duration(text) is not { } seconds)
        {
            problem = $"expire time or duration {quoted} not valid";
            return null;
        }

        problem = seconds <= 0 ? $"negative expire duration {quoted} not valid" : null;
        return problem is null ? Now.AddSeconds(seconds) : null;
    }

    /// <summary>When a secret is to be given new content by its policy.</summary>
    public static DateTimeOffset? Next(SecretRotation rotation) => rotation switch
    {
        SecretRotation.Hourly => Now.AddHours(1),
        SecretRotation.Daily => Now.AddDays(1),
        SecretRotation.Weekly => Now.AddDays(7),
        SecretRotation.Monthly => Now.AddMonths(1),
        SecretRotation.Quarterly => Now.AddMonths(3),
        SecretRotation.Yearly => Now.AddYears(1),
        _ => null,
    };

    // As Go reads it: "1h30m", "0", ".5s", with a sign in front; at most some 292 years.
    private static double? Duration(string text)
    {
        const double Longest = 9223372036;
        if (!GoDuration().IsMatch(text))
        {
            return null;
        }

        double seconds = 0;
        foreach (Match part in Part().Matches(text))
        {
            double number = double.Parse(part.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            seconds += number * part.Groups["unit"].Value switch
            {
                "h" => 3600,
                "m" => 60,
                "s" => 1,
                "ms" => 1e-3,
                "ns" => 1e-9,
                _ => 1e-6,
            };
        }

        return seconds > Longest ? null : text.StartsWith('-') ? -seconds : seconds;
    }

    [GeneratedRegex(@"^[-+]?(0|(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex GoDuration();

    [GeneratedRegex(@"(?<number>[0-9]+(\.[0-9]*)?|\.[0-9]+)(?<unit>ns|us|µs|μs|ms|s|m|h)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}
