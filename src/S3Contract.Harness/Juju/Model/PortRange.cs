using System.Globalization;

namespace S3Contract.Harness.Juju.Model;

/// <summary>What <c>open-port</c> and <c>close-port</c> are about (§4.7): one port, several in a row, or <c>icmp</c>, which has none.</summary>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>icmp</c>.</param>
/// <param name="From">The first port; -1 for icmp.</param>
/// <param name="To">The last port; -1 for icmp.</param>
internal readonly record struct PortRange(string Protocol, int From, int To) : IComparable<PortRange>
{
    private const int Highest = 65535;

    /// <summary>Reads <c>80</c>, <c>80/TCP</c>, <c>8000-8010/udp</c> or <c>icmp</c>; tcp if no protocol is given.</summary>
    /// <param name="text">The argument.</param>
    /// <param name="problem">Juju's reason to refuse it; null if it is fine.</param>
    public static PortRange Read(string text, out string? problem)
    {
        string lower = text.ToLowerInvariant();
        int slash = lower.IndexOf('/', StringComparison.Ordinal);
        string[] bounds = (slash < 0 ? lower : lower[..slash]).Split('-');
        if (bounds is ["icmp"])
        {
            problem = null;
            return new PortRange("icmp", -1, -1);
        }

        var range = new PortRange(slash < 0 ? "tcp" : lower[(slash + 1)..], Number(bounds[0]), Number(bounds[^1]));
        problem = bounds.Length > 2 ? $"invalid port range \"{string.Join('-', bounds)}\""
            : Array.Find(bounds, bound => Number(bound) < 0) is { } wrong
                ? $"invalid port \"{wrong}\": strconv.Atoi: parsing \"{wrong}\": invalid syntax"
            : range.Protocol is "icmp" ? $"protocol \"icmp\" doesn't support any ports; got \"{bounds[0]}\""
            : range.Protocol is not ("tcp" or "udp") ? $"invalid protocol \"{range.Protocol}\", expected \"tcp\", \"udp\", or \"icmp\""
            : range.From > range.To ? $"invalid port range {range}"
            : range.To > Highest ? string.Create(
                CultureInfo.InvariantCulture, $"port range bounds must be between 0 and {Highest}, got {range.From}-{range.To}")
            : null;
        return range;
    }

    /// <summary>Have the two a port in common without being the same? Juju refuses to open such.</summary>
    public bool ConflictsWith(PortRange other) => this != other
        && string.Equals(Protocol, other.Protocol, StringComparison.Ordinal) && To >= other.From && other.To >= From;

    /// <summary>Juju's order: by protocol, then by number.</summary>
    public int CompareTo(PortRange other)
    {
        int order = string.CompareOrdinal(Protocol, other.Protocol);
        order = order != 0 ? order : From.CompareTo(other.From);
        return order != 0 ? order : To.CompareTo(other.To);
    }

    /// <summary>As <c>opened-ports</c> prints it: <c>80/tcp</c>, <c>8000-8010/udp</c>, <c>icmp</c>.</summary>
    public override string ToString() => From < 0 ? Protocol
        : From == To ? string.Create(CultureInfo.InvariantCulture, $"{From}/{Protocol}")
        : string.Create(CultureInfo.InvariantCulture, $"{From}-{To}/{Protocol}");

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
}
