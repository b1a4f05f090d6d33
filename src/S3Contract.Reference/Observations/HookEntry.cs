namespace S3Contract.Reference.Observations;

/// <summary>Something a charm did during a hook, as far as Juju, or we, can see it.</summary>
public abstract record HookEntry;

/// <summary>A databag was read.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Owner">The application or unit whose databag it is.</param>
/// <param name="Content">What was seen.</param>
public sealed record DatabagRead(RelationId Relation, string Owner, Databag Content) : HookEntry;

/// <summary><c>relation-set</c> was accepted (it takes effect if the hook succeeds).</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Application">True for the application's databag.</param>
/// <param name="Changes">The keys given; an empty value deletes.</param>
public sealed record DatabagWrite(RelationId Relation, bool Application, IReadOnlyList<KeyValuePair<string, string>> Changes) : HookEntry;

/// <summary>Juju refused a hook command.</summary>
/// <param name="Command">The command as the charm gave it, without values that may be secret: <c>relation-set -r s3:1 --app</c>.</param>
/// <param name="Reason">Juju's text.</param>
/// <param name="Relation">The relation concerned, where there is one.</param>
/// <param name="ApplicationWrite">Was this an attempt to write an application's databag?</param>
/// <param name="ApplicationRead">Was this an attempt to read the own application's databag without being leader?</param>
public sealed record Refusal(
    string Command, string Reason, RelationId? Relation = null, bool ApplicationWrite = false, bool ApplicationRead = false) : HookEntry;

/// <summary><c>is-leader</c> was asked.</summary>
/// <param name="Answer">What Juju answered.</param>
public sealed record LeaderAsked(bool Answer) : HookEntry;

/// <summary><c>juju-log</c>.</summary>
/// <param name="Level">The level.</param>
/// <param name="Text">The text, without the prefix that Juju adds.</param>
public sealed record Logged(LogLevel Level, string Text) : HookEntry;

/// <summary><c>status-set</c>.</summary>
/// <param name="Status">The status.</param>
/// <param name="Message">The message.</param>
/// <param name="Application">True for the application's status.</param>
public sealed record StatusChanged(WorkloadStatus Status, string Message, bool Application) : HookEntry;

/// <summary>A custom event was emitted: seen in process, or through the charm's log.</summary>
/// <param name="Name">Its name in kebab case: <c>credentials-changed</c>.</param>
/// <param name="Relation">The relation it is about; null if that cannot be told.</param>
/// <param name="Seen">The databag of the remote application as this hook sees it; what the event's properties show.</param>
public sealed record EventEmitted(string Name, RelationId? Relation, Databag Seen) : HookEntry
{
    /// <summary>The name that the charm's own library gives it, if that is another one (<c>storage-connection-info-changed</c>): then it
    /// comes by other rules than the contract's. Null for the contract's own event.</summary>
    public string? As { get; init; }
}

/// <summary>The charm asked for something that Juju has and the simulation lacks. What it was answered is not what Juju would have answered, so
/// what its application does from this hook on does not tell how it behaves under Juju.</summary>
/// <param name="Command">The command as the charm gave it, without values that may be secret: <c>secret-get --label</c>.</param>
/// <param name="What">What the simulation has none of, for people: <c>secrets</c>, <c>resources</c>.</param>
/// <param name="Answer">What the charm was told.</param>
public sealed record Lacking(string Command, string What, string Answer) : HookEntry;

/// <summary>Any other hook command.</summary>
/// <param name="Text">The command, without values that may be secret.</param>
public sealed record OtherCommand(string Text) : HookEntry;
