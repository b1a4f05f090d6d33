using S3Contract.Harness.Juju.Secrets;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>Reading secrets (§4.6): which revision a unit tracks, and its own label, are changed at once, also if the hook fails later.</content>
internal sealed partial class HookTransaction
{
    /// <summary><c>secret-get</c>: what is in a secret.</summary>
    /// <param name="uri">Its URI; null if it is found by its label.</param>
    /// <param name="label">The label; empty if none was given.</param>
    /// <param name="reading">Which revision.</param>
    internal SecretContent ReadSecret(SecretUri? uri, string label, SecretReading reading)
    {
        RequireOfThisJuju("secret-get");
        if (uri?.Model is { } model && !string.Equals(model, _options.ModelUuid, StringComparison.Ordinal))
        {
            throw Lack("secret-get", "secrets of other models", $"secret \"{uri}\" not found");
        }

        return ReadPending(uri?.Id, label, reading) ?? ReadStored(uri?.Id, label, reading);
    }

    /// <summary><c>secret-ids</c>, <c>secret-info-get</c>: the secrets that this unit manages, as they were when the hook began, with what the hook said
    /// of them since, and those that it has made. What it removes from, if only a revision, is not among them.</summary>
    internal IReadOnlyList<SecretRecord> ManagedSecrets(string command)
    {
        RequireOfThisJuju(command);
        Record(new OtherCommand(command));
        List<SecretRecord> managed = [];
        foreach (SecretRecord secret in _world.Secrets)
        {
            if (SecretRules.Manages(secret, Unit, LedAtStart) && !Pending.Deletion(secret.Id))
            {
                managed.Add(WithSettings(secret, Pending.UpdateOf(secret.Id)));
            }
        }

        foreach (SecretChange made in Pending.Creates)
        {
            managed.Add(WithSettings(new SecretRecord(made.Id, made.Owner).With(made.Content!, made.Expires), made));
        }

        return managed;
    }

    /// <summary>The relation of a grant, as Juju tags it.</summary>
    internal string ScopeOf(SecretGrant grant) => grant.Relation is { } relation ? _world.Relation(relation).Tag : SecretParty.Model.Tag(_options.ModelUuid);

    /// <summary>Is what such a command asks for made in this hook?</summary>
    internal bool IsMadeHere(string id) => Pending.Create(id) is not null;

    private static SecretRecord WithSettings(SecretRecord secret, SecretChange? change) => change is null ? secret : secret with
    {
        Label = change.Label ?? secret.Label,
        Description = change.Description ?? secret.Description,
        Rotation = change.Rotation ?? secret.Rotation,
        Editions = change.Expires is { } expires
            ? [.. secret.Editions.Select(edition => edition.Number == secret.Latest ? edition with { Expires = expires } : edition)]
            : secret.Editions,
    };

    // What the hook itself has made; of what it changes only what is asked for as the latest. A label that is given with a URI is the owner's.
    private SecretContent? ReadPending(string? id, string label, SecretReading reading)
    {
        if (Take(Pending.Creates) is { } made)
        {
            Record(new SecretRead("secret:" + made.Id, 1, made.Content!.Texts) { Label = Said(label) });
            return made.Content;
        }

        if (reading is SecretReading.Tracked || Take(Pending.Updates) is not { } changed)
        {
            return null;
        }

        if (reading is SecretReading.Refresh && !Pending.TrackLatest.Contains(changed.Id))
        {
            Pending.TrackLatest.Add(changed.Id);
        }

        if (changed.Content is { } content)
        {
            Record(new SecretRead("secret:" + changed.Id, (Known(changed.Id)?.Latest ?? 0) + 1, content.Texts) { Label = Said(label) });
        }

        return changed.Content;

        SecretChange? Take(List<SecretChange> changes)
        {
            int at = id is null ? -1 : changes.FindIndex(change => string.Equals(change.Id, id, StringComparison.Ordinal));
            if (at >= 0 && label.Length > 0)
            {
                changes[at] = changes[at] with { Label = label };
            }

            at = at >= 0 || label.Length == 0 ? at : changes.FindIndex(change => string.Equals(change.Label, label, StringComparison.Ordinal));
            return at < 0 ? null : changes[at];
        }
    }

    private SecretContent ReadStored(string? id, string label, SecretReading reading)
    {
        if (id is null && OwnedByLabel(label) is { } owned)
        {
            (id, label) = (owned, "");
        }

        SecretRecord secret = id is null
            ? SecretRules.FindByLabel(SecretsNow, Unit, label) ?? throw Refuse("secret-get --label", $"consumer label \"{label}\" not found")
            : Array.Find(SecretsNow, secret => string.Equals(secret.Id, id, StringComparison.Ordinal))
                ?? throw Refuse("secret-get", $"secret \"secret:{id}\" not found");
        bool owns = secret.Owner.Includes(Unit);
        if (owns && id is not null && label.Length > 0)
        {
            secret = Relabelled(secret, label);
        }

        if (!SecretRules.CanRead(secret, Unit))
        {
            throw Refuse("secret-get", "permission denied");
        }

        int revision = Track(secret, owns || id is null ? "" : label, reading);
        SecretContent content = secret.Find(revision)?.Content ?? throw Refuse("secret-get", FormattableString.Invariant($"secret revision \"{secret.Id}/{revision}\" not found"));
        Record(new SecretRead(secret.Uri, revision, content.Texts) { Label = Said(label) });
        return content;
    }

    // The unit's own secret of that label, as the agent knows it.
    private string? OwnedByLabel(string label)
    {
        foreach (SecretRecord secret in _world.Secrets)
        {
            string now = Pending.UpdateOf(secret.Id)?.Label ?? secret.Label;
            if (secret.Owner.Unit == Unit && string.Equals(now, label, StringComparison.Ordinal) && !Pending.Deletion(secret.Id))
            {
                return secret.Id;
            }
        }

        return Pending.Updates.Find(change => string.Equals(change.Label, label, StringComparison.Ordinal))?.Id;
    }

    // Whoever manages a secret gives it a new label by naming one; to others of the application that says nothing.
    private SecretRecord Relabelled(SecretRecord secret, string label)
    {
        if (string.Equals(secret.Label, label, StringComparison.Ordinal) || !SecretRules.Manages(secret, Unit, _leads))
        {
            return secret;
        }

        if (SecretRules.OwnerLabelRefusal(SecretsNow, secret.Owner, label, secret.Id) is not null)
        {
            throw Refuse("secret-get --label", $"secret label \"{label}\" for owner \"{secret.Owner.Tag(_options.ModelUuid)}\" already exists");
        }

        return Store(secret with { Label = label });
    }

    // The first reading tracks the latest revision.
    private int Track(SecretRecord secret, string label, SecretReading reading)
    {
        int at = secret.IndexOfConsumer(Unit);
        SecretConsumer before = at < 0 ? new SecretConsumer(Unit, 0) : secret.Consumers[at];
        if (label.Length > 0 && SecretRules.ConsumerLabelRefusal(SecretsNow, Unit, label, secret.Id) is { } taken)
        {
            throw Refuse("secret-get --label", "getting latest secret revision: " + taken);
        }

        SecretConsumer now = before with
        {
            Revision = at < 0 || reading is SecretReading.Refresh ? secret.Latest : before.Revision,
            Label = label.Length > 0 ? label : before.Label,
        };
        if (now != before)
        {
            Store(secret.With(now));
        }

        return reading is SecretReading.Peek ? secret.Latest : now.Revision;
    }

    private SecretRecord Store(SecretRecord secret)
    {
        SecretsNow = [.. SecretsNow.Select(other => string.Equals(other.Id, secret.Id, StringComparison.Ordinal) ? secret : other)];
        return secret;
    }

    private static string? Said(string label) => label.Length > 0 ? label : null;
}
