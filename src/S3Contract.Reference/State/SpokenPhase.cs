namespace S3Contract.Reference.State;

/// <summary>The states of a relation in the charts of version 1.</summary>
internal static class SpokenPhase
{
    /// <summary>The state in the provider's chart.</summary>
    public static string OfProvider(RelationState relation) => relation switch
    {
        { Leaving: true } => "leaving",
        { HasKeys: true, InSecret: true } => relation.IsOutdated ? "stale" : "shared",
        { HasKeys: true } => "in clear",
        _ => (ContractFields.Announced(relation.Answer), ContractFields.Announced(relation.Request)) switch
        {
            (null, null) => "silent",
            (null, _) => "called",
            (_, null) => "announced",
            _ => "requested",
        },
    };

    /// <summary>The state in the requirer's chart.</summary>
    public static string OfRequirer(RelationState relation) =>
        relation.Leaving ? "leaving" : relation.AsksForSecrets ? "asking" : ContractFields.Announced(relation.Request) is null ? "silent" : "announced";
}
