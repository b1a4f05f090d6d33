using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Model;

/// <summary>Ports that a unit has opened.</summary>
/// <param name="Ports">Which.</param>
/// <param name="Endpoint">For which endpoint; empty for all.</param>
internal readonly record struct OpenedPort(PortRange Ports, string Endpoint) : IComparable<OpenedPort>
{
    /// <summary>In the order of the ports, then of the endpoints.</summary>
    public int CompareTo(OpenedPort other) =>
        Ports.CompareTo(other.Ports) is not 0 and var order ? order : string.CompareOrdinal(Endpoint, other.Endpoint);

    /// <summary>As <c>opened-ports --endpoints</c> has it, one endpoint only.</summary>
    public override string ToString() => $"{Ports} ({(Endpoint.Length == 0 ? "*" : Endpoint)})";
}

/// <summary>How the controller adds to a unit's opened ports and takes away from them. The arrays are sorted.</summary>
internal static class OpenedPorts
{
    /// <summary>Opens ports; for an endpoint that has them already through all endpoints, that changes nothing.</summary>
    public static OpenedPort[] Opened(this OpenedPort[] ports, OpenedPort more)
    {
        if (Array.BinarySearch(ports, more) >= 0 || Array.BinarySearch(ports, more with { Endpoint = "" }) >= 0)
        {
            return ports;
        }

        OpenedPort[] kept = more.Endpoint.Length > 0 ? ports : Array.FindAll(ports, port => port.Ports != more.Ports);
        return kept.Inserted(~Array.BinarySearch(kept, more), more);
    }

    /// <summary>Closes ports. Ports that are open for all endpoints and are closed for one stay open for the others.</summary>
    public static OpenedPort[] Closed(this OpenedPort[] ports, OpenedPort less, IReadOnlyList<CharmEndpoint> endpoints)
    {
        bool all = less.Endpoint.Length == 0;
        bool others = !all && Array.BinarySearch(ports, less with { Endpoint = "" }) >= 0;
        OpenedPort[] left = Array.FindAll(
            ports,
            port => port.Ports != less.Ports || (!all && port.Endpoint.Length > 0 && !string.Equals(port.Endpoint, less.Endpoint, StringComparison.Ordinal)));
        foreach (CharmEndpoint endpoint in others ? endpoints : [])
        {
            if (!string.Equals(endpoint.Name, less.Endpoint, StringComparison.Ordinal))
            {
                left = left.Opened(new OpenedPort(less.Ports, endpoint.Name));
            }
        }

        return left;
    }

    /// <summary>The ports as <c>opened-ports</c> lists them.</summary>
    /// <param name="ports">The ports.</param>
    /// <param name="withEndpoints">Names their endpoints as well, <c>*</c> for all.</param>
    public static IReadOnlyList<string> Listed(this OpenedPort[] ports, bool withEndpoints)
    {
        var listed = new List<string>();
        for (int i = 0; i < ports.Length; i++)
        {
            int from = i;
            while (i + 1 < ports.Length && ports[i + 1].Ports == ports[from].Ports)
            {
                i++;
            }

            string endpoints = ports[from].Endpoint.Length == 0 ? "*" : string.Join(", ", ports[from..(i + 1)].Select(port => port.Endpoint));
            listed.Add(withEndpoints ? $"{ports[from].Ports} ({endpoints})" : ports[from].Ports.ToString());
        }

        return listed;
    }
}
