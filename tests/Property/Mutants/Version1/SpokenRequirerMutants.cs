using S3Contract.Charms;
using S3Contract.Harness.Juju.Hooks;
using static S3Contract.Tests.Property.Mutants.Version1.FaultyCommands;
using static S3Contract.Tests.Property.Mutants.Version1.SpokenMutant;
using static S3Contract.Tests.Property.Mutants.Version1.SpokenProviderMutants;

namespace S3Contract.Tests.Property.Mutants.Version1;

/// <summary>Faults of requirers between two sides of version 1.</summary>
internal static class SpokenRequirerMutants
{
    public static IReadOnlyList<SpokenMutant> All { get; } =
    [
        Requirer("asks-for-no-secrets", "data.requested-secrets", "Announces its version, and asks for no secrets.", new() { Says = (_, _, changes) => Without(changes, "requested-secrets") }),
        Requirer("asks-for-one-secret", "data.requested-secrets", "Takes the access key for an id, and asks for the secret key alone.", new()
        {
            Says = (_, _, changes) => Replaced(changes, "requested-secrets", _ => "[\"secret-key\"]"),
        }),
        Requirer("asks-in-words", "data.requested-secrets", "Asks for the keys with a comma between, not as JSON.", new()
        {
            Says = (_, _, changes) => Replaced(changes, "requested-secrets", _ => "access-key,secret-key"),
        }),
        Requirer("says-version-0", "data.version", "Announces version 0.9.", new() { Says = (_, _, changes) => Replaced(changes, "version", _ => "0.9") }),
        Requirer("takes-its-version-back", "order.version-stays", "Takes its version back in update-status.", new()
        {
            Also = juju =>
            {
                foreach (RelationId relation in juju.In(HookKind.UpdateStatus) && juju.Leads ? juju.Live : [])
                {
                    juju.Say(relation, Pair("version", ""));
                }
            },
        }),
        Requirer("never-speaks", "live.secrets-asked", "Announces nothing.", new() { Says = (_, _, changes) => Without(changes, "version") }),
        Requirer("speaks-on-the-first", "live.secrets-asked", "Announces its version on the first of its relations only.", new()
        {
            Says = (juju, relation, changes) => juju.First("said") || juju.Real.StateGet().ContainsKey($"on-{relation}") ? Noted(juju, relation, changes) : Without(changes, "version"),
        }) with { Clause = "live.secret-after-relating-again" },
        Requirer("speaks-when-the-timer-fires", "live.secrets-asked-at-once", "Announces its version in update-status only.", new()
        {
            Says = (juju, _, changes) => juju.In(HookKind.UpdateStatus) ? changes : Without(changes, "version"),
        }),
        Requirer("speaks-on-unit-0", "live.secrets-asked-after-leader-change", "Announces its version as long as its first unit leads.", new()
        {
            Says = (juju, _, changes) => juju.Unit.Number == 0 ? changes : Without(changes, "version"),
        }),
        Requirer("tells-its-leader", "events.info-changed-on-answer", "Emits credentials-changed on the leader only.", new() { Emits = juju => juju.Leads ? 1 : 0 }),
        Requirer("tells-of-no-rotation", "events.info-changed-on-rotation", "Reads the new revision, and tells nobody.", new() { Emits = juju => juju.In(HookKind.SecretChanged) ? 0 : 1 }),
        Requirer("tells-twice", "events.info-changed-once", "Emits credentials-changed twice in a hook.", new() { Emits = _ => 2 }),
        Requirer("tells-when-the-timer-fires", "events.info-changed-once", "Emits credentials-changed in update-status as well.", new()
        {
            Also = juju => Emit(juju, HookKind.UpdateStatus, "credentials-changed"),
        }),
        Requirer("tells-before-there-is-a-key", "events.changed-needs-both-keys", "Emits credentials-changed in relation-joined.", new()
        {
            Also = juju => Emit(juju, HookKind.RelationJoined, "credentials-changed"),
        }),
        Requirer("never-refreshes", "live.latest-revision", "Reads the revision that it tracks.", new() { Reads = _ => SecretReading.Tracked }),
        Requirer("misses-secret-changed", "live.rotation-reaches-every-unit", "Has no code for secret-changed.", new() { Misses = juju => juju.In(HookKind.SecretChanged) }),
        Requirer("refreshes-on-its-leader", "live.rotation-reaches-every-unit", "Followers do not look at a rotation.", new()
        {
            Misses = juju => juju.In(HookKind.SecretChanged) && !juju.Leads,
        }),
        Requirer("refreshes-once", "live.rotation-reaches-every-unit", "Looks at the first rotation only.", new()
        {
            Misses = juju => juju.In(HookKind.SecretChanged) && !juju.First("rotated"),
        }),
        Requirer("listens-to-one-unit", "live.secret-after-scaling", "Hears of rotations as long as the provider has one unit.", new()
        {
            Misses = juju => juju.In(HookKind.SecretChanged) && juju.Live.Any(relation => juju.RelationList(relation) is [{ Number: > 0 }, ..]),
        }),
        Requirer("ticks-off-what-was-killed", "live.secret-after-retry", "Marks a rotation as heard with leader-set, which outlives a hook that dies.", new()
        {
            Misses = juju => juju.In(HookKind.SecretChanged) && !Ticked(juju),
        }) with { Clause = "live.rotation-reaches-every-unit" },
        Requirer("hears-no-withdrawal", "live.secret-withdrawn-seen", "Does not look at a relation any more once it has its keys.", new()
        {
            Misses = juju => juju.In(HookKind.RelationChanged) && juju.Real.StateGet().ContainsKey("had"),
            Also = juju =>
            {
                if (juju.In(HookKind.RelationChanged) && !juju.Real.StateGet().ContainsKey("had") && juju.Heard(juju.Relation!.Value).ContainsKey("secret-extra"))
                {
                    juju.Real.StateSet("had", "yes");
                }
            },
        }),
        Requirer("keeps-the-keys-beside", "secrecy.no-databag", "Keeps what it has read in its own unit's databag.", new()
        {
            Also = juju =>
            {
                if (juju.In(HookKind.RelationChanged) && juju.Heard(juju.Relation!.Value).Get("secret-extra") is { } secret)
                {
                    juju.Real.RelationSet(juju.Relation.Value, false, [Pair("data", juju.Real.SecretGet(secret, null, SecretReading.Peek)["secret-key"])]);
                }
            },
        }),
        Requirer("says-no-farewell", "events.gone-on-broken", "Emits no credentials-gone.", new() { Emits = juju => juju.In(HookKind.RelationBroken) ? 0 : 1 }),
        Requirer("logs-the-key", "secrecy.log", "Logs what it has read.", new()
        {
            Also = juju =>
            {
                if (juju.In(HookKind.RelationChanged) && juju.Heard(juju.Relation!.Value).Get("secret-extra") is { } secret)
                {
                    juju.JujuLog(LogLevel.Debug, "read " + juju.Real.SecretGet(secret, null, SecretReading.Peek)["secret-key"]);
                }
            },
        }),
    ];

    private static IReadOnlyList<KeyValuePair<string, string>> Noted(FaultyCommands juju, RelationId relation, IReadOnlyList<KeyValuePair<string, string>> changes)
    {
        juju.Real.StateSet($"on-{relation}", "yes");
        return changes;
    }

    // Kept at once, also if the hook fails later.
    private static bool Ticked(FaultyCommands juju)
    {
        if (!juju.Leads)
        {
            return false;
        }

        var real = (HookTransaction)juju.Real;
        if (real.LeaderGet().ContainsKey("heard"))
        {
            return false;
        }

        real.LeaderSet([Pair("heard", "yes")]);
        return true;
    }

    private static void Emit(FaultyCommands juju, HookKind kind, string name)
    {
        foreach (RelationId relation in juju.In(kind) ? juju.Live : [])
        {
            ((HookTransaction)juju.Real).Emitted(name, relation);
        }
    }
}
