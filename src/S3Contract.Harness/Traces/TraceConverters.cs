using System.Text.Json;
using System.Text.Json.Serialization;

namespace S3Contract.Harness.Traces;

/// <summary>A unit is written as its name: <c>"mysql/0"</c>.</summary>
internal sealed class UnitNameConverter : JsonConverter<UnitName>
{
    public override UnitName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && UnitName.TryParse(reader.GetString(), out UnitName unit)
            ? unit
            : throw new JsonException("expected a unit name such as \"mysql/0\"");

    public override void Write(Utf8JsonWriter writer, UnitName value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>A relation is written as its number.</summary>
internal sealed class RelationIdConverter : JsonConverter<RelationId>
{
    public override RelationId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number) && number >= 0
            ? new RelationId(number)
            : throw new JsonException("expected the number of a relation");

    public override void Write(Utf8JsonWriter writer, RelationId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
}

/// <summary>A databag is written as an object, its keys in the databag's own order.</summary>
internal sealed class DatabagConverter : JsonConverter<Databag>
{
    public override Databag Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("expected a databag: an object of texts");
        }

        var pairs = new List<KeyValuePair<string, string>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string key = reader.GetString()!;
            reader.Read();
            string? value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            if (string.IsNullOrEmpty(value))
            {
                throw new JsonException("expected a text with at least one character (a databag holds nothing else)");
            }

            pairs.Add(new(key, value));
        }

        return Databag.From(pairs);
    }

    public override void Write(Utf8JsonWriter writer, Databag value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (ref readonly KeyValuePair<string, string> item in value.Items)
        {
            writer.WriteString(item.Key, item.Value);
        }

        writer.WriteEndObject();
    }
}

/// <summary>An ordered list of names with values, in which a name may come twice, is written as an array of two-element arrays.</summary>
internal sealed class PairsConverter : JsonConverter<IReadOnlyList<KeyValuePair<string, string>>>
{
    private const string Expected = "expected a list of pairs: [[\"name\",\"value\"],...]";

    public override IReadOnlyList<KeyValuePair<string, string>> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Require(reader.TokenType == JsonTokenType.StartArray);
        var pairs = new List<KeyValuePair<string, string>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Require(reader.TokenType == JsonTokenType.StartArray);
            pairs.Add(new(Text(ref reader), Text(ref reader)));
            Require(reader.Read() && reader.TokenType == JsonTokenType.EndArray);
        }

        return pairs;
    }

    public override void Write(
        Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, string>> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach ((string key, string text) in value)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(key);
            writer.WriteStringValue(text);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        Require(reader.Read() && reader.TokenType == JsonTokenType.String);
        return reader.GetString()!;
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new JsonException(Expected);
        }
    }
}

/// <summary>A case of an enumeration is written in kebab case; an unknown one is refused with all that are known.</summary>
internal sealed class KebabConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private static readonly KeyValuePair<string, TEnum>[] s_cases =
    [
        .. Enum.GetValues<TEnum>().Select(value => KeyValuePair.Create(JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()), value)),
    ];

    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach ((string name, TEnum value) in s_cases)
            {
                if (reader.ValueTextEquals(name))
                {
                    return value;
                }
            }
        }

        throw new JsonException($"expected one of {string.Join(", ", s_cases.Select(known => known.Key))}");
    }

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options)
    {
        foreach ((string name, TEnum known) in s_cases)
        {
            if (EqualityComparer<TEnum>.Default.Equals(known, value))
            {
                writer.WriteStringValue(name);
                return;
            }
        }

        throw new JsonException($"{value} is no case of {typeof(TEnum).Name}");
    }
}
