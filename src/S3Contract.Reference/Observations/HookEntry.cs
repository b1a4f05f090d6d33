using System.Text.Json.Serialization;

namespace S3Contract.Reference.Observations;

/// <summary>Something a charm did during a hook, as far as Juju, or we, can see it. The names are those of a trace in a file.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DatabagRead), "relation-get")]
[JsonDerivedType(typeof(DatabagWrite), "relation-set")]
[JsonDerivedType(typeof(Refusal), "refusal")]
[JsonDerivedType(typeof(LeaderAsked), "is-leader")]
[JsonDerivedType(typeof(Logged), "juju-log")]
[JsonDerivedType(typeof(StatusChanged), "status-set")]
[JsonDerivedType(typeof(EventEmitted), "event")]
[JsonDerivedType(typeof(SecretRead), "secret-get")]
[JsonDerivedType(typeof(SecretWrite), "secret-set")]
[JsonDerivedType(typeof(SecretAccess), "secret-grant")]
[JsonDerivedType(typeof(SecretRemoval), "secret-remove")]
[JsonDerivedType(typeof(S3Asked), "s3")]
[JsonDerivedType(typeof(S3Distrusted), "s3-distrusted")]
[JsonDerivedType(typeof(Lacking), "lacking")]
[JsonDerivedType(typeof(OtherCommand), "command")]
public abstract record HookEntry
{
    /// <summary>How the line of its hook tells it, for people; empty if it does not.</summary>
    internal virtual string Line => "";

    /// <summary>The same with its texts as a pass makes them.</summary>
    internal virtual HookEntry Through(TextPass texts) => this;
}

/// <summary>A databag was read.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Owner">The application or unit whose databag it is.</param>
/// <param name="Content">What was seen.</param>
public sealed record DatabagRead(RelationId Relation, string Owner, Databag Content) : HookEntry
{
    internal override HookEntry Through(TextPass texts) => this with { Content = texts.Fields(Content) };
}

/// <summary><c>relation-set</c> was accepted (it takes effect if the hook succeeds).</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Application">True for the application's databag.</param>
/// <param name="Changes">The keys given; an empty value deletes.</param>
public sealed record DatabagWrite(RelationId Relation, bool Application, IReadOnlyList<KeyValuePair<string, string>> Changes) : HookEntry
{
    internal override HookEntry Through(TextPass texts) => this with { Changes = texts.Fields(Changes) };
}

/// <summary>Juju refused a hook command.</summary>
/// <param name="Command">The command as the charm gave it, without values that may be secret: <c>relation-set -r s3:1 --app</c>.</param>
/// <param name="Reason">Juju's text.</param>
/// <param name="Relation">The relation concerned, where there is one.</param>
/// <param name="ApplicationWrite">Was this an attempt to write an application's databag?</param>
/// <param name="ApplicationRead">Was this an attempt to read the own application's databag without being leader?</param>
public sealed record Refusal(
    string Command, string Reason, RelationId? Relation = null, bool ApplicationWrite = false, bool ApplicationRead = false) : HookEntry
{
    internal override string Line => $"refused {Command}: {Reason}";

    internal override HookEntry Through(TextPass texts) => this with { Command = texts.Text(Command), Reason = texts.Text(Reason) };
}

/// <summary><c>is-leader</c> was asked.</summary>
/// <param name="Answer">What Juju answered.</param>
public sealed record LeaderAsked(bool Answer) : HookEntry;

/// <summary><c>juju-log</c>.</summary>
/// <param name="Level">The level.</param>
/// <param name="Text">The text, without the prefix that Juju adds.</param>
public sealed record Logged(LogLevel Level, string Text) : HookEntry
{
    internal override HookEntry Through(TextPass texts) => this with { Text = texts.Text(Text) };
}

/// <summary><c>status-set</c>.</summary>
/// <param name="Status">The status.</param>
/// <param name="Message">The message.</param>
/// <param name="Application">True for the application's status.</param>
public sealed record StatusChanged(WorkloadStatus Status, string Message, bool Application) : HookEntry
{
    internal override string Line => $"{(Application ? "application " : "")}status {Status.ToString().ToLowerInvariant()}{(Message.Length == 0 ? "" : $" '{Message}'")}";

    internal override HookEntry Through(TextPass texts) => this with { Message = texts.Text(Message) };
}

/// <summary>A custom event was emitted: seen in process, or through the charm's log.</summary>
/// <param name="Name">Its name in kebab case: <c>credentials-changed</c>.</param>
/// <param name="Relation">The relation it is about; null if that cannot be told.</param>
/// <param name="Seen">The databag of the remote application as this hook sees it; what the event's properties show.</param>
public sealed record EventEmitted(string Name, RelationId? Relation, Databag Seen) : HookEntry
{
    /// <summary>The name that the charm's own library gives it, if that is another one (<c>storage-connection-info-changed</c>): then it
    /// comes by other rules than the contract's. Null for the contract's own event.</summary>
    public string? As { get; init; }

    internal override string Line => $"emits {Name}{(As is { } other ? $" (as {other})" : "")}";

    internal override HookEntry Through(TextPass texts) => this with { Seen = texts.Fields(Seen) };
}

/// <summary>The charm asked for something that Juju has and the simulation lacks. What it was answered is not what Juju would have answered, so
/// what its application does from this hook on does not tell how it behaves under Juju.</summary>
/// <param name="Command">The command as the charm gave it, without values that may be secret: <c>secret-get --label</c>.</param>
/// <param name="What">What the simulation has none of, for people: <c>secrets</c>, <c>resources</c>.</param>
/// <param name="Answer">What the charm was told.</param>
public sealed record Lacking(string Command, string What, string Answer) : HookEntry
{
    internal override string Line => $"{Command}: the simulation has no {What}";

    internal override HookEntry Through(TextPass texts) => this with { Command = texts.Text(Command), What = texts.Text(What), Answer = texts.Text(Answer) };
}

/// <summary>Any other hook command.</summary>
/// <param name="Text">The command, without values that may be secret.</param>
public sealed record OtherCommand(string Text) : HookEntry
{
    internal override HookEntry Through(TextPass texts) => new OtherCommand(texts.Text(Text));
}
