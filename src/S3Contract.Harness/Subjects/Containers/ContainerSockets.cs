using System.Globalization;
using S3Contract.Harness.Files;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Pebble;

namespace S3Contract.Harness.Subjects.Containers;

/// <summary>The sockets of one unit's containers: a folder for each, with the socket in it once its Pebble is up. Requests go to the hook that runs.</summary>
internal sealed class ContainerSockets : IDisposable
{
    private readonly PebbleHost _host;
    private readonly string _folder;
    private IDisposable? _server;
    private volatile HookTransaction? _hook;

    /// <summary>Makes the folders.</summary>
    /// <param name="host">What all units of the charm share.</param>
    /// <param name="folder">The folder for them, which must not be there yet.</param>
    public ContainerSockets(PebbleHost host, string folder)
    {
        (_host, _folder) = (host, folder);
        for (int i = 0; i < host.Containers.Count; i++)
            Directory.CreateDirectory(PlaceOf(i));
    }

    /// <summary>Where each folder is, and where the charm is to see it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Mounts => [.. _host.Containers.Select((container, i) => KeyValuePair.Create(PlaceOf(i), PebbleHost.Charms(container)))];

    /// <summary>From now on this hook is who asks.</summary>
    public void Begin(HookTransaction hook)
    {
        _hook = hook;
        if (_server is null && hook.ContainersUp.Count > 0)
        {
            _server = _host.Server.Serve(
                [.. _host.Containers.Select((container, i) => KeyValuePair.Create(Path.Combine(PlaceOf(i), PebbleHost.Socket), (IPebbleSite)new Site(this, container)))]);
        }
    }

    /// <summary>From now on nobody asks.</summary>
    public void End() => _hook = null;

    public void Dispose()
    {
        _server?.Dispose();
        using HeldFolder? parent = HeldFolder.Open(Path.GetDirectoryName(_folder)!);
        parent?.Remove(RawName.FromText(Path.GetFileName(_folder)));
    }

    // Not by the container's name: the path of a socket has little room.
    private string PlaceOf(int container) => Path.Combine(_folder, container.ToString(CultureInfo.InvariantCulture));

    private sealed class Site(ContainerSockets unit, string container) : IPebbleSite
    {
        private readonly WorkloadCommands _commands = new(container, unit._host.Commands);

        public PebbleResponse Answer(PebbleRequest request) =>
            unit._hook?.AskPebble(container, request, _commands) ?? PebbleResponse.Error(503, "no hook is running");

        public ReadOnlyMemory<byte> Output(string task, string socket) =>
            unit._hook?.PebbleOutput(container, task, socket) ?? throw new PebbleRefusal(503, "no hook is running");
    }
}
