using S3Contract.Harness.Metadata;
using S3Contract.Harness.Pebble;

namespace S3Contract.Harness.Juju.Model;

/// <summary>A workload container of a unit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pebble">Its Pebble, and all that is in the container.</param>
internal sealed record UnitContainer(string Name, PebbleState Pebble)
{
    /// <summary>Which start of the container the charm was told of last; 0 for none.</summary>
    public int ReadyBoot { get; init; }

    /// <summary>Is the charm still to be told that the container has started?</summary>
    public bool IsNew => ReadyBoot != Pebble.Boot;

    /// <summary>The container, started anew: what was in it is gone.</summary>
    public UnitContainer Restarted(CharmMetadata charm) =>
        this with { Pebble = PebbleState.Started(Pebble.Boot + 1, charm.Mounts.GetValueOrDefault(Name) ?? []) };

    /// <summary>The containers of a charm.</summary>
    /// <param name="charm">The charm.</param>
    /// <param name="before">Those that the unit had: one of the same name is started anew.</param>
    public static UnitContainer[] Of(CharmMetadata charm, params UnitContainer[] before) => !charm.HasPebble ? [] :
    [
        .. charm.Containers.Select(name => Array.Find(before, known => string.Equals(known.Name, name, StringComparison.Ordinal))?.Restarted(charm)
            ?? new UnitContainer(name, PebbleState.Started(1, charm.Mounts.GetValueOrDefault(name) ?? []))),
    ];
}
