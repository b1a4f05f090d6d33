using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using S3Contract.Harness.Visible;

namespace S3Contract.Harness.Traces;

/// <summary>How steps stand in a file, and what is left out of one.</summary>
internal static class TraceSchema
{
    private static readonly JsonSerializerOptions s_options = new(TraceJsonContext.Default.Options)
    {
        // Readable: only what JSON itself demands is escaped.
        Encoder = VisibleJson.Encoder,
        TypeInfoResolver = TraceJsonContext.Default.WithAddedModifier(LeaveOutWhatIsUsual)
            .WithAddedModifier(LetNullsBeLeftOut),
    };

    /// <summary>How a step is written and read.</summary>
    public static JsonTypeInfo<Step> StepLine { get; } = (JsonTypeInfo<Step>)s_options.GetTypeInfo(typeof(Step));

    /// <summary>How the first line of a trace is written and read.</summary>
    public static JsonTypeInfo<TraceHeadLine> HeadLine { get; } = (JsonTypeInfo<TraceHeadLine>)s_options.GetTypeInfo(typeof(TraceHeadLine));

    /// <summary>The names that may stand under <c>type</c>, per base.</summary>
    public static IEnumerable<string> CasesOf(Type type) => s_options.GetTypeInfo(type).PolymorphismOptions!.DerivedTypes.Select(known => (string)known.TypeDiscriminator!);

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
