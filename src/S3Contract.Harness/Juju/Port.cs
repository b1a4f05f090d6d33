using System.Globalization;

namespace S3Contract.Harness.Juju;

/// <summary>The argument of <c>open-port</c> and <c>close-port</c> (§4.7).</summary>
internal static class Port
{
    /// <summary>The port as <c>opened-ports</c> prints it: <c>80/tcp</c>, <c>8000-8010/udp</c>, <c>icmp</c>; null if the text is no port.</summary>
    public static string? Normalise(string text)
    {
        if (string.Equals(text, "icmp", StringComparison.Ordinal))
        {
            return text;
        }

        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string protocol = slash < 0 ? "tcp" : text[(slash + 1)..];
        string range = slash < 0 ? text : text[..slash];
        int dash = range.IndexOf('-', StringComparison.Ordinal);
        if (protocol is not ("tcp" or "udp")
            || !TryRead(dash < 0 ? range : range[..dash], out int from)
            || !TryRead(dash < 0 ? range : range[(dash + 1)..], out int to)
            || to < from)
        {
            return null;
        }

        return from == to
            ? string.Create(CultureInfo.InvariantCulture, $"{from}/{protocol}")
            : string.Create(CultureInfo.InvariantCulture, $"{from}-{to}/{protocol}");
    }

    private static bool TryRead(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535;
}
