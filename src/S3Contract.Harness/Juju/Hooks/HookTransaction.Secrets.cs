using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Juju.Secrets;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>Changes of secrets (§4.6): queued until the flush, but for the URI of a new one.</content>
internal sealed partial class HookTransaction
{
    private const string NotTheLeader = "this unit is not the leader";

    private PendingSecrets? _secretChanges;

    /// <summary>The secrets as the controller has them: what was read at once, and after the flush what was changed.</summary>
    internal SecretRecord[] SecretsNow { get; private set; }

    /// <summary>How many new secrets the hook has named.</summary>
    internal int SecretsNamed { get; private set; }

    /// <summary>Why the flush of secrets was refused; null if it was not.</summary>
    internal string? SecretsRefused { get; private set; }

    // Most hooks have nothing to do with secrets.
    private PendingSecrets Pending => _secretChanges ??= new PendingSecrets();

    /// <summary>The hook has succeeded: what it wanted to change of secrets is changed, as far as Juju lets it.</summary>
    internal void FlushSecrets()
    {
        if (_secretChanges is null)
        {
            return;
        }

        var flush = new SecretFlush(_world, SecretsNow, Unit, _leads);
        SecretsRefused = flush.Apply(_secretChanges);
        SecretsNow = flush.Secrets;
    }

    /// <summary><c>secret-add</c>.</summary>
    /// <param name="settings">What is said of it; the id is not looked at.</param>
    /// <returns>Its URI.</returns>
    internal string SecretAdd(SecretChange settings)
    {
        RequireOfThisJuju("secret-add");
        bool application = settings.Owner.Unit is null;
        if (application && !_leads)
        {
            throw Refuse("secret-add", NotTheLeader);
        }

        // Of whoever they are: Juju looks no closer before the flush.
        if (settings.Label is { } label && Pending.Creates.Exists(other => string.Equals(other.Label, label, StringComparison.Ordinal)))
        {
            throw Refuse("secret-add", $"secret with label \"{label}\" already exists");
        }

        SecretChange change = settings with { Id = SecretUri.IdOf(_world.NextSecret + ++SecretsNamed) };
        Pending.Add(change);
        Record(Written(change, application ? "application" : "unit"));
        LoseLeadershipIfArmed(application);
        return "secret:" + change.Id;
    }

    /// <summary><c>secret-set</c>.</summary>
    internal void SecretSet(SecretChange change)
    {
        bool application = RequireManaged("secret-set", change.Id);
        if (_options.Juju.KeepsSameSecretContent)
        {
            SecretRecord? known = Known(change.Id);
            change = change.Content is not null && known?.Find(known.Latest)?.Content.Equals(change.Content) == true ? change with { Content = null } : change;
            if (change.IsEmpty)
            {
                Record(new OtherCommand("secret-set"));
                return;
            }
        }

        Pending.Change(change);
        Record(Written(change, owner: null));
        LoseLeadershipIfArmed(application);
    }

    /// <summary><c>secret-remove</c>.</summary>
    internal void RemoveSecret(string id, int? revision)
    {
        bool application = RequireManaged("secret-remove", id);
        Pending.Delete(id, revision);
        Record(new SecretRemoval("secret:" + id) { Revision = revision });
        LoseLeadershipIfArmed(application);
    }

    /// <summary><c>secret-grant</c>: of a secret that the unit manages.</summary>
    internal void GrantSecret(string id, RelationId relation, UnitName? unit)
    {
        RequireOfThisJuju("secret-grant");
        RelationRecord scope = Known("secret-grant", relation);
        SecretChange? made = Pending.Create(id);
        SecretRecord? known = Pending.Deletion(id) ? null : Known(id);
        if (made is null && known is null)
        {
            throw Refuse("secret-grant", $"secret \"{id}\" not found");
        }

        bool application = (made?.Owner ?? known!.Owner).Unit is null;
        if (application && !_leads)
        {
            throw Refuse("secret-grant", NotTheLeader);
        }

        SecretParty subject = unit is { } one ? SecretParty.Of(one) : new SecretParty(scope.Counterpart(Unit.Application).Application);
        foreach (SecretGrant grant in made is null ? known!.Grants : [])
        {
            if (grant.Relation != relation)
            {
                continue;
            }

            if (grant.Subject == subject || grant.Subject.Unit is null)
            {
                Record(new OtherCommand("secret-grant"));
                return;
            }

            if (subject.Unit is null)
            {
                throw Refuse("secret-grant", "any unit level grants need to be revoked before granting access to the corresponding application");
            }
        }

        Pending.Grant(new SecretGrantChange(id, subject, relation));
        Record(new SecretAccess("secret:" + id, Named(subject), Granted: true) { Relation = relation });
        LoseLeadershipIfArmed(application);
    }

    /// <summary><c>secret-revoke</c>: from an application, or from a unit alone.</summary>
    internal void RevokeSecret(string id, SecretParty subject)
    {
        bool application = RequireManaged("secret-revoke", id);
        Pending.Revoke(new SecretGrantChange(id, subject, null));
        Record(new SecretAccess("secret:" + id, Named(subject), Granted: false));
        LoseLeadershipIfArmed(application);
    }

    // What the agent knew to be the unit's to manage when the hook began.
    private SecretRecord? Known(string id) =>
        Array.Find(_world.Secrets, secret => string.Equals(secret.Id, id, StringComparison.Ordinal) && SecretRules.Manages(secret, Unit, LedAtStart));

    // What it does not know is left to the flush.
    private bool RequireManaged(string command, string id)
    {
        RequireOfThisJuju(command);
        bool application = Known(id) is { Owner.Unit: null };
        return application && !_leads ? throw Refuse(command, NotTheLeader) : application;
    }

    private void LoseLeadershipIfArmed(bool application)
    {
        if (application)
        {
            LoseLeadershipIfArmed();
        }
    }

    private static SecretWrite Written(SecretChange change, string? owner) =>
        new("secret:" + change.Id, change.Content?.Texts ?? []) { Owner = owner, Label = change.Label };

    private static string Named(SecretParty party) => party.Unit?.ToString() ?? party.Application ?? "";
}
