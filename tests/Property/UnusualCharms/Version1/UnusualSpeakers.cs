using S3Contract.Charms;
using S3Contract.Reference.Clauses;
using S3Contract.Tests.Property.Mutants.Version1;
using static S3Contract.Tests.Property.Mutants.Version1.FaultyCommands;
using static S3Contract.Tests.Property.Mutants.Version1.SpokenProviderMutants;
using static S3Contract.Tests.Property.UnusualCharms.Version1.UnusualSpeaker;
using Fields = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.KeyValuePair<string, string>>;

namespace S3Contract.Tests.Property.UnusualCharms.Version1;

/// <summary>Charms of version 1 that are right in an unusual way.</summary>
internal static class UnusualSpeakers
{
    private const string Extra = "secret-extra";

    public static IReadOnlyList<UnusualSpeaker> All { get; } =
    [
        Provider("speaks-as-the-page-does", "Announces its version as lib-version 1.10.", new() { Says = (_, _, changes) => AsThePageDoes(changes) }),
        Provider("shows-the-bare-id", "Shows the id of the secret without secret: in front.", new()
        {
            Says = (_, _, changes) => Replaced(changes, Extra, uri => uri[(uri.LastIndexOf(':') + 1)..]),
        }),
        Provider("says-more-of-its-secrets", "Gives its secrets a description and a rotation policy.", new()
        {
            Describes = settings => settings with { Description = "the keys of an S3", Rotate = SecretRotation.Monthly },
        }),
        Provider("writes-key-by-key", "Writes each field with a relation-set of its own.", new()
        {
            Says = (juju, relation, changes) =>
            {
                foreach (KeyValuePair<string, string> change in changes)
                {
                    juju.Say(relation, change);
                }

                return [];
            },
        }),
        Provider("grants-in-every-hook", "Grants each secret that it shows again in every hook.", new()
        {
            Also = juju =>
            {
                foreach (RelationId relation in juju.Leads && juju.Hook.Kind is not HookKind.SecretRemove ? juju.Live : [])
                {
                    if (juju.Shown(relation) is { } secret && juju.Real.SecretIds().Contains(secret["secret:".Length..], StringComparer.Ordinal))
                    {
                        juju.Real.SecretGrant(secret, relation);
                    }
                }
            },
        }),
        Provider("has-secrets-of-its-own", "Keeps secrets that have nothing to do with S3, its application's and its units', and gives them new content.", new() { Also = KeepsItsOwn }),
        Provider("makes-a-new-secret-for-new-keys", "Makes a new secret whenever there are new keys, shows it and removes the old one.", new()
        {
            Rotates = ReplacesIt,
            Says = (juju, _, changes) => Replaced(changes, Extra, uri => juju.Instead.GetValueOrDefault(uri, uri)),
        }),
        Requirer("speaks-as-the-page-does", "Announces its version as lib-version 1.10.", new() { Says = (_, _, changes) => AsThePageDoes(changes) }),
        Requirer("asks-when-a-unit-has-joined", "Says nothing in relation-created: it asks when the first unit of the provider joins.", new()
        {
            Misses = juju => juju.In(HookKind.RelationCreated),
        }),
        Requirer("asks-first-and-speaks-later", "Asks for secrets in relation-created, and announces its version when a unit joins.", new()
        {
            Says = (juju, _, changes) => juju.In(HookKind.RelationCreated) ? [.. changes.Where(change => change.Key is "requested-secrets")] : changes,
        }),
        Requirer("reads-by-a-label", "Gives the secret a label of its own when it reads it.", new()
        {
            Gets = (juju, secret, _, reading) => juju.Real.SecretGet(secret, $"of-{secret![^20..]}", reading),
        }),
        Requirer("reads-with-peek", "Reads the secret once, and from then on looks at the latest revision with --peek.", new()
        {
            Gets = (juju, secret, label, _) =>
            {
                juju.Real.SecretGet(secret, label, SecretReading.Tracked);
                return juju.Real.SecretGet(secret, label, SecretReading.Peek);
            },
        }),
        Requirer("peeks-in-every-hook", "Looks at the secret in every hook, whatever it is about.", new()
        {
            Also = juju =>
            {
                foreach (RelationId relation in juju.Live)
                {
                    Peek(juju, relation);
                }
            },
        }),
        Requirer("has-secrets-of-its-own", "Keeps secrets that have nothing to do with S3, its application's and its units', and gives them new content.", new() { Also = KeepsItsOwn }),
        .. SecretRequirers.All,
        Requirer("waits-for-the-provider", "Says nothing before the provider has said something, be it its version.", new()
        {
            Says = (juju, relation, changes) => juju.Heard(relation).Count == 0 ? [] : changes,
            Also = SpeaksSecond,
        }) with { Level = ClauseLevel.Library },
    ];

    private static Fields AsThePageDoes(Fields changes) => [.. changes.Select(change => change.Key is "version" ? Pair("lib-version", "1.10") : change)];

    private static void ReplacesIt(FaultyCommands juju, string secret, IReadOnlyDictionary<string, string> content)
    {
        string label = juju.Real.SecretInfoGet(secret, null).Label;
        juju.Real.SecretRemove(secret);
        string next = juju.Real.SecretAdd(content, SecretOwner.Application, new SecretSettings { Label = label });
        RelationId its = juju.Live.First(relation => label.Contains($".{relation}.", StringComparison.Ordinal));
        juju.Real.SecretGrant(next, its);
        juju.Say(its, Pair(Extra, next));
        juju.Instead[secret] = next;
    }

    private static void Peek(FaultyCommands juju, RelationId relation)
    {
        if (juju.Heard(relation).Get(Extra) is { } secret)
        {
            try
            {
                juju.Real.SecretGet(secret, null, SecretReading.Peek);
            }
            catch (HookCommandException)
            {
                // Not granted any more.
            }
        }
    }

    private static void SpeaksSecond(FaultyCommands juju)
    {
        foreach (RelationId relation in juju.Leads ? juju.Live : [])
        {
            if (juju.Heard(relation).Count > 0 && juju.Said(relation).Count == 0)
            {
                juju.Say(relation, Pair("version", "1"), Pair("requested-secrets", "[\"access-key\", \"secret-key\"]"), Pair("bucket", $"relation-{relation}"));
            }
        }
    }

    private static void KeepsItsOwn(FaultyCommands juju)
    {
        Keep(juju, SecretOwner.Unit, "admin-of-" + juju.Unit.Number);
        if (juju.Leads)
        {
            Keep(juju, SecretOwner.Application, "admin");
        }
    }

    // New content whenever the timer fires; the old one is let go of.
    private static void Keep(FaultyCommands juju, SecretOwner owner, string label)
    {
        if (juju.Real.SecretIds().FirstOrDefault(id => juju.Real.SecretInfoGet(id, null).Label == label) is { } known)
        {
            if (juju.In(HookKind.UpdateStatus))
            {
                juju.Real.SecretSet("secret:" + known, Password(juju.Real.SecretInfoGet(known, null).Revision + 1), SecretSettings.None);
            }
        }
        else if (juju.Hook.Kind is HookKind.Start or HookKind.LeaderElected)
        {
            juju.Real.SecretAdd(Password(1), owner, new SecretSettings { Label = label });
        }

        if (juju.Hook is { Kind: HookKind.SecretRemove, Secret: { } old, SecretRevision: { } revision } && juju.Hook.SecretLabel == label)
        {
            juju.Real.SecretRemove(old, revision);
        }
    }

    private static Dictionary<string, string> Password(int revision) => new(StringComparer.Ordinal) { ["password"] = $"own-password-{revision}" };
}
