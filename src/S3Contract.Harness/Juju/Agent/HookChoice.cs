using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Juju.Secrets;

namespace S3Contract.Harness.Juju.Agent;

/// <summary>Where a chosen hook comes from.</summary>
internal enum ChoiceSource
{
    /// <summary>There is nothing to run.</summary>
    Nothing,

    /// <summary>The agent has just decided on it.</summary>
    Fresh,

    /// <summary>It was queued, or failed and is retried.</summary>
    Task,

    /// <summary>The oldest action that waits.</summary>
    Action,
}

/// <summary>What a unit runs next: decided often, carried out seldom, so it is a value without any object in it.</summary>
internal readonly struct HookChoice
{
    public ChoiceSource Source { get; private init; }

    public HookKind Kind { get; private init; }

    /// <summary>The relation of a relation hook.</summary>
    public RelationId Relation { get; private init; }

    /// <summary>The remote unit of a joined, changed or departed hook.</summary>
    public UnitName? RemoteUnit { get; private init; }

    /// <summary>The version of the databag that a joined or changed hook is about, or of the leader settings, or of the secret, at the
    /// moment of choosing (§2.3).</summary>
    public int Version { get; private init; }

    /// <summary>The storage of a storage hook.</summary>
    public string? Storage { get; private init; }

    /// <summary>The workload container of a Pebble hook.</summary>
    public string? Container { get; private init; }

    /// <summary>The secret of a secret hook; the <see cref="Version"/> is then its revision.</summary>
    public SecretRecord? Secret { get; private init; }

    public bool IsNothing => Source == ChoiceSource.Nothing;

    public static HookChoice Action => new() { Source = ChoiceSource.Action, Kind = HookKind.Action };

    public static HookChoice Task => new() { Source = ChoiceSource.Task };

    public static HookChoice Of(HookKind kind, int version = 0) => new() { Source = ChoiceSource.Fresh, Kind = kind, Version = version };

    public static HookChoice Of(HookKind kind, string storage) => new() { Source = ChoiceSource.Fresh, Kind = kind, Storage = storage };

    public static HookChoice OfContainer(HookKind kind, string container) => new() { Source = ChoiceSource.Fresh, Kind = kind, Container = container };

    public static HookChoice Of(HookKind kind, RelationId relation, UnitName? remoteUnit = null, int version = 0) =>
        new() { Source = ChoiceSource.Fresh, Kind = kind, Relation = relation, RemoteUnit = remoteUnit, Version = version };

    public static HookChoice Of(HookKind kind, SecretRecord secret, int revision) =>
        new() { Source = ChoiceSource.Fresh, Kind = kind, Secret = secret, Version = revision };

    /// <summary>The hook as the charm is told of it.</summary>
    public Hook ToHook(World world, UnitRecord unit)
    {
        switch (Source)
        {
            case ChoiceSource.Task:
                return unit.Task!.Hook;
            case ChoiceSource.Action:
                return new Hook(HookKind.Action) { ActionName = unit.Actions[0].Name };
            default:
                if (Storage is not null)
                {
                    return new Hook(Kind) { Storage = Storage };
                }

                if (Container is not null)
                {
                    return WorkloadHooks.Of(Kind, unit.Containers[unit.IndexOfContainer(Container)]);
                }

                if (Secret is not null)
                {
                    return new Hook(Kind)
                    {
                        Secret = Secret.Uri,
                        SecretLabel = SecretRules.LabelFor(Secret, unit.Name) is { Length: > 0 } label ? label : null,
                        SecretRevision = Kind is HookKind.SecretExpired or HookKind.SecretRemove ? Version : null,
                    };
                }

                if (Kind is < HookKind.RelationCreated or > HookKind.RelationBroken)
                {
                    return PlainHooks.Of(Kind);
                }

                RelationRecord relation = world.Relation(Relation);
                string application = unit.Name.Application;
                return new Hook(Kind)
                {
                    Endpoint = relation.Own(application).Endpoint,
                    Relation = Relation,
                    RemoteApplication = relation.Counterpart(application).Application,
                    RemoteUnit = RemoteUnit,
                    DepartingUnit = Kind != HookKind.RelationDeparted ? null
                        : unit.Dying || world.Application(application).Dying ? unit.Name
                        : RemoteUnit,
                };
        }
    }
}
