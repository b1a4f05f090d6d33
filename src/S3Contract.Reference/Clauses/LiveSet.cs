namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on what is due once the model is quiet, in the version that a relation speaks. Null is what that version does not ask for.</summary>
internal sealed record LiveSet(Clause Asked, Clause Answered, Clause LatestCredentials, Clause EveryUnit)
{
    public Clause? AskedAtOnce { get; private init; }

    public Clause? AskedAfterLeaderChange { get; private init; }

    public Clause? AnsweredAtOnce { get; private init; }

    public Clause? AnsweredAfterLeaderChange { get; private init; }

    public Clause? LatestAfterLeaderChange { get; private init; }

    public Clause? EachRelation { get; private init; }

    public Clause? WithdrawnSeen { get; private init; }

    public Clause? AfterRetry { get; private init; }

    public Clause? AfterScaling { get; private init; }

    public Clause? AfterRelatingAgain { get; private init; }

    private static readonly LiveSet s_v0 = new(LiveClauses.Asked, LiveClauses.Answered, LiveClauses.LatestCredentials, LiveClauses.EveryUnit)
    {
        AskedAtOnce = LiveClauses.AskedAtOnce,
        AskedAfterLeaderChange = LiveClauses.AskedAfterLeaderChange,
        AnsweredAtOnce = LiveClauses.AnsweredAtOnce,
        AnsweredAfterLeaderChange = LiveClauses.AnsweredAfterLeaderChange,
        LatestAfterLeaderChange = LiveClauses.LatestAfterLeaderChange,
        EachRelation = IsolationClauses.EachRelation,
        WithdrawnSeen = LiveClauses.WithdrawnSeen,
        AfterRetry = LiveClauses.AfterRetry,
        AfterScaling = LiveClauses.AfterScaling,
        AfterRelatingAgain = LiveClauses.AfterRelatingAgain,
    };

    private static readonly LiveSet s_v1 = new(
        SecretLiveClauses.Asked, SecretLiveClauses.Answered, SecretLiveClauses.LatestCredentials, SecretLiveClauses.EveryUnit)
    {
        AskedAtOnce = SecretLiveClauses.AskedAtOnce,
        AskedAfterLeaderChange = SecretLiveClauses.AskedAfterLeaderChange,
        AnsweredAtOnce = SecretLiveClauses.AnsweredAtOnce,
        AnsweredAfterLeaderChange = SecretLiveClauses.AnsweredAfterLeaderChange,
        LatestAfterLeaderChange = SecretLiveClauses.LatestAfterLeaderChange,
        EachRelation = IsolationClauses.EachRelationsSecret,
        WithdrawnSeen = SecretLiveClauses.WithdrawnSeen,
        AfterRetry = SecretLiveClauses.AfterRetry,
        AfterScaling = SecretLiveClauses.AfterScaling,
        AfterRelatingAgain = SecretLiveClauses.AfterRelatingAgain,
    };

    private static readonly LiveSet s_mixed = new(MixedClauses.Asked, MixedClauses.Answered, MixedClauses.Latest, MixedClauses.EveryUnit);

    /// <summary>Those of a version.</summary>
    public static LiveSet Of(ContractVersion version) => version switch
    {
        ContractVersion.V1 => s_v1,
        ContractVersion.Mixed => s_mixed,
        _ => s_v0,
    };
}
