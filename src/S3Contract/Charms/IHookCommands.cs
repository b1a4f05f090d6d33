namespace S3Contract.Charms;

/// <summary>
/// Juju's hook commands in typed form: all that a charm can ask of Juju, or tell it, during one hook. Every method is one command;
/// nothing is cached here. A refusal by Juju is a <see cref="HookCommandException"/> with the text that the command prints.
/// </summary>
public interface IHookCommands
{
    /// <summary><c>relation-ids ENDPOINT</c>: the relations of an endpoint in Juju's order, which is that of the text
    /// <c>endpoint:number</c>; a relation that is being broken is still listed.</summary>
    IReadOnlyList<RelationId> RelationIds(string endpoint);

    /// <summary><c>relation-list -r ID</c>: the remote units that this unit has seen join, sorted as text.</summary>
    IReadOnlyList<UnitName> RelationList(RelationId relation);

    /// <summary><c>relation-list -r ID --app</c>: the application at the other end; null if Juju cannot name it.</summary>
    string? RelationApplication(RelationId relation);

    /// <summary><c>relation-get -r ID - UNIT</c>: a unit's databag.</summary>
    Databag RelationGet(RelationId relation, UnitName unit);

    /// <summary><c>relation-get -r ID --app - APPLICATION</c>: an application's databag. The own application's is refused to a unit
    /// that is not leader, except in a peer relation.</summary>
    Databag RelationGet(RelationId relation, string application);

    /// <summary><c>relation-set -r ID [--app] --file -</c>: changes the own unit's or the own application's databag. An empty value
    /// deletes its key. Takes effect when the hook succeeds; reads in this hook see it at once.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="application">True for the application's databag, which only the leader may write.</param>
    /// <param name="changes">The keys to set or delete.</param>
    void RelationSet(RelationId relation, bool application, IReadOnlyList<KeyValuePair<string, string>> changes);

    /// <summary><c>is-leader</c>: does this unit lead its application now?</summary>
    bool IsLeader();

    /// <summary><c>config-get</c>: the options that are set or have a default, as JSON scalars (text, number, boolean).</summary>
    IReadOnlyDictionary<string, ConfigValue> ConfigGet();

    /// <summary><c>juju-log</c>: takes effect at once, also if the hook fails later.</summary>
    void JujuLog(LogLevel level, string message);

    /// <summary><c>status-set</c>: takes effect at once, also if the hook fails later. For the application only by the leader.</summary>
    void StatusSet(WorkloadStatus status, string message, bool application = false);

    /// <summary><c>application-version-set</c>: takes effect at once.</summary>
    void ApplicationVersionSet(string version);

    /// <summary><c>state-get</c>: the unit's state in the controller.</summary>
    IReadOnlyDictionary<string, string> StateGet();

    /// <summary><c>state-set</c>: takes effect when the hook succeeds.</summary>
    void StateSet(string key, string value);

    /// <summary><c>state-delete</c>: takes effect when the hook succeeds.</summary>
    void StateDelete(string key);

    /// <summary><c>action-get</c>: the parameters of the running action, as text.</summary>
    IReadOnlyDictionary<string, string> ActionGet();

    /// <summary><c>action-set</c>: a result of the running action.</summary>
    void ActionSet(string key, string value);

    /// <summary><c>action-fail</c>: marks the running action as failed; the charm goes on.</summary>
    void ActionFail(string message);

    /// <summary><c>action-log</c>: a progress line of the running action.</summary>
    void ActionLog(string message);

    /// <summary><c>secret-add</c>: a new secret. It is there when the hook succeeds; its URI is known at once.</summary>
    /// <param name="content">Its values under their keys: at least one, of three characters or more.</param>
    /// <param name="owner">Who owns it; for the application only the leader may add one.</param>
    /// <param name="settings">What else is said of it.</param>
    /// <returns>Its URI.</returns>
    string SecretAdd(IReadOnlyDictionary<string, string> content, SecretOwner owner, SecretSettings settings) => throw NoSecrets("secret-add");

    /// <summary><c>secret-set</c>: new content, which is a new revision, or other settings. Takes effect when the hook succeeds.</summary>
    /// <param name="secret">Its URI.</param>
    /// <param name="content">All values of the new revision; null to leave the content as it is.</param>
    /// <param name="settings">What else changes.</param>
    void SecretSet(string secret, IReadOnlyDictionary<string, string>? content, SecretSettings settings) => throw NoSecrets("secret-set");

    /// <summary><c>secret-get</c>: what is in a secret that this unit may read.</summary>
    /// <param name="secret">Its URI; null if it is found by its label.</param>
    /// <param name="label">A label: with a URI the unit's own from now on, without one what the secret is found by.</param>
    /// <param name="reading">Which revision.</param>
    IReadOnlyDictionary<string, string> SecretGet(string? secret, string? label, SecretReading reading) => throw NoSecrets("secret-get");

    /// <summary><c>secret-info-get</c>: what is known of a secret that this unit manages.</summary>
    /// <param name="secret">Its URI; null if it is found by its label.</param>
    /// <param name="label">Its label; null if it is found by its URI.</param>
    SecretInfo SecretInfoGet(string? secret, string? label) => throw NoSecrets("secret-info-get");

    /// <summary><c>secret-ids</c>: the secrets that this unit manages, without <c>secret:</c> in front.</summary>
    IReadOnlyList<string> SecretIds() => throw NoSecrets("secret-ids");

    /// <summary><c>secret-grant</c>: the application at the other end of a relation may read the secret, or one unit of it, as long as there is
    /// the relation. Takes effect when the hook succeeds.</summary>
    void SecretGrant(string secret, RelationId relation, UnitName? unit = null) => throw NoSecrets("secret-grant");

    /// <summary><c>secret-revoke</c>: takes that back. Takes effect when the hook succeeds.</summary>
    void SecretRevoke(string secret, RelationId relation, UnitName? unit = null) => throw NoSecrets("secret-revoke");

    /// <summary><c>secret-remove</c>: a revision, or the secret as a whole, is no more when the hook succeeds.</summary>
    void SecretRemove(string secret, int? revision = null) => throw NoSecrets("secret-remove");

    private static HookCommandException NoSecrets(string command) => new(command, "secrets are not known where this charm runs", 127);
}

/// <summary>The levels of <c>juju-log</c>.</summary>
public enum LogLevel
{
    /// <summary>Finer than debug.</summary>
    Trace,

    /// <summary>For developers.</summary>
    Debug,

    /// <summary>The default.</summary>
    Info,

    /// <summary>Something is odd.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,

    /// <summary>All is lost.</summary>
    Critical,
}

/// <summary>The statuses that a charm may set.</summary>
public enum WorkloadStatus
{
    /// <summary>Busy with itself.</summary>
    Maintenance,

    /// <summary>An operator has to act.</summary>
    Blocked,

    /// <summary>Something else has to come first.</summary>
    Waiting,

    /// <summary>At work.</summary>
    Active,
}
