using System.Globalization;

namespace S3Contract.Charms;

/// <summary>The environment is not one in which Juju runs a hook.</summary>
internal sealed class CharmEnvironmentException(string message) : Exception(message);

/// <summary>Reads from Juju's environment variables which hook or action is to run on which unit. An empty variable counts as unset, as
/// Juju sets some without content.</summary>
internal static class HookEnvironment
{
    private static readonly (string Suffix, HookKind Kind)[] s_relationHooks =
    [
        ("-relation-created", HookKind.RelationCreated),
        ("-relation-joined", HookKind.RelationJoined),
        ("-relation-changed", HookKind.RelationChanged),
        ("-relation-departed", HookKind.RelationDeparted),
        ("-relation-broken", HookKind.RelationBroken),
    ];

    /// <summary>The unit.</summary>
    /// <exception cref="CharmEnvironmentException">The environment is not that of a hook.</exception>
    public static UnitName Unit(Func<string, string?> variable) =>
        UnitName.TryParse(Get(variable, "JUJU_UNIT_NAME"), out UnitName unit)
            ? unit
            : throw new CharmEnvironmentException("JUJU_UNIT_NAME does not name a unit: a charm is run by Juju, not by hand");

    /// <summary>The hook or action; null if it is of a kind that this library does not know (a workload hook).</summary>
    /// <exception cref="CharmEnvironmentException">The environment is not that of a hook.</exception>
    public static Hook? Hook(Func<string, string?> variable)
    {
        if (Get(variable, "JUJU_ACTION_NAME") is { } action)
        {
            return new Hook(HookKind.Action) { ActionName = action };
        }

        string path = Get(variable, "JUJU_DISPATCH_PATH")
            ?? throw new CharmEnvironmentException("JUJU_DISPATCH_PATH is not set: a charm is run by Juju, not by hand");
        string name = path[(path.LastIndexOf('/') + 1)..];
        if (path.StartsWith("actions/", StringComparison.Ordinal))
        {
            return new Hook(HookKind.Action) { ActionName = name };
        }

        return Plain(name) is { } kind ? new Hook(kind) : RelationHook(variable, name) ?? StorageHook(variable, name) ?? SecretHook(variable, name);
    }

    private static HookKind? Plain(string name) => name switch
    {
        "install" => HookKind.Install,
        "start" => HookKind.Start,
        "config-changed" => HookKind.ConfigChanged,
        "leader-elected" => HookKind.LeaderElected,
        "leader-settings-changed" => HookKind.LeaderSettingsChanged,
        "update-status" => HookKind.UpdateStatus,
        "upgrade-charm" => HookKind.UpgradeCharm,
        "stop" => HookKind.Stop,
        "remove" => HookKind.Remove,
        _ => null,
    };

    private static Hook? RelationHook(Func<string, string?> variable, string name)
    {
        foreach ((string suffix, HookKind kind) in s_relationHooks)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length)
            {
                string endpoint = Get(variable, "JUJU_RELATION") ?? name[..^suffix.Length];
                string? id = Get(variable, "JUJU_RELATION_ID");
                return new Hook(kind)
                {
                    Endpoint = endpoint,
                    Relation = RelationId.TryParse(id, out RelationId relation)
                        ? relation
                        : throw new CharmEnvironmentException($"JUJU_RELATION_ID is \"{id}\", which names no relation"),
                    RemoteApplication = Get(variable, "JUJU_REMOTE_APP"),
                    RemoteUnit = UnitName.TryParse(Get(variable, "JUJU_REMOTE_UNIT"), out UnitName remote) ? remote : null,
                    DepartingUnit = UnitName.TryParse(Get(variable, "JUJU_DEPARTING_UNIT"), out UnitName departing) ? departing : null,
                };
            }
        }

        return null;
    }

    private static Hook? StorageHook(Func<string, string?> variable, string name)
    {
        HookKind? kind = name.EndsWith("-storage-attached", StringComparison.Ordinal) ? HookKind.StorageAttached
            : name.EndsWith("-storage-detaching", StringComparison.Ordinal) ? HookKind.StorageDetaching
            : null;
        return kind is { } storage ? new Hook(storage) { Storage = Get(variable, "JUJU_STORAGE_ID") } : null;
    }

    private static Hook? SecretHook(Func<string, string?> variable, string name)
    {
        HookKind? kind = name switch
        {
            "secret-changed" => HookKind.SecretChanged,
            "secret-rotate" => HookKind.SecretRotate,
            "secret-expired" => HookKind.SecretExpired,
            "secret-remove" => HookKind.SecretRemove,
            _ => null,
        };
        return kind is not { } secret || Get(variable, "JUJU_SECRET_ID") is not { } id ? null : new Hook(secret)
        {
            Secret = id,
            SecretLabel = Get(variable, "JUJU_SECRET_LABEL"),
            SecretRevision = int.TryParse(Get(variable, "JUJU_SECRET_REVISION"), NumberStyles.None, CultureInfo.InvariantCulture, out int revision) ? revision : null,
        };
    }

    private static string? Get(Func<string, string?> variable, string name) => variable(name) is { Length: > 0 } value ? value : null;
}
