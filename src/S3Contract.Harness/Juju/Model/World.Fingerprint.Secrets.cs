using S3Contract.Harness.Juju.Secrets;

namespace S3Contract.Harness.Juju.Model;

/// <content>The secrets in the hash of a world.</content>
internal sealed partial class World
{
    private static void Add(ref Hash128 hash, SecretRecord[] secrets)
    {
        foreach (SecretRecord secret in secrets)
        {
            hash.Add(secret.Id);
            Add(ref hash, secret.Owner);
            hash.Add(secret.Label);
            hash.Add(secret.Description);
            hash.Add((int)secret.Rotation);
            hash.Add(secret.RotationDue);
            hash.Add(secret.Latest);
            hash.Add(secret.Editions.Length);
            foreach (SecretEdition edition in secret.Editions)
            {
                hash.Add(edition.Number);
                edition.Content.AddTo(ref hash);
                hash.Add((ulong)(edition.Expires?.UtcTicks ?? 0));
                hash.Add(edition.ExpiryDue);
                hash.Add(edition.RemovalTold);
            }

            hash.Add(secret.Grants.Length);
            foreach (SecretGrant grant in secret.Grants)
            {
                Add(ref hash, grant.Subject);
                hash.Add(grant.Relation?.Number ?? -1);
            }

            hash.Add(secret.Consumers.Length);
            foreach (SecretConsumer consumer in secret.Consumers)
            {
                hash.Add(consumer.Unit);
                hash.Add(consumer.Revision);
                hash.Add(consumer.Label);
                hash.Add(consumer.Told);
            }
        }
    }

    private static void Add(ref Hash128 hash, SecretParty party)
    {
        hash.Add(party.Application);
        hash.Add(party.Unit);
    }
}
