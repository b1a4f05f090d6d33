using S3Contract.Charms;
using static S3Contract.Tests.Property.Mutants.Version1.FaultyCommands;
using static S3Contract.Tests.Property.Mutants.Version1.SpokenMutant;
using Fields = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.KeyValuePair<string, string>>;

namespace S3Contract.Tests.Property.Mutants.Version1;

/// <summary>Faults of providers between two sides of version 1.</summary>
internal static class SpokenProviderMutants
{
    private const string Access = "access-key";
    private const string SecretKey = "secret-key";
    private const string Extra = "secret-extra";

    public static IReadOnlyList<SpokenMutant> All { get; } =
    [
        Provider("never-says-its-version", "order.version-unprompted", "Announces no version.", new() { Says = (_, _, changes) => Without(changes, "version") }),
        Provider("says-its-version-when-asked", "order.version-unprompted", "Announces its version in relation-changed only.", new()
        {
            Says = (juju, _, changes) => juju.In(HookKind.RelationChanged) || juju.In(HookKind.Action) ? changes : Without(changes, "version"),
            Misses = juju => !juju.In(HookKind.RelationChanged) && juju.Hook.Kind != HookKind.Action,
        }),
        Provider("begins-with-a-field", "order.version-first", "Writes its region first, and its version later.", new()
        {
            Says = (juju, relation, changes) => juju.In(HookKind.RelationCreated) ? [Pair("region", "eu")] : changes,
        }),
        Provider("writes-before-it-is-asked", "order.nothing-before-the-requirer", "Writes its region along with its version.", new()
        {
            Says = (juju, relation, changes) => juju.In(HookKind.RelationCreated) ? [.. changes, Pair("region", "eu")] : changes,
        }),
        Provider("says-version-2", "data.version", "Announces a version that is none of the interface.", new()
        {
            Says = (_, _, changes) => [.. changes.Select(change => change.Key is "version" ? Pair("version", "2") : change)],
        }),
        Provider("takes-its-version-back", "order.version-stays", "Takes its version back in update-status.", new()
        {
            Also = juju => OnTimer(juju, relation => juju.Say(relation, Pair("version", ""))),
        }),
        Provider("shows-the-keys-as-well", "data.keys-only-in-secret", "Puts the keys into the databag beside the secret.", new()
        {
            Says = (juju, _, changes) => Has(changes, Extra) ? [.. Without(changes, Access, SecretKey), Pair(Access, "AKIACLEAR"), Pair(SecretKey, "clear")] : changes,
        }),
        Provider("shows-one-key-as-well", "data.keys-only-in-secret", "Puts the access key, which it takes for an id, into the databag.", new()
        {
            Says = (juju, _, changes) => Has(changes, Extra) ? [.. Without(changes, Access), Pair(Access, "AKIACLEAR")] : changes,
        }),
        Provider("shows-no-uri", "data.secret-extra", "Shows the label of the secret in place of its URI.", new()
        {
            Says = (_, relation, changes) => Replaced(changes, Extra, _ => $"s3.{relation}.extra.secret"),
        }),
        Provider("shows-another-secret", "data.secret-extra", "Shows the URI of a secret that is not there.", new()
        {
            Says = (_, _, changes) => Replaced(changes, Extra, _ => "secret:00000000000000000000"),
        }),
        Provider("keeps-it-for-its-unit", "data.secret-owned-by-application", "Makes the secret the unit's own.", new() { Owner = SecretOwner.Unit }),
        Provider("calls-it-otherwise", "data.secret-label", "Gives the secret a label of its own making.", new() { LabelPrefix = "mine." }),
        Provider("grants-to-the-first-unit", "data.secret-readable", "Grants the secret to one unit of the requirer.", new()
        {
            Grants = (juju, secret, relation) => juju.Real.SecretGrant(
                secret, relation, new UnitName(juju.RelationApplication(relation)!, 0)),
        }),
        Provider("grants-nothing", "atomicity.readable-when-shown", "Shows a secret that nobody may read.", new() { Grants = (_, _, _) => { } }),
        Provider("grants-later", "atomicity.readable-when-shown", "Grants the secret in update-status.", new()
        {
            Grants = (_, _, _) => { },
            Also = juju => OnTimer(juju, relation => Shown(juju, relation, secret => juju.Real.SecretGrant(secret, relation))),
        }),
        Provider("revokes", "data.secret-stays", "Revokes the grant in update-status.", new()
        {
            Also = juju => OnTimer(juju, relation => Shown(juju, relation, secret => juju.Real.SecretRevoke(secret, relation))),
        }),
        Provider("takes-the-secret-back", "data.secret-stays", "Takes secret-extra back when another leads.", new()
        {
            Also = juju =>
            {
                if (juju.In(HookKind.LeaderElected) && juju.Leads)
                {
                    foreach (RelationId relation in juju.Live)
                    {
                        juju.Say(relation, Pair(Extra, ""));
                    }
                }
            },
        }),
        Provider("removes-it-when-another-goes", "data.secret-stays", "Removes every secret when a relation ends.", new()
        {
            Also = juju =>
            {
                foreach (string id in juju.In(HookKind.RelationBroken) && juju.Leads ? juju.Real.SecretIds() : [])
                {
                    if (juju.Real.SecretInfoGet(id, null).Label.EndsWith(".extra.secret", StringComparison.Ordinal))
                    {
                        juju.Real.SecretRemove("secret:" + id);
                    }
                }
            },
        }),
        Provider("writes-null", "data.nothing-stands-for-nothing", "Writes null for what it does not have.", new()
        {
            Says = (_, _, changes) => Has(changes, Extra) ? [.. Without(changes, "storage-class"), Pair("storage-class", "null")] : changes,
        }),
        Provider("keeps-half", "atomicity.secret-holds-both-keys", "Puts the access key alone into the secret.", new()
        {
            Keeps = (_, content) => content.Where(item => item.Key is Access).ToDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal),
        }),
        Provider("rotates-the-access-key", "atomicity.one-revision-one-pair", "Rotates the access key and keeps the secret key.", new()
        {
            Rotates = (juju, secret, content) => juju.Real.SecretSet(secret, Mixed(juju, secret, content, SecretKey), SecretSettings.None),
        }),
        Provider("rotates-the-secret-key", "atomicity.one-revision-one-pair", "Rotates the secret key and keeps the access key.", new()
        {
            Rotates = (juju, secret, content) => juju.Real.SecretSet(secret, Mixed(juju, secret, content, Access), SecretSettings.None),
        }),
        Provider("sets-it-again", "calm.no-needless-revision", "Sets the secret in each update-status to what it holds.", new()
        {
            Also = juju => OnTimer(juju, relation => Shown(juju, relation, secret =>
                juju.Real.SecretSet(secret, juju.Real.SecretGet(secret, null, SecretReading.Refresh), SecretSettings.None))),
        }),
        Provider("shares-one-secret", "isolation.own-secret", "Shows the secret of the first relation on each other one.", new()
        {
            Says = (juju, relation, changes) => Has(changes, Extra) && FirstShown(juju, relation) is { } first
                ? Replaced(changes, Extra, _ =>
                {
                    juju.Real.SecretGrant(first, relation);
                    return first;
                })
                : changes,
        }),
        Provider("grants-to-everybody", "isolation.secret-for-its-relation-alone", "Grants each secret to each relation.", new()
        {
            Grants = (juju, secret, _) =>
            {
                foreach (RelationId each in juju.Live)
                {
                    juju.Real.SecretGrant(secret, each);
                }
            },
        }),
        Provider("answers-the-first", "isolation.each-relations-secret", "Answers the first of its relations only.", new()
        {
            Says = (juju, relation, changes) => juju.Live is [{ } first, ..] && first != relation ? Without(changes, Extra) : changes,
        }),
        Provider("never-answers", "live.secret-shown", "Takes credentials and requests, and answers none.", new() { Says = (_, _, changes) => Without(changes, Extra) }),
        Provider("answers-when-issued", "live.secret-shown", "Answers in the action that issues; a later request finds nobody.", new()
        {
            Says = (juju, _, changes) => juju.In(HookKind.Action) ? changes : Without(changes, Extra),
        }),
        Provider("answers-when-the-timer-fires", "live.secret-shown-at-once", "Answers in update-status only.", new()
        {
            Says = (juju, _, changes) => juju.In(HookKind.UpdateStatus) ? changes : Without(changes, Extra),
        }),
        Provider("answers-in-relation-changed", "live.secret-shown-after-leader-change", "Answers in relation-changed only: who leads later does not look back.", new()
        {
            Says = (juju, _, changes) => juju.In(HookKind.RelationChanged) ? changes : Without(changes, Extra),
        }),
        Provider("keeps-the-first-pair", "live.latest-revision", "Does not touch a secret once made, whatever is issued.", new() { Forgets = _ => true }),
        Provider("rotates-at-unit-0", "live.secret-after-scaling", "Rotates as long as its first unit leads.", new() { Forgets = juju => juju.Unit.Number > 0 }),
        Provider("loses-a-rotation", "live.latest-revision-after-leader-change", "Rotates outside of actions, and only on its first unit.", new()
        {
            Forgets = juju => juju.Unit.Number > 0 || juju.In(HookKind.Action),
        }),
        Provider("serves-once", "live.secret-after-relating-again", "Serves the first relation that it ever had, and no later one.", new()
        {
            Says = (juju, relation, changes) => juju.Unit.Number == 0 && (juju.First("served") || juju.Real.StateGet().ContainsKey($"for-{relation}"))
                ? Serving(juju, relation, changes)
                : Without(changes, Extra),
        }),
        Provider("leaves-it-there", "leftovers.secret-removed", "Removes no secret.", new() { Hoards = true }),
        Provider("replaces-it", "leftovers.replaced-secret-removed", "Makes a new secret for new keys, and leaves the old one.", new()
        {
            Rotates = (juju, secret, content) =>
            {
                juju.Real.SecretSet(secret, content, SecretSettings.None);
                foreach (RelationId relation in juju.Live.Where(relation => juju.Shown(relation) is not null))
                {
                    string next = juju.Real.SecretAdd(content, SecretOwner.Application, SecretSettings.None);
                    juju.Real.SecretGrant(next, relation);
                    juju.Real.StateSet($"next-{relation}", next);
                    juju.Say(relation, Pair(Extra, next));
                }
            },
            Says = (juju, relation, changes) => Replaced(changes, Extra, shown => juju.Real.StateGet().GetValueOrDefault($"next-{relation}", shown)),
        }),
        Provider("tells-its-peers", "secrecy.peer-databag", "Keeps the keys in the databag of its peers.", new()
        {
            Also = juju =>
            {
                if (juju.Leads && juju.In(HookKind.Action) && juju.Real.RelationIds("s3-peers") is [{ } peers, ..] && juju.ActionGet().TryGetValue(Access, out string? key))
                {
                    juju.Real.RelationSet(peers, true, [Pair("kept", key)]);
                }
            },
        }),
        Provider("notes-the-key", "secrecy.no-databag", "Keeps the access key in its own unit's databag.", new()
        {
            Also = juju =>
            {
                foreach (RelationId relation in juju.In(HookKind.UpdateStatus) || juju.In(HookKind.LeaderElected) ? juju.Live : [])
                {
                    Noted(juju, relation);
                }
            },
        }),
        Provider("asks-on-followers", "events.info-requested-leader-only", "Emits the request on every unit.", new()
        {
            Also = juju =>
            {
                if (juju.In(HookKind.RelationChanged) && !juju.Leads)
                {
                    ((Harness.Juju.Hooks.HookTransaction)juju.Real).Emitted("credentials-requested", juju.Relation);
                }
            },
        }),
        Provider("asks-once", "events.info-requested", "Emits the request the first time only.", new() { Emits = juju => juju.First("told") ? 1 : 0 }),
        Provider("asks-too-early", "events.info-requested-when-open", "Emits the request in relation-created.", new()
        {
            Also = juju =>
            {
                if (juju.In(HookKind.RelationCreated) && juju.Leads)
                {
                    ((Harness.Juju.Hooks.HookTransaction)juju.Real).Emitted("credentials-requested", juju.Relation);
                }
            },
        }),
        Provider("leaves-the-keys-in-clear", "upgrade.keys-leave-the-databag", "Shows the secret to a requirer that was refreshed, and leaves the keys where they were.", new()
        {
            Says = (_, _, changes) => [.. changes.Where(change => change.Key is not (Access or SecretKey) || change.Value.Length > 0)],
        }),
        Provider("stays-with-version-0", "upgrade.secret-takes-over", "Goes on as it began, though the requirer was refreshed.", new()
        {
            Says = (juju, relation, changes) => juju.Said(relation).ContainsKey(Access) ? Without(changes, Extra, Access, SecretKey) : changes,
        }),
    ];

    public static Fields Without(Fields changes, params string[] keys) => [.. changes.Where(change => !keys.Contains(change.Key, StringComparer.Ordinal))];

    public static bool Has(Fields changes, string key) => changes.Any(change => change.Key == key && change.Value.Length > 0);

    public static Fields Replaced(Fields changes, string key, Func<string, string> by) =>
        [.. changes.Select(change => change.Key == key && change.Value.Length > 0 ? Pair(key, by(change.Value)) : change)];

    private static Fields Serving(FaultyCommands juju, RelationId relation, Fields changes)
    {
        juju.Real.StateSet($"for-{relation}", "yes");
        return changes;
    }

    private static void OnTimer(FaultyCommands juju, Action<RelationId> act)
    {
        if (juju.In(HookKind.UpdateStatus) && juju.Leads)
        {
            foreach (RelationId relation in juju.Live)
            {
                act(relation);
            }
        }
    }

    private static void Shown(FaultyCommands juju, RelationId relation, Action<string> act)
    {
        if (juju.Shown(relation) is { } secret)
        {
            act(secret);
        }
    }

    private static void Noted(FaultyCommands juju, RelationId relation)
    {
        if (juju.Leads && juju.Shown(relation) is { } secret)
        {
            juju.Real.RelationSet(relation, false, [Pair("data", juju.Real.SecretGet(secret, null, SecretReading.Refresh)[Access])]);
        }
    }

    private static string? FirstShown(FaultyCommands juju, RelationId here) =>
        juju.Live.Where(relation => relation != here).Select(juju.Shown).FirstOrDefault(secret => secret is not null);

    private static Dictionary<string, string> Mixed(FaultyCommands juju, string secret, IReadOnlyDictionary<string, string> content, string kept) =>
        new(content, StringComparer.Ordinal) { [kept] = juju.Real.SecretGet(secret, null, SecretReading.Refresh)[kept] };
}
