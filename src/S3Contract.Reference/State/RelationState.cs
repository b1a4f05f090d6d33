namespace S3Contract.Reference.State;

/// <summary>What happened to a relation that makes a duty harder to keep.</summary>
[Flags]
internal enum Ordeals
{
    None = 0,

    /// <summary>The leader changed while the duty was open.</summary>
    LeaderMoved = 1,

    /// <summary>A hook failed or was killed.</summary>
    Retried = 2,

    /// <summary>Units came or went.</summary>
    Scaled = 4,
}

/// <summary>What is known of one relation of the interface.</summary>
internal sealed record RelationState(RelationId Id, string Provider, string ProviderEndpoint, string Requirer, string RequirerEndpoint)
{
    private Remembered _hash;

    /// <summary>The hash of what a judgement may depend on.</summary>
    public Hash128 Hash => _hash.Of(this, StateFingerprint.Of);

    /// <summary>Is it being removed?</summary>
    public bool Leaving { get; init; }

    /// <summary>Were the two endpoints related before?</summary>
    public bool Again { get; init; }

    /// <summary>The provider's application databag, as committed.</summary>
    public Databag Answer { get; init; } = Databag.Empty;

    /// <summary>The requirer's application databag, as committed.</summary>
    public Databag Request { get; init; } = Databag.Empty;

    /// <summary>The version that the provider speaks; <see cref="ContractVersion.Any"/> as long as it has written nothing that tells.</summary>
    public ContractVersion ProviderSpeaks { get; init; }

    /// <summary>The version that the requirer speaks; <see cref="ContractVersion.Any"/> as long as it has written nothing that tells.</summary>
    public ContractVersion RequirerSpeaks { get; init; }

    /// <summary>The sides whose version is not told from what they write.</summary>
    public Roles Pinned { get; init; }

    /// <summary>The sides whose charm was replaced by another revision while the relation lived.</summary>
    public Roles Refreshed { get; init; }

    /// <summary>What is odd about the answer.</summary>
    public Odds AnswerOdds { get; init; } = Odds.Empty;

    /// <summary>What is odd about the request.</summary>
    public Odds RequestOdds { get; init; } = Odds.Empty;

    /// <summary>The bucket asked for; null if none is.</summary>
    public string? Asked { get; init; }

    /// <summary>Was it asked for before the provider had written anything?</summary>
    public bool AskedFirst { get; init; }

    /// <summary>The bucket of the answer.</summary>
    public string? Bucket { get; init; }

    /// <summary>The id of the secret that the answer names; null if it names none.</summary>
    public string? Secret { get; init; }

    /// <summary>The access key of the answer: in the secret that it names, or in clear.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret key of the answer: in the secret that it names, or in clear.</summary>
    public string? SecretKey { get; init; }

    /// <summary>Are the keys those in the secret, and not in clear?</summary>
    public bool InSecret { get; init; }

    /// <summary>Have keys ever stood in clear where no secret was asked for?</summary>
    public bool EverInClear { get; init; }

    /// <summary>Has the provider's leader run relation-broken?</summary>
    public bool LeaderBroke { get; init; }

    /// <summary>How often the keys of the answer have changed.</summary>
    public int Version { get; init; }

    /// <summary>Was it ever answered in full?</summary>
    public bool EverAnswered { get; init; }

    /// <summary>The access key and secret key that are to be shown; null if nothing was issued for it.</summary>
    public string? DueAccessKey { get; init; }

    /// <summary>See <see cref="DueAccessKey"/>.</summary>
    public string? DueSecretKey { get; init; }

    /// <summary>Were the due keys issued for this relation alone?</summary>
    public bool DueIsOwn { get; init; }

    /// <summary>The access key of the pair that was issued to all relations after that; showing it is as good.</summary>
    public string? AlsoAccessKey { get; init; }

    /// <summary>See <see cref="AlsoAccessKey"/>.</summary>
    public string? AlsoSecretKey { get; init; }

    /// <summary>What was issued for this relation alone, beside the keys.</summary>
    public FieldWish[] Wishes { get; init; } = [];

    /// <summary>The bucket that a leader of the provider has handled last; null if none.</summary>
    public string? Handled { get; init; }

    /// <summary>False if what was handled cannot be known, because somebody meddled with the library's bookkeeping.</summary>
    public bool HandledIsKnown { get; init; } = true;

    /// <summary>What made it hard for the provider.</summary>
    public Ordeals ProviderOrdeals { get; init; }

    /// <summary>What made it hard for the requirer.</summary>
    public Ordeals RequirerOrdeals { get; init; }

    /// <summary>Has the provider's leader run update-status since its duty arose?</summary>
    public bool ProviderWaited { get; init; }

    /// <summary>Has the requirer's leader run update-status since its duty arose?</summary>
    public bool RequirerWaited { get; init; }

    /// <summary>The version that the relation speaks: that of both sides, or of the only one that has shown it.</summary>
    public ContractVersion Speaks => RequirerSpeaks == ProviderSpeaks || RequirerSpeaks == ContractVersion.Any ? Told(ProviderSpeaks)
        : ProviderSpeaks == ContractVersion.Any ? RequirerSpeaks
        : ContractVersion.Mixed;

    /// <summary>The version by which a side is judged: as long as it has not shown which it speaks, and the other speaks version 1, that of two.</summary>
    public ContractVersion SpeaksFor(Roles role) =>
        Speaks == ContractVersion.V1 && (role == Roles.Provider ? ProviderSpeaks : RequirerSpeaks) == ContractVersion.Any ? ContractVersion.Mixed : Speaks;

    /// <summary>Does the requirer take the keys in a secret?</summary>
    public bool AsksForSecrets => RequirerSpeaks == ContractVersion.V1 && ContractFields.AsksForSecrets(Request.Get(ContractFields.RequestedSecrets));

    /// <summary>Has the requirer said what it wants: a bucket, or between two sides of version 1 that it speaks that?</summary>
    public bool HasAsked => Speaks == ContractVersion.V1 ? ContractFields.Announced(Request) is not null : Asked is not null;

    /// <summary>Are both keys there?</summary>
    public bool HasKeys => AccessKey is not null && SecretKey is not null;

    /// <summary>Were there keys, and is neither there any more?</summary>
    public bool IsWithdrawn => Version > 0 && AccessKey is null && SecretKey is null;

    /// <summary>Are both keys there, and the bucket, without which an answer of version 0 is none?</summary>
    public bool IsComplete => HasKeys && (Bucket is not null || Speaks != ContractVersion.V0);

    /// <summary>Does the requirer speak version 1, and wait for the provider, which has written nothing, to write something first? A provider of version 1 does so
    /// unprompted.</summary>
    public bool AwaitsProvider => Asked is null && Answer.Count == 0 && (RequirerSpeaks == ContractVersion.V1 || Request.ContainsKey(ContractFields.RequestedSecrets));

    /// <summary>Are the keys shown other than those that are due?</summary>
    public bool IsOutdated => HasKeys && DueAccessKey is not null
        && !(string.Equals(AccessKey, DueAccessKey, StringComparison.Ordinal)
            && string.Equals(SecretKey, DueSecretKey, StringComparison.Ordinal))
        && !(string.Equals(AccessKey, AlsoAccessKey, StringComparison.Ordinal)
            && string.Equals(SecretKey, AlsoSecretKey, StringComparison.Ordinal));

    private static ContractVersion Told(ContractVersion speaks) => speaks == ContractVersion.Any ? ContractVersion.V0 : speaks;

    /// <summary>The side that an application takes in it.</summary>
    public Roles RoleOf(string application) =>
        string.Equals(application, Provider, StringComparison.Ordinal) ? Roles.Provider
        : string.Equals(application, Requirer, StringComparison.Ordinal) ? Roles.Requirer
        : Roles.None;

    /// <summary>Is its life told by the charts of this version: those of the version that it speaks, of both as long as nobody has shown which? What two
    /// versions have with each other is told by those of version 0.</summary>
    public bool IsIn(ContractVersion charts) =>
        (ProviderSpeaks == ContractVersion.Any && RequirerSpeaks == ContractVersion.Any) || (charts == ContractVersion.V1) == (Speaks == ContractVersion.V1);

    /// <summary>The state in the provider's chart.</summary>
    public string ProviderPhase => Leaving ? "leaving"
        : !HasKeys ? HasAsked ? "asked" : "idle"
        : IsOutdated ? HasAsked ? "outdated" : "offer outdated"
        : HasAsked ? "answered" : "offered";

    /// <summary>The state in the requirer's chart.</summary>
    public string RequirerPhase => Leaving ? "leaving" : HasAsked ? "asking" : "silent";
}
