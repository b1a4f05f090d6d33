using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Juju.Secrets;

namespace S3Contract.Harness.Juju.Hooks;

/// <summary>The changes of secrets at the end of a hook that succeeded. Juju makes them one by one, before all else, and keeps what it has done when
/// it refuses one (§3.1).</summary>
/// <param name="world">The world in which the hook ran.</param>
/// <param name="secrets">The secrets as they are now.</param>
/// <param name="unit">The unit.</param>
/// <param name="leads">Does it lead now?</param>
internal sealed class SecretFlush(World world, SecretRecord[] secrets, UnitName unit, bool leads)
{
    /// <summary>The secrets afterwards.</summary>
    public SecretRecord[] Secrets { get; private set; } = secrets;

    /// <summary>Makes the changes.</summary>
    /// <returns>Juju's reason to refuse one; null if it refused none.</returns>
    public string? Apply(PendingSecrets pending) =>
        Each("removing secrets", pending.Deletes, Delete)
        ?? Each("creating secrets", pending.Creates, Create)
        ?? Each("updating secrets", pending.Updates, Update)
        ?? Each("updating secret tracked revisions", pending.TrackLatest, Track)
        ?? Each("granting secrets access", pending.Grants, Grant)
        ?? Each("revoking secrets access", pending.Revokes, Revoke);

    // All of one kind, whether or not one is refused.
    private static string? Each<T>(string what, List<T> changes, Func<T, string?> apply)
    {
        List<string>? refused = null;
        foreach (T change in changes)
        {
            if (apply(change) is { } reason)
            {
                (refused ??= []).Add(reason);
            }
        }

        return refused is null ? null : $"{what}: {string.Join('\n', refused)}";
    }

    private string? Delete(SecretDeletion deletion)
    {
        int at = IndexOf(deletion.Id);
        if (NotThere(at, deletion.Id) is { } refusal)
        {
            return refusal;
        }

        SecretEdition[] left = deletion.Revisions is { } numbers ? Array.FindAll(Secrets[at].Editions, edition => !numbers.Contains(edition.Number)) : [];
        Secrets = left.Length == 0 ? Secrets.Without(at) : Secrets.Replaced(at, Secrets[at] with { Editions = left });
        return null;
    }

    private string? Create(SecretChange change)
    {
        var made = new SecretRecord(change.Id, change.Owner);
        if (SecretRules.ManageRefusal(made, unit, leads) is { } refusal)
        {
            return refusal;
        }

        if (IsDying(change.Owner))
        {
            return $"cannot create secret for owner \"{change.Owner.Tag("")}\" which is not alive";
        }

        if (change.Label is { } label && SecretRules.OwnerLabelRefusal(Secrets, change.Owner, label) is { } taken)
        {
            return taken;
        }

        Secrets = Secrets.Appended(Changed(made, change));
        return null;
    }

    private string? Update(SecretChange change)
    {
        if (change.IsEmpty)
        {
            return "at least one attribute to update must be specified";
        }

        int at = IndexOf(change.Id);
        if (NotThere(at, change.Id) is { } refusal)
        {
            return refusal;
        }

        SecretRecord secret = Secrets[at];
        if (change.Label is { } label && !string.Equals(label, secret.Label, StringComparison.Ordinal)
            && SecretRules.OwnerLabelRefusal(Secrets, secret.Owner, label, secret.Id) is { } taken)
        {
            return taken;
        }

        Secrets = Secrets.Replaced(at, Changed(secret, change));
        return null;
    }

    private string? Track(string id)
    {
        int at = IndexOf(id);
        if (at >= 0)
        {
            SecretRecord secret = Secrets[at];
            int consumer = secret.IndexOfConsumer(unit);
            SecretConsumer before = consumer < 0 ? new SecretConsumer(unit, 0) : secret.Consumers[consumer];
            Secrets = Secrets.Replaced(at, secret.With(before with { Revision = secret.Latest }));
        }

        return null;
    }

    private string? Grant(SecretGrantChange grant)
    {
        int at = IndexOf(grant.Id);
        if (SecretRules.ManageRefusal(at < 0 ? null : Secrets[at], unit, leads) is { } refusal)
        {
            return refusal;
        }

        SecretRecord secret = Secrets[at];
        int same = Array.FindIndex(secret.Grants, other => other.Subject == grant.Subject);
        string? problem = !IsAlive(grant.Relation) ? $"cannot grant access to secret in scope of \"{world.Relation(grant.Relation!.Value).Tag}\" which is not alive"
            : SubjectProblem(grant.Subject) is { } bad ? bad
            : same >= 0 && secret.Grants[same].Relation != grant.Relation ? "cannot change secret permission scope"
            : null;
        if (problem is not null)
        {
            return $"cannot change access to \"{secret.Uri}\" for \"{grant.Subject.Tag("")}\": {problem}";
        }

        if (same < 0)
        {
            Secrets = Secrets.Replaced(at, secret with { Grants = [.. secret.Grants, new SecretGrant(grant.Subject, grant.Relation)] });
        }

        return null;
    }

    private string? Revoke(SecretGrantChange revoke)
    {
        int at = IndexOf(revoke.Id);
        if (SecretRules.ManageRefusal(at < 0 ? null : Secrets[at], unit, leads) is { } refusal)
        {
            return refusal;
        }

        Secrets = Secrets.Replaced(at, Secrets[at] with { Grants = Array.FindAll(Secrets[at].Grants, grant => grant.Subject != revoke.Subject) });
        return null;
    }

    private static SecretRecord Changed(SecretRecord secret, SecretChange change)
    {
        secret = secret with
        {
            Label = change.Label ?? secret.Label,
            Description = change.Description ?? secret.Description,
            Rotation = change.Rotation ?? secret.Rotation,
            RotationDue = secret.RotationDue && change.Rotation != SecretRotation.Never,
        };
        return change.Content is { } content ? secret.With(content, change.Expires)
            : change.Expires is { } expires ? secret.With(secret.Latest, edition => edition with { Expires = expires })
            : secret;
    }

    private string? NotThere(int at, string id) =>
        at < 0 ? $"secret \"secret:{id}\" not found" : SecretRules.ManageRefusal(Secrets[at], unit, leads);

    private bool IsDying(SecretParty owner) => owner.Unit is { } own ? world.Units[world.IndexOfUnit(own)].Dying : world.Application(owner.Application!).Dying;

    private bool IsAlive(RelationId? relation) => relation is not { } id || !world.Relation(id).Dying;

    private string? SubjectProblem(SecretParty subject)
    {
        if (subject.Unit is not { } other)
        {
            return world.Application(subject.Application!).Dying ? $"cannot grant dying \"{subject.Tag("")}\" access to secret" : null;
        }

        int at = world.IndexOfUnit(other);
        return at < 0 ? $"invalid subject reference: unit \"{other}\" not found"
            : world.Units[at].Dying ? $"cannot grant dying \"{subject.Tag("")}\" access to secret"
            : null;
    }

    private int IndexOf(string id) => Array.FindIndex(Secrets, secret => string.Equals(secret.Id, id, StringComparison.Ordinal));
}
