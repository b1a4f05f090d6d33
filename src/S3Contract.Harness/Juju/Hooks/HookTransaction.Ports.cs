using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>Ports (§4.7): opened and closed when the hook succeeds.</content>
internal sealed partial class HookTransaction
{
    private OpenedPort[]? _ports;

    internal OpenedPort[]? NewPorts => _ports;

    /// <summary>Juju's reason to refuse the flush for the sake of a port; null if there is none.</summary>
    internal string? PortsRefused { get; private set; }

    /// <summary><c>open-port</c>.</summary>
    /// <param name="port"><c>80/tcp</c>, <c>8000-8010/udp</c> or <c>icmp</c>; tcp if no protocol is given.</param>
    /// <param name="endpoints">The endpoints to open it for (<c>--endpoints</c>); empty for all.</param>
    public void OpenPort(string port, params IReadOnlyList<string> endpoints)
    {
        PortRange range = ReadPort("open-port", port);
        if (Conflict(range) is { } conflict)
        {
            throw Refuse("open-port", $"cannot open {range} (unit \"{Unit}\"): {conflict}", arguments: $" {range}");
        }

        foreach (string endpoint in endpoints.DefaultIfEmpty(""))
        {
            CheckEndpoint("open", endpoint);
            _ports = (_ports ?? _unit.Ports).Opened(new OpenedPort(range, endpoint));
        }

        Record(new OtherCommand($"open-port {range}"));
    }

    /// <summary><c>close-port</c>; a port that is not open is none of Juju's concern.</summary>
    /// <param name="port">As for <see cref="OpenPort"/>.</param>
    /// <param name="endpoints">The endpoints to close it for (<c>--endpoints</c>); empty for all.</param>
    public void ClosePort(string port, params IReadOnlyList<string> endpoints)
    {
        PortRange range = ReadPort("close-port", port);
        foreach (string endpoint in endpoints.DefaultIfEmpty(""))
        {
            CheckEndpoint("close", endpoint);
            _ports = (_ports ?? _unit.Ports).Closed(new OpenedPort(range, endpoint), Metadata.Endpoints);
        }

        Record(new OtherCommand($"close-port {range}"));
    }

    /// <summary><c>opened-ports</c>: the ports that were open before this hook, by protocol and number.</summary>
    /// <param name="withEndpoints"><c>--endpoints</c>: names their endpoints as well, <c>*</c> for all.</param>
    public IReadOnlyList<string> OpenedPorts(bool withEndpoints = false)
    {
        Require("opened-ports");
        Record(new OtherCommand("opened-ports"));
        return _unit.Ports.Listed(withEndpoints);
    }

    private PortRange ReadPort(string command, string port)
    {
        Require(command);
        PortRange range = PortRange.Read(port, out string? problem);
        return problem is null ? range : throw Refuse(command, problem, 2, arguments: " " + port);
    }

    private string? Conflict(PortRange range)
    {
        foreach (OpenedPort open in (_ports ?? []).Concat(_unit.Ports))
        {
            if (range.ConflictsWith(open.Ports))
            {
                string earlier = Array.Exists(_unit.Ports, before => before.Ports == open.Ports) ? "" : " requested earlier";
                return $"port range conflicts with {open.Ports} (unit \"{Unit}\"){earlier}";
            }
        }

        return null;
    }

    // The agent takes any name; the controller looks it up in the flush.
    private void CheckEndpoint(string change, string endpoint)
    {
        if (endpoint.Length > 0 && !Metadata.Endpoints.Any(known => string.Equals(known.Name, endpoint, StringComparison.Ordinal)))
        {
            PortsRefused ??= $"{change} port range: endpoint \"{endpoint}\" for unit \"{Unit}\" not found";
        }
    }
}
