using System.Text.Json.Serialization;

namespace S3Contract.Harness.Traces;

/// <summary>The first line of a trace in a file.</summary>
/// <param name="Schema">Always <see cref="TraceJson.Schema"/>.</param>
/// <param name="Script">The name of the script that was run.</param>
/// <param name="Seed">The seed of the random values.</param>
/// <param name="Provider">Who played the provider.</param>
/// <param name="Requirer">Who played the requirer.</param>
internal sealed record TraceHeadLine(string Schema, string Script, ulong Seed, TracePlayer Provider, TracePlayer Requirer);

/// <summary>How steps look in JSON: the vocabulary of observations itself, each case with its name under <c>type</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowOutOfOrderMetadataProperties = true,
    AllowDuplicateProperties = false,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(UnitNameConverter), typeof(RelationIdConverter), typeof(DatabagConverter), typeof(PairsConverter),
        typeof(KebabConverter<HookKind>), typeof(KebabConverter<HookOutcome>), typeof(KebabConverter<LogLevel>),
        typeof(KebabConverter<WorkloadStatus>), typeof(KebabConverter<HandoverKind>), typeof(KebabConverter<Roles>),
    ])]
[JsonSerializable(typeof(TraceHeadLine))]
[JsonSerializable(typeof(Step))]
[JsonSerializable(typeof(HookStep))]
[JsonSerializable(typeof(ModelStep))]
[JsonSerializable(typeof(DatabagRead))]
[JsonSerializable(typeof(DatabagWrite))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(LeaderAsked))]
[JsonSerializable(typeof(Logged))]
[JsonSerializable(typeof(StatusChanged))]
[JsonSerializable(typeof(EventEmitted))]
[JsonSerializable(typeof(SecretRead))]
[JsonSerializable(typeof(SecretWrite))]
[JsonSerializable(typeof(SecretAccess))]
[JsonSerializable(typeof(SecretRemoval))]
[JsonSerializable(typeof(S3Asked))]
[JsonSerializable(typeof(S3Distrusted))]
[JsonSerializable(typeof(S3Changed))]
[JsonSerializable(typeof(Lacking))]
[JsonSerializable(typeof(OtherCommand))]
[JsonSerializable(typeof(ApplicationDeployed))]
[JsonSerializable(typeof(CharmRefreshed))]
[JsonSerializable(typeof(ApplicationRemoved))]
[JsonSerializable(typeof(UnitAdded))]
[JsonSerializable(typeof(UnitRemoved))]
[JsonSerializable(typeof(UnitGone))]
[JsonSerializable(typeof(RelationAdded))]
[JsonSerializable(typeof(RelationRemoved))]
[JsonSerializable(typeof(RelationGone))]
[JsonSerializable(typeof(LeaderMoved))]
[JsonSerializable(typeof(ConfigChanged))]
[JsonSerializable(typeof(ActionQueued))]
[JsonSerializable(typeof(Handover))]
[JsonSerializable(typeof(CredentialsIssued))]
[JsonSerializable(typeof(FaultArmed))]
[JsonSerializable(typeof(HookResolved))]
[JsonSerializable(typeof(SecretDue))]
[JsonSerializable(typeof(UserSecretSet))]
[JsonSerializable(typeof(UserSecretAccess))]
[JsonSerializable(typeof(UserSecretRemoved))]
[JsonSerializable(typeof(OperationRefused))]
[JsonSerializable(typeof(ModelQuiet))]
[JsonSerializable(typeof(ModelRestless))]
internal sealed partial class TraceJsonContext : JsonSerializerContext;
