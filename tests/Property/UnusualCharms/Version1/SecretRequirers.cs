using S3Contract.Charms;
using S3Contract.Tests.Property.Mutants.Version1;
using static S3Contract.Tests.Property.UnusualCharms.Version1.UnusualSpeaker;
using Content = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace S3Contract.Tests.Property.UnusualCharms.Version1;

/// <summary>Requirers of version 1 that do something right with secrets of their own, beside those that they are handed.</summary>
internal static class SecretRequirers
{
    public static IReadOnlyList<UnusualSpeaker> All { get; } =
    [
        Requirer("keeps-a-copy-of-the-keys", "Keeps the keys that it is handed in a secret of its own application, from which its workload has them.", new() { Also = KeepsACopy }),
        Requirer("grants-a-secret-of-its-own", "Grants the provider a secret of its own on each relation, and removes it when that ends.", new() { Also = GrantsItsOwn }),
        Requirer("has-a-secret-for-each-unit", "Each unit has a secret with a rotation policy, changes it when that is due, and removes it when it goes.", new() { Also = KeepsOneForEachUnit }),
    ];

    private static void KeepsACopy(FaultyCommands juju)
    {
        foreach (RelationId relation in juju.Leads ? juju.Live : [])
        {
            if (juju.Heard(relation).Get("secret-extra") is { } shared && Latest(juju, shared) is { } keys)
            {
                Put(juju, "copy-" + relation, keys);
            }
        }

        RemoveAtTheEnd(juju, "copy-");
    }

    private static void GrantsItsOwn(FaultyCommands juju)
    {
        if (juju is { Leads: true, Relation: { } relation } && juju.In(HookKind.RelationChanged) && Put(juju, "for-" + relation, Password("own")) is { } made)
        {
            juju.Real.SecretGrant(made, relation);
        }

        RemoveAtTheEnd(juju, "for-");
    }

    private static void KeepsOneForEachUnit(FaultyCommands juju)
    {
        string label = "of-unit-" + juju.Unit.Number;
        switch (juju.Hook.Kind)
        {
            case HookKind.Start:
                juju.Real.SecretAdd(Password("1"), SecretOwner.Unit, new SecretSettings { Label = label, Rotate = SecretRotation.Daily });
                break;
            case HookKind.SecretRotate when juju.Hook is { Secret: { } due, SecretLabel: { } its } && its == label:
                juju.Real.SecretSet(due, Password("next"), SecretSettings.None);
                break;
            case HookKind.Stop when Own(juju, label) is { } old:
                juju.Real.SecretRemove(old);
                break;
        }
    }

    // Gives back the secret where it is a new one.
    private static string? Put(FaultyCommands juju, string label, Content content)
    {
        if (Own(juju, label) is not { } known)
        {
            return juju.Real.SecretAdd(content, SecretOwner.Application, new SecretSettings { Label = label });
        }

        if (Latest(juju, known) is { } held && !content.All(item => held.GetValueOrDefault(item.Key) == item.Value))
        {
            juju.Real.SecretSet(known, content, SecretSettings.None);
        }

        return null;
    }

    private static void RemoveAtTheEnd(FaultyCommands juju, string label)
    {
        if (juju is { Leads: true, Relation: { } relation } && juju.In(HookKind.RelationBroken) && Own(juju, label + relation) is { } old)
        {
            juju.Real.SecretRemove(old);
        }
    }

    private static string? Own(FaultyCommands juju, string label) =>
        juju.Real.SecretIds().FirstOrDefault(id => juju.Real.SecretInfoGet(id, null).Label == label) is { } id ? "secret:" + id : null;

    private static Content? Latest(FaultyCommands juju, string secret)
    {
        try
        {
            return juju.Real.SecretGet(secret, null, SecretReading.Peek);
        }
        catch (HookCommandException)
        {
            // Not granted, or not any more.
            return null;
        }
    }

    private static Dictionary<string, string> Password(string which) => new(StringComparer.Ordinal) { ["password"] = "own-password-" + which };
}
