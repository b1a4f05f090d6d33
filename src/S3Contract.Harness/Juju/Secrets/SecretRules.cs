namespace S3Contract.Harness.Juju.Secrets;

/// <summary>Who may do what with a secret. Pure functions.</summary>
internal static class SecretRules
{
    /// <summary>May a unit read it? Its owner may, all units of an application that owns it, and whoever it was granted to.</summary>
    public static bool CanRead(SecretRecord secret, UnitName unit) =>
        secret.Owner.Includes(unit) || Array.Exists(secret.Grants, grant => grant.Subject.Includes(unit));

    /// <summary>Is a unit to look after it: its owner, or the leader of the application that owns it?</summary>
    public static bool Manages(SecretRecord secret, UnitName unit, bool leads) => secret.Owner.Includes(unit) && (secret.Owner.Unit is not null || leads);

    /// <summary>Why the controller does not let a unit manage it; null if it does.</summary>
    public static string? ManageRefusal(SecretRecord? secret, UnitName unit, bool leads) =>
        secret is null || !secret.Owner.Includes(unit) ? "permission denied"
            : Manages(secret, unit, leads) ? null
            : $"\"{unit}\" is not leader of \"{unit.Application}\"";

    /// <summary>Is a unit to be told that it has changed: does it track an older revision than the latest, which it was not told of?</summary>
    public static bool HasNewsFor(SecretRecord secret, UnitName unit) =>
        secret.IndexOfConsumer(unit) is >= 0 and int at
        && secret.Consumers[at] is var consumer && consumer.Revision < secret.Latest && consumer.Told < secret.Latest
        && CanRead(secret, unit);

    /// <summary>The label that a unit knows it by: its own, else that of its owner if that is the unit or its application.</summary>
    public static string LabelFor(SecretRecord secret, UnitName unit) =>
        secret.IndexOfConsumer(unit) is >= 0 and int at && secret.Consumers[at].Label is { Length: > 0 } own ? own
            : secret.Owner.Includes(unit) ? secret.Label
            : "";

    /// <summary>The secret that a unit finds by a label: one of its own or its application's, else one that it gave the label.</summary>
    public static SecretRecord? FindByLabel(SecretRecord[] secrets, UnitName unit, string label) =>
        Array.Find(secrets, secret => secret.Owner.Includes(unit) && Is(secret.Label, label))
        ?? Array.Find(secrets, secret => Array.Exists(secret.Consumers, consumer => consumer.Unit == unit && Is(consumer.Label, label)));

    /// <summary>Why an owner cannot have the label: it has it already, or its application, or a unit of it, by whichever right.</summary>
    public static string? OwnerLabelRefusal(SecretRecord[] secrets, SecretParty owner, string label, string? except = null)
    {
        foreach (SecretRecord secret in secrets)
        {
            bool owned = Is(secret.Label, label) && !Is(secret.Id, except) && Collide(owner, secret.Owner);
            if (owned || Array.Exists(secret.Consumers, consumer => Is(consumer.Label, label) && Collide(owner, SecretParty.Of(consumer.Unit))))
            {
                return $"secret with label \"{label}\" already exists";
            }
        }

        return null;
    }

    /// <summary>Why a unit cannot give a secret the label.</summary>
    public static string? ConsumerLabelRefusal(SecretRecord[] secrets, UnitName unit, string label, string id)
    {
        foreach (SecretRecord secret in secrets)
        {
            if (Is(secret.Label, label) && secret.Owner.Includes(unit))
            {
                return secret.Owner.Unit is null
                    ? $"secret label \"{label}\" for application \"{unit.Application}\" already exists"
                    : $"secret label \"{label}\" for owner \"{secret.Owner.Tag("")}\" already exists";
            }

            if (!Is(secret.Id, id) && Array.Exists(secret.Consumers, consumer => consumer.Unit == unit && Is(consumer.Label, label)))
            {
                return $"secret label \"{label}\" for consumer \"{SecretParty.Of(unit).Tag("")}\" already exists";
            }
        }

        return null;
    }

    // Labels of an application and of its units are in each other's way, those of two units are not.
    private static bool Collide(SecretParty a, SecretParty b) =>
        a == b || (a.Unit is { } one && b.Includes(one)) || (b.Unit is { } other && a.Includes(other));

    private static bool Is(string text, string? other) => string.Equals(text, other, StringComparison.Ordinal);
}
