namespace S3Contract.Harness.Juju.Controller;

/// <content>Secrets, as a script and an operator have to do with them.</content>
public sealed partial class Simulation
{
    /// <summary>The secrets of an application and its units that have a rotation policy are due to be rotated.</summary>
    /// <param name="application">The application.</param>
    /// <param name="label">Only the one of this label; null for all.</param>
    internal bool RotateSecret(string application, string? label) =>
        Operate("rotate-secret " + application, Operator.RotateSecret(_draft.Begin(World), application, label));

    /// <summary>The revisions of the secrets of an application and its units that have a time of expiry have expired.</summary>
    internal bool ExpireSecret(string application, string? label) =>
        Operate("expire-secret " + application, Operator.ExpireSecret(_draft.Begin(World), application, label));

    /// <summary>Has an operator a secret of this name?</summary>
    internal bool HasUserSecret(string name) => Operator.HasUserSecret(World, name);

    /// <summary><c>juju add-secret</c>.</summary>
    internal bool AddSecret(string name, IReadOnlyList<KeyValuePair<string, string>> content) =>
        Operate("add-secret " + name, Operator.AddSecret(_draft.Begin(World), name, Real(content), Options.Juju));

    /// <summary><c>juju update-secret</c>.</summary>
    internal bool UpdateSecret(string name, IReadOnlyList<KeyValuePair<string, string>> content) =>
        Operate("update-secret " + name, Operator.UpdateSecret(_draft.Begin(World), name, Real(content), Options.Juju));

    /// <summary><c>juju update-secret</c>, or <c>juju add-secret</c> where there is none of that name.</summary>
    internal bool PutSecret(string name, IReadOnlyList<KeyValuePair<string, string>> content) =>
        HasUserSecret(name) ? UpdateSecret(name, content) : AddSecret(name, content);

    /// <summary><c>juju grant-secret</c>.</summary>
    internal bool GrantSecret(string name, string application) =>
        Operate($"grant-secret {name} {application}", Operator.GrantSecret(_draft.Begin(World), name, application, granted: true, Options.Juju));

    /// <summary><c>juju revoke-secret</c>.</summary>
    internal bool RevokeSecret(string name, string application) =>
        Operate($"revoke-secret {name} {application}", Operator.GrantSecret(_draft.Begin(World), name, application, granted: false, Options.Juju));

    /// <summary><c>juju remove-secret</c>.</summary>
    internal bool RemoveSecret(string name, int? revision) =>
        Operate("remove-secret " + name, Operator.RemoveSecret(_draft.Begin(World), name, revision, Options.Juju));
}
