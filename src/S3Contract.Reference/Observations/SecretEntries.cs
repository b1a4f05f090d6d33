namespace S3Contract.Reference.Observations;

/// <summary><c>secret-get</c>: what is in a secret was read.</summary>
/// <param name="Secret">The secret, as Juju names it: <c>secret:9m4e2mr0ui3e8a215n4g</c>.</param>
/// <param name="Revision">Which revision.</param>
/// <param name="Content">What was seen.</param>
public sealed record SecretRead(string Secret, int Revision, IReadOnlyList<KeyValuePair<string, string>> Content) : HookEntry
{
    /// <summary>The label that was given; null if none was.</summary>
    public string? Label { get; init; }

    internal override HookEntry Through(TextPass texts) => this with { Content = texts.Secret(Content), Label = Label is null ? null : texts.Text(Label) };
}

/// <summary><c>secret-add</c> or <c>secret-set</c> was accepted (it takes effect if the hook succeeds).</summary>
/// <param name="Secret">The secret.</param>
/// <param name="Content">What it is to hold from then on; empty if that stays as it is.</param>
public sealed record SecretWrite(string Secret, IReadOnlyList<KeyValuePair<string, string>> Content) : HookEntry
{
    /// <summary>Who is to own a new secret, <c>application</c> or <c>unit</c>; null if the secret was there.</summary>
    public string? Owner { get; init; }

    /// <summary>The label that was given; null if none was.</summary>
    public string? Label { get; init; }

    internal override string Line => Owner is null ? "" : $"adds a secret of its {Owner}{(Label is null ? "" : $" '{Label}'")}";

    internal override HookEntry Through(TextPass texts) => this with { Content = texts.Secret(Content), Label = Label is null ? null : texts.Text(Label) };
}

/// <summary><c>secret-grant</c> or <c>secret-revoke</c> was accepted (it takes effect if the hook succeeds).</summary>
/// <param name="Secret">The secret.</param>
/// <param name="Subject">The application or unit that it is about.</param>
/// <param name="Granted">Granted, or revoked?</param>
public sealed record SecretAccess(string Secret, string Subject, bool Granted) : HookEntry
{
    /// <summary>The relation that a grant is for; null for what is revoked.</summary>
    public RelationId? Relation { get; init; }
}

/// <summary><c>secret-remove</c> was accepted (it takes effect if the hook succeeds).</summary>
/// <param name="Secret">The secret.</param>
public sealed record SecretRemoval(string Secret) : HookEntry
{
    /// <summary>The revision; null for the secret as a whole.</summary>
    public int? Revision { get; init; }
}
