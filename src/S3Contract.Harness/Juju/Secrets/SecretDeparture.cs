namespace S3Contract.Harness.Juju.Secrets;

/// <summary>What ends with a unit, an application or a relation: the secrets that it owns, what was granted to it or for it, and what it tracks.</summary>
internal static class SecretDeparture
{
    public static SecretRecord[] Of(SecretRecord[] secrets, UnitName unit)
    {
        SecretRecord[] left = Without(secrets, SecretParty.Of(unit), grant => grant.Subject.Unit == unit);
        return !Array.Exists(left, secret => secret.IndexOfConsumer(unit) >= 0) ? left
            : [.. left.Select(secret => secret with { Consumers = Array.FindAll(secret.Consumers, consumer => consumer.Unit != unit) })];
    }

    public static SecretRecord[] Of(SecretRecord[] secrets, string application)
    {
        var party = new SecretParty(application);
        return Without(secrets, party, grant => grant.Subject == party);
    }

    public static SecretRecord[] Of(SecretRecord[] secrets, RelationId relation) => Without(secrets, owner: null, grant => grant.Relation == relation);

    // The very same where nothing ends.
    private static SecretRecord[] Without(SecretRecord[] secrets, SecretParty? owner, Predicate<SecretGrant> ends) =>
        !Array.Exists(secrets, secret => secret.Owner == owner || Array.Exists(secret.Grants, ends)) ? secrets
            : [.. secrets.Where(secret => secret.Owner != owner).Select(secret => secret with { Grants = Array.FindAll(secret.Grants, grant => !ends(grant)) })];
}
