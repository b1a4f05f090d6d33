namespace S3Contract.Harness.Juju.Hooks;

/// <content>What Juju has and the simulation lacks. A charm that asks for it is answered as well as can be, and the asking is recorded as
/// <see cref="Lacking"/>: from then on nothing is told of its application.</content>
public sealed partial class HookTransaction
{
    private const string SecretsAreLacking = "secrets";

    /// <summary>The first secret that the hook changed and that does not exist: Juju finds that out in the flush, and refuses it.</summary>
    internal string? UnknownSecret { get; private set; }

    /// <summary><c>secret-ids</c>: none, which is true of a model in which nothing was ever added.</summary>
    public IReadOnlyList<string> SecretIds()
    {
        RequireOfThisJuju("secret-ids");
        Record(new OtherCommand("secret-ids"));
        return [];
    }

    /// <summary><c>secret-add</c>: always refused, as the simulation has no secrets.</summary>
    /// <param name="application">Is the application to own it? Then only the leader may add it.</param>
    public HookCommandException SecretAdd(bool application)
    {
        RequireOfThisJuju("secret-add");
        return application && !_leads
            ? Refuse("secret-add", "this unit is not the leader")
            : Lack("secret-add", SecretsAreLacking, "secrets are not supported yet by the simulated Juju of s3contract");
    }

    /// <summary><c>secret-get</c>, <c>secret-info-get</c>, <c>secret-grant</c>: there is no such secret, since there is none at all.</summary>
    /// <param name="command">The command, with its flags.</param>
    /// <param name="id">The secret's bare id; null if it is asked for by label.</param>
    /// <param name="label">The label.</param>
    public HookCommandException SecretNotFound(string command, string? id, string label = "")
    {
        RequireOfThisJuju(command);
        return Lack(command, SecretsAreLacking, id is null ? $"consumer label \"{label}\" not found" : $"secret \"{id}\" not found");
    }

    /// <summary><c>secret-set</c>, <c>secret-remove</c>, <c>secret-revoke</c>: accepted, and refused by the flush, as of any secret that the
    /// agent does not know (§4.6).</summary>
    /// <param name="command">The command, with its flags.</param>
    /// <param name="id">The secret's bare id.</param>
    public void SecretChange(string command, string id)
    {
        RequireOfThisJuju(command);
        UnknownSecret ??= id;
        Record(new Lacking(command, SecretsAreLacking, $"secret \"{id}\" not found (in the flush)"));
    }

    /// <summary>Any other command that needs what the simulation lacks.</summary>
    /// <param name="command">The command, without values.</param>
    /// <param name="what">What there is none of, for people.</param>
    /// <param name="answer">What the charm is told.</param>
    public HookCommandException Lack(string command, string what, string answer)
    {
        RequireOfThisJuju(command);
        Record(new Lacking(command, what, answer));
        return new HookCommandException(command, answer);
    }
}
