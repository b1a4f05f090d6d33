namespace S3Contract.Reference.State;

/// <summary>What is known of an application.</summary>
internal sealed record ApplicationState(string Name)
{
    private Remembered _hash;

    /// <summary>The hash of what a judgement may depend on.</summary>
    public Hash128 Hash => _hash.Of(this, StateFingerprint.Of);

    /// <summary>The sides it takes: those it was deployed for, and those of its relations.</summary>
    public Roles Role { get; init; }

    /// <summary>Does it make keys of its own? Then it owes an answer as soon as it is asked: nobody has to issue anything.</summary>
    public bool MakesOwnKeys { get; init; }

    /// <summary>Who leads it.</summary>
    public UnitName? Leader { get; init; }

    /// <summary>Is it being removed?</summary>
    public bool Removed { get; init; }

    /// <summary>What an operator gave it.</summary>
    public GivenValues? Given { get; init; }

    /// <summary>The keys it knows to belong together.</summary>
    public KeyPair? Pairs { get; init; }

    /// <summary>All fields that were issued to all of its requirers, the latest value of each.</summary>
    public Databag Issued { get; init; } = Databag.Empty;

    /// <summary>What the answers to all of its requirers are to show, beside the keys.</summary>
    public FieldWish[] Wishes { get; init; } = [];

    /// <summary>The buckets that were asked of it on relations that have ended.</summary>
    public EndedRequest[] Ended { get; init; } = [];

    /// <summary>Has it changed its leader, or lost a hook, in its life?</summary>
    public bool HadMishap { get; init; }

    /// <summary>Has what was issued last been handed to a leader, or is it on its way there?</summary>
    public bool Delivered { get; init; }

    /// <summary>The name of the operator's secret in which it was handed over; null if it was in another way.</summary>
    public string? KeysIn { get; init; }

    /// <summary>The names of the operator's secrets that it may read.</summary>
    public string[] MayRead { get; init; } = [];

    /// <summary>Can it know what was issued last?</summary>
    public bool HasIssued => Delivered && (KeysIn is null || Array.IndexOf(MayRead, KeysIn) >= 0);

    /// <summary>Has any of its units ever read a provider's keys, or emitted credentials-changed?</summary>
    public bool ShowsSeeing { get; init; }

    /// <summary>Has any hook of it ever succeeded? Before that, nothing tells a charm that is wrong from one that cannot be run here.</summary>
    public bool Runs { get; init; }

    /// <summary>Is something wrong with the S3 of the run? Then no hook of it is as in an ordinary life.</summary>
    public bool MissesS3 { get; init; }

    /// <summary>Has it ever made a bucket of an S3?</summary>
    public bool MakesBuckets { get; init; }

    /// <summary>The buckets that it has made, or found there.</summary>
    public string[] Buckets { get; init; } = [];

    /// <summary>Was a failed hook of one of its units marked as done without running again?</summary>
    public bool Skipped { get; init; }

    /// <summary>Why nothing that it does any more tells how it behaves under Juju: it asked for something that the simulation lacks; null if it
    /// never did.</summary>
    public string? Lacks { get; init; }

    /// <summary>How many of its hooks changed a databag (also one of its peer relations) since the model was last quiet or an operator changed
    /// something.</summary>
    public int Commits { get; init; }
}

/// <summary>What a relation that is no more had asked for.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Requirer">The application that asked.</param>
/// <param name="Bucket">The bucket it asked for last.</param>
internal sealed record EndedRequest(RelationId Relation, string Requirer, string Bucket);
