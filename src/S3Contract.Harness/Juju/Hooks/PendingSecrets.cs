using S3Contract.Harness.Juju.Secrets;

namespace S3Contract.Harness.Juju.Hooks;

/// <summary>What a hook wants to change of secrets, until the flush (§3.1).</summary>
internal sealed class PendingSecrets
{
    public List<SecretChange> Creates { get; } = [];

    public List<SecretChange> Updates { get; } = [];

    public List<SecretDeletion> Deletes { get; } = [];

    public List<SecretGrantChange> Grants { get; } = [];

    public List<SecretGrantChange> Revokes { get; } = [];

    /// <summary>The secrets whose new revision the unit has asked for by <c>--refresh</c> before it is there.</summary>
    public List<string> TrackLatest { get; } = [];

    public SecretChange? Create(string id) => Creates.Find(change => Is(change.Id, id));

    public SecretChange? UpdateOf(string id) => Updates.Find(change => Is(change.Id, id));

    public bool Deletion(string id) => Deletes.Exists(deletion => Is(deletion.Id, id));

    public void Add(SecretChange created) => Creates.Add(created);

    /// <summary>The later of two changes wins, value by value; what is not there yet is made as changed.</summary>
    public void Change(SecretChange change)
    {
        Deletes.RemoveAll(deletion => Is(deletion.Id, change.Id));
        List<SecretChange> changes = Create(change.Id) is null ? Updates : Creates;
        int at = changes.FindIndex(other => Is(other.Id, change.Id));
        if (at < 0)
        {
            changes.Add(change);
        }
        else
        {
            changes[at] = changes[at].Merge(change);
        }
    }

    /// <summary>Whatever else the hook wanted of a secret is forgotten with it.</summary>
    public void Delete(string id, int? revision)
    {
        Creates.RemoveAll(change => Is(change.Id, id));
        Updates.RemoveAll(change => Is(change.Id, id));
        Grants.RemoveAll(grant => Is(grant.Id, id));
        Revokes.RemoveAll(grant => Is(grant.Id, id));
        TrackLatest.Remove(id);
        int at = Deletes.FindIndex(deletion => Is(deletion.Id, id));
        int[]? revisions = revision is { } number ? [number] : null;
        if (at < 0)
        {
            Deletes.Add(new SecretDeletion(id, revisions));
        }
        else
        {
            Deletes[at] = new SecretDeletion(id, Deletes[at].Revisions is { } before && revisions is not null ? [.. before, .. revisions] : null);
        }
    }

    /// <summary>Juju keeps one grant for each relation: a later one takes the place of an earlier one.</summary>
    public void Grant(SecretGrantChange grant)
    {
        Grants.RemoveAll(other => Is(other.Id, grant.Id) && other.Relation == grant.Relation);
        Grants.Add(grant);
    }

    /// <summary>Once an application is not to read it, there is nothing more to revoke for a unit of it.</summary>
    public void Revoke(SecretGrantChange revoke)
    {
        if (!Revokes.Exists(other => Is(other.Id, revoke.Id)
            && (other.Subject == revoke.Subject || (revoke.Subject.Unit is { } unit && other.Subject.Unit is null && other.Subject.Includes(unit)))))
        {
            Revokes.Add(revoke);
        }
    }

    private static bool Is(string id, string other) => string.Equals(id, other, StringComparison.Ordinal);
}

/// <summary>What is to be changed of a secret; null for what stays as it is.</summary>
/// <param name="Id">The secret.</param>
internal sealed record SecretChange(string Id)
{
    /// <summary>The owner of one that is to be made.</summary>
    public SecretParty Owner { get; init; }

    public string? Label { get; init; }

    public string? Description { get; init; }

    public SecretRotation? Rotation { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public SecretContent? Content { get; init; }

    public bool IsEmpty => Label is null && Description is null && Rotation is null && Expires is null && Content is null;

    public SecretChange Merge(SecretChange later) => this with
    {
        Label = later.Label ?? Label,
        Description = later.Description ?? Description,
        Rotation = later.Rotation ?? Rotation,
        Expires = later.Expires ?? Expires,
        Content = later.Content ?? Content,
    };
}

/// <summary>A secret is to be removed.</summary>
/// <param name="Id">The secret.</param>
/// <param name="Revisions">The revisions; null for all of it.</param>
internal readonly record struct SecretDeletion(string Id, int[]? Revisions);

/// <summary>Somebody is to read a secret, or no longer.</summary>
/// <param name="Id">The secret.</param>
/// <param name="Subject">Who.</param>
/// <param name="Relation">The relation that a grant is for.</param>
internal readonly record struct SecretGrantChange(string Id, SecretParty Subject, RelationId? Relation);
