using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace S3Contract.Harness.Traces;

/// <summary>The names that the cases of the vocabulary have in a file, and what is left out of one.</summary>
internal static class TraceSchema
{
    // The names of the cases are part of the file format: written out, so that renaming a type cannot change the format.
    private static readonly Dictionary<Type, (Type Type, string Name)[]> s_cases = new()
    {
        [typeof(Step)] = [(typeof(HookStep), "hook"), (typeof(ModelStep), "model")],
        [typeof(HookEntry)] =
        [
            (typeof(DatabagRead), "relation-get"), (typeof(DatabagWrite), "relation-set"), (typeof(Refusal), "refusal"),
            (typeof(LeaderAsked), "is-leader"), (typeof(Logged), "juju-log"), (typeof(StatusChanged), "status-set"),
            (typeof(EventEmitted), "event"), (typeof(Lacking), "lacking"), (typeof(OtherCommand), "command"),
        ],
        [typeof(ModelChange)] =
        [
            (typeof(ApplicationDeployed), "application-deployed"), (typeof(CharmRefreshed), "charm-refreshed"),
            (typeof(ApplicationRemoved), "application-removed"),
            (typeof(UnitAdded), "unit-added"), (typeof(UnitRemoved), "unit-removed"), (typeof(UnitGone), "unit-gone"),
            (typeof(RelationAdded), "relation-added"), (typeof(RelationRemoved), "relation-removed"), (typeof(RelationGone), "relation-gone"),
            (typeof(LeaderMoved), "leader-moved"), (typeof(ConfigChanged), "config-changed"), (typeof(ActionQueued), "action-queued"),
            (typeof(CredentialsIssued), "credentials-issued"), (typeof(FaultArmed), "fault-armed"), (typeof(HookResolved), "hook-resolved"),
            (typeof(OperationRefused), "operation-refused"), (typeof(ModelQuiet), "model-quiet"), (typeof(ModelRestless), "model-restless"),
        ],
    };

    private static readonly JsonSerializerOptions s_options = new(TraceJsonContext.Default.Options)
    {
        // Readable: only what JSON itself demands is escaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = TraceJsonContext.Default.WithAddedModifier(NameCases).WithAddedModifier(LeaveOutWhatIsUsual)
            .WithAddedModifier(LetNullsBeLeftOut),
    };

    /// <summary>How a step is written and read.</summary>
    public static JsonTypeInfo<Step> StepLine { get; } = (JsonTypeInfo<Step>)s_options.GetTypeInfo(typeof(Step));

    /// <summary>How the first line of a trace is written and read.</summary>
    public static JsonTypeInfo<TraceHeadLine> HeadLine { get; } = (JsonTypeInfo<TraceHeadLine>)s_options.GetTypeInfo(typeof(TraceHeadLine));

    /// <summary>The names that may stand under <c>type</c>, per base.</summary>
    public static IEnumerable<string> CasesOf(Type type) => s_cases[type].Select(known => known.Name);

    private static void NameCases(JsonTypeInfo type)
    {
        if (s_cases.TryGetValue(type.Type, out (Type Type, string Name)[]? cases))
        {
            type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "type" };
            foreach ((Type derived, string name) in cases)
            {
                type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(derived, name));
            }
        }
    }

    // What most steps have none of is not written: no line of a script, no output, first attempt.
    private static void LeaveOutWhatIsUsual(JsonTypeInfo type)
    {
        if (type.Type != typeof(HookStep) && type.Type != typeof(ModelStep))
        {
            return;
        }

        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.Name is "stdout" or "stderr" or "entries" or "commits" or "line" or "attempt")
            {
                property.ShouldSerialize = (_, value) => value is not (null or "" or 0 or System.Collections.ICollection { Count: 0 });
            }
        }
    }

    // A null is not written; so it need not be there to be read.
    private static void LetNullsBeLeftOut(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.IsSetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null)
            {
                property.IsRequired = false;
            }
        }
    }
}
