namespace S3Contract.Harness.Juju.Hooks;

/// <content>Storage (§4.7): the filesystems of the unit.</content>
internal sealed partial class HookTransaction
{
    private string _storageFolder = "/var/lib/juju/storage";

    /// <summary>The storage that is there for the unit: what is attached, and what this hook attaches. Names and numbers: <c>data/0</c>.</summary>
    public IReadOnlyList<string> Storage =>
    [
        .. _unit.Storage
            .Where(storage => storage.Attached || string.Equals(storage.Id, Hook.Storage, StringComparison.Ordinal))
            .Select(storage => storage.Id).Order(StringComparer.Ordinal),
    ];

    /// <summary>A host that has room for storage says where, before the charm runs.</summary>
    public void KeepStorageIn(string folder) => _storageFolder = folder;

    /// <summary>Where a filesystem is mounted.</summary>
    /// <param name="id">Its name and number.</param>
    public string StorageLocation(string id) => $"{_storageFolder}/{id}";

    /// <summary><c>storage-list [NAME]</c>.</summary>
    /// <param name="name">The storage asked for; null for all.</param>
    public IReadOnlyList<string> StorageList(string? name = null)
    {
        Require("storage-list");
        string command = name is null ? "storage-list" : "storage-list " + name;
        bool IsAskedFor(string known) => name is null || string.Equals(known, name, StringComparison.Ordinal);
        Record(Metadata.Storage.Any(storage => storage is { IsBlock: true, Count: > 0 } && IsAskedFor(storage.Name))
            ? new Lacking(command, "block storage", "none")
            : new OtherCommand(command));
        return [.. Storage.Where(id => IsAskedFor(id.Split('/')[0]))];
    }

    /// <summary><c>storage-get -s ID</c>: the location of a filesystem; null if the unit has no such storage.</summary>
    /// <param name="id">Its name and number.</param>
    public string? StorageGet(string id)
    {
        Require("storage-get");
        if (!Storage.Contains(id, StringComparer.Ordinal))
        {
            return null;
        }

        Record(new OtherCommand("storage-get -s " + id));
        return StorageLocation(id);
    }
}
