namespace S3Contract.Charms;

/// <summary>The kinds of hook that Juju runs, as far as the interface can meet them.</summary>
public enum HookKind
{
    /// <summary>The first hook of a unit.</summary>
    Install,

    /// <summary>The charm's workload is to start; once, after the first config-changed.</summary>
    Start,

    /// <summary>Configuration, trust or addresses changed.</summary>
    ConfigChanged,

    /// <summary>The unit has become leader of its application.</summary>
    LeaderElected,

    /// <summary>The settings that the leader shares with its followers have changed; to followers only, and until Juju 3.6.</summary>
    LeaderSettingsChanged,

    /// <summary>The regular timer.</summary>
    UpdateStatus,

    /// <summary>The charm was replaced by another revision.</summary>
    UpgradeCharm,

    /// <summary>The unit is about to be removed.</summary>
    Stop,

    /// <summary>The last hook of a unit.</summary>
    Remove,

    /// <summary>A relation has come into being.</summary>
    RelationCreated,

    /// <summary>A remote unit has joined a relation.</summary>
    RelationJoined,

    /// <summary>A remote unit's or application's databag has changed.</summary>
    RelationChanged,

    /// <summary>A remote unit has left a relation, or this unit leaves it.</summary>
    RelationDeparted,

    /// <summary>A relation is gone.</summary>
    RelationBroken,

    /// <summary>Storage is there for the unit to use.</summary>
    StorageAttached,

    /// <summary>Storage is about to be taken away.</summary>
    StorageDetaching,

    /// <summary>An operator runs an action.</summary>
    Action,

    /// <summary>A workload container and its Pebble have started.</summary>
    PebbleReady,

    /// <summary>A check of a container's Pebble has failed.</summary>
    PebbleCheckFailed,

    /// <summary>A check that had failed succeeds again.</summary>
    PebbleCheckRecovered,

    /// <summary>A container's Pebble was given a notice.</summary>
    PebbleCustomNotice,

    /// <summary>A secret that the unit reads has a new revision.</summary>
    SecretChanged,

    /// <summary>A secret is due to be given new content; to whoever manages it.</summary>
    SecretRotate,

    /// <summary>A revision of a secret has expired; to whoever manages it.</summary>
    SecretExpired,

    /// <summary>Nobody reads a revision of a secret any more; to whoever manages it.</summary>
    SecretRemove,
}

/// <summary>One run of a hook or an action on one unit: what Juju tells the charm through its environment.</summary>
/// <param name="Kind">What kind of hook.</param>
public sealed record Hook(HookKind Kind)
{
    /// <summary>The local endpoint of a relation hook; else null.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The relation of a relation hook; else null.</summary>
    public RelationId? Relation { get; init; }

    /// <summary>The application at the other end (of a peer relation: the own one); null outside relation hooks, and where Juju cannot
    /// name it.</summary>
    public string? RemoteApplication { get; init; }

    /// <summary>The remote unit that a joined, changed or departed hook is about; null for hooks about the application's databag.</summary>
    public UnitName? RemoteUnit { get; init; }

    /// <summary>In relation-departed: the unit that really leaves, which is the own unit when the own unit goes.</summary>
    public UnitName? DepartingUnit { get; init; }

    /// <summary>The storage that a storage hook is about (<c>data/0</c>); else null.</summary>
    public string? Storage { get; init; }

    /// <summary>The workload container that a Pebble hook is about; else null.</summary>
    public string? Workload { get; init; }

    /// <summary>The check that pebble-check-failed or pebble-check-recovered is about; else null.</summary>
    public string? Check { get; init; }

    /// <summary>The number of the notice that pebble-custom-notice is about; else null.</summary>
    public string? NoticeId { get; init; }

    /// <summary>The type of that notice: <c>custom</c>; else null.</summary>
    public string? NoticeType { get; init; }

    /// <summary>The key of that notice: <c>example.com/path</c>; else null.</summary>
    public string? NoticeKey { get; init; }

    /// <summary>The secret that a secret hook is about, as Juju names it (<c>secret:9m4e2mr0ui3e8a215n4g</c>); else null.</summary>
    public string? Secret { get; init; }

    /// <summary>The label of that secret: the unit's own for it, else its owner's; null if it has none.</summary>
    public string? SecretLabel { get; init; }

    /// <summary>The revision that secret-expired and secret-remove are about; else null.</summary>
    public int? SecretRevision { get; init; }

    /// <summary>The name of the action; null in a hook.</summary>
    public string? ActionName { get; init; }

    /// <summary>Is this one of the five relation hooks?</summary>
    public bool IsRelationHook => Kind is >= HookKind.RelationCreated and <= HookKind.RelationBroken;

    /// <summary>Is this one of the four hooks about secrets?</summary>
    public bool IsSecretHook => Kind is >= HookKind.SecretChanged and <= HookKind.SecretRemove;

    /// <summary>The name as Juju spells it: <c>config-changed</c>, <c>s3-credentials-relation-changed</c>; of an action its own name.</summary>
    public string Name => Kind switch
    {
        HookKind.Install => "install",
        HookKind.Start => "start",
        HookKind.ConfigChanged => "config-changed",
        HookKind.LeaderElected => "leader-elected",
        HookKind.LeaderSettingsChanged => "leader-settings-changed",
        HookKind.UpdateStatus => "update-status",
        HookKind.UpgradeCharm => "upgrade-charm",
        HookKind.Stop => "stop",
        HookKind.Remove => "remove",
        HookKind.RelationCreated => Endpoint + "-relation-created",
        HookKind.RelationJoined => Endpoint + "-relation-joined",
        HookKind.RelationChanged => Endpoint + "-relation-changed",
        HookKind.RelationDeparted => Endpoint + "-relation-departed",
        HookKind.RelationBroken => Endpoint + "-relation-broken",
        HookKind.StorageAttached => Storage?.Split('/')[0] + "-storage-attached",
        HookKind.StorageDetaching => Storage?.Split('/')[0] + "-storage-detaching",
        HookKind.PebbleReady => Workload + "-pebble-ready",
        HookKind.PebbleCheckFailed => Workload + "-pebble-check-failed",
        HookKind.PebbleCheckRecovered => Workload + "-pebble-check-recovered",
        HookKind.PebbleCustomNotice => Workload + "-pebble-custom-notice",
        HookKind.SecretChanged => "secret-changed",
        HookKind.SecretRotate => "secret-rotate",
        HookKind.SecretExpired => "secret-expired",
        HookKind.SecretRemove => "secret-remove",
        _ => ActionName ?? "",
    };
}
