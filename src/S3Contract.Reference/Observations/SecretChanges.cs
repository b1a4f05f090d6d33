namespace S3Contract.Reference.Observations;

/// <summary>A secret of a charm is to be rotated, or a revision of it has expired: its owner will be told.</summary>
/// <param name="Secret">The secret.</param>
public sealed record SecretDue(string Secret) : ModelChange
{
    /// <summary>The revision that has expired; null if the secret is to be rotated.</summary>
    public int? Revision { get; init; }

    internal override string Line => Revision is { } revision ? FormattableString.Invariant($"revision {revision} of {Secret} expires") : $"{Secret} is to be rotated";
}

/// <summary>An operator made a secret, or gave it new content.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Secret">The secret.</param>
/// <param name="Content">What it holds from now on.</param>
public sealed record UserSecretSet(string Name, string Secret, IReadOnlyList<KeyValuePair<string, string>> Content) : ModelChange
{
    /// <summary>Is it a new one?</summary>
    public bool Added { get; init; }

    /// <summary>What it carries out for the scenario; null if the operator did it by himself.</summary>
    public Handover? Handover { get; init; }

    internal override string Line => $"{(Added ? "add" : "update")}-secret {Name} ({Secret})";

    internal override ModelChange Through(TextPass texts) => this with { Content = texts.Secret(Content), Handover = Handover?.Through(texts) };
}

/// <summary>An operator lets an application read a secret, or no longer.</summary>
/// <param name="Name">The name of the secret.</param>
/// <param name="Application">The application.</param>
/// <param name="Granted">Granted, or revoked?</param>
public sealed record UserSecretAccess(string Name, string Application, bool Granted) : ModelChange
{
    internal override string Line => $"{(Granted ? "grant" : "revoke")}-secret {Name} {Application}";
}

/// <summary>An operator removed a secret.</summary>
/// <param name="Name">Its name.</param>
public sealed record UserSecretRemoved(string Name) : ModelChange
{
    /// <summary>The one revision that was removed; null for all.</summary>
    public int? Revision { get; init; }

    internal override string Line => $"remove-secret {Name}{(Revision is { } revision ? FormattableString.Invariant($" --revision {revision}") : "")}";
}
