using System.Globalization;
using System.Text.RegularExpressions;

namespace S3Contract.Servers;

/// <summary>Why TLS ended, by what the other side said last (RFC 8446, 6.2).</summary>
internal static partial class TlsAlert
{
    // OpenSSL counts what it hears from the other side from here on.
    private const int First = 1000;

    /// <summary>Did the caller say that it does not trust the certificate?</summary>
    public static bool IsDistrust(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (ErrorOfOpenSsl().Match(cause.Message) is { Success: true } match)
            {
                int alert = (int)(uint.Parse(match.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 0xFFF) - First;
                return alert is 42 or 43 or 44 or 45 or 46 or 48;
            }
        }

        return false;
    }

    [GeneratedRegex("error:(?<code>[0-9A-F]{8}):", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ErrorOfOpenSsl();
}
