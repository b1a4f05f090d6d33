using System.Globalization;
using System.Numerics;

namespace S3Contract;

/// <summary>What kind of value a <see cref="S3Value"/> is.</summary>
public enum S3ValueKind
{
    /// <summary>JSON's <c>null</c>.</summary>
    Null,

    /// <summary>Text.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number of any size.</summary>
    WholeNumber,

    /// <summary>A floating point number, which may be infinite or not a number.</summary>
    FloatingPoint,

    /// <summary>A list of values.</summary>
    List,

    /// <summary>Members with names, in the order in which they were given; each name once.</summary>
    Map,
}

/// <summary>
/// The value of an option in the connection info. The Python library puts what it finds in a databag through <c>json.loads</c>, so an
/// option can be any JSON value (and a little more: numbers that are infinite, whole numbers of any size). System.Text.Json's own node
/// types cannot hold all of these, hence this type. Text converts by itself: <c>["region"] = "eu-west-1"</c>.
/// </summary>
public readonly struct S3Value : IEquatable<S3Value>
{
    private readonly object? _reference;
    private readonly long _bits;

    private S3Value(S3ValueKind kind, object? reference, long bits)
    {
        Kind = kind;
        _reference = reference;
        _bits = bits;
    }

    /// <summary>JSON's <c>null</c>.</summary>
    public static S3Value Null => default;

    /// <summary>What kind of value this is.</summary>
    public S3ValueKind Kind { get; }

    /// <summary>The text; null if this is no text.</summary>
    public string? Text => Kind == S3ValueKind.Text ? (string)_reference! : null;

    /// <summary>The truth value; null if this is none.</summary>
    public bool? Boolean => Kind == S3ValueKind.Boolean ? _bits != 0 : null;

    /// <summary>The whole number; null if this is none.</summary>
    public BigInteger? WholeNumber => Kind == S3ValueKind.WholeNumber ? (BigInteger)_reference! : null;

    /// <summary>The floating point number; null if this is none (a whole number is none).</summary>
    public double? FloatingPoint => Kind == S3ValueKind.FloatingPoint ? BitConverter.Int64BitsToDouble(_bits) : null;

    /// <summary>The items of a list; null if this is no list.</summary>
    public IReadOnlyList<S3Value>? Items => Kind == S3ValueKind.List ? (IReadOnlyList<S3Value>)_reference! : null;

    /// <summary>The members of a map, in order; null if this is no map.</summary>
    public IReadOnlyList<KeyValuePair<string, S3Value>>? Members =>
        Kind == S3ValueKind.Map ? (IReadOnlyList<KeyValuePair<string, S3Value>>)_reference! : null;

    /// <summary>A text; null becomes JSON's null.</summary>
    public static implicit operator S3Value(string? value) => value is null ? Null : new(S3ValueKind.Text, value, 0);

    /// <summary>A truth value.</summary>
    public static implicit operator S3Value(bool value) => new(S3ValueKind.Boolean, null, value ? 1 : 0);

    /// <summary>A whole number.</summary>
    public static implicit operator S3Value(int value) => (BigInteger)value;

    /// <summary>A whole number.</summary>
    public static implicit operator S3Value(BigInteger value) => new(S3ValueKind.WholeNumber, value, 0);

    /// <summary>A floating point number.</summary>
    public static implicit operator S3Value(double value) => new(S3ValueKind.FloatingPoint, null, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A list of texts, as the options <c>attributes</c> and <c>tls-ca-chain</c> take.</summary>
    public static implicit operator S3Value(string[] texts) => Texts(texts);

    /// <summary>Reads JSON as Python does (<c>json.loads</c>): what an operator gives for a list is a text.</summary>
    public static bool TryParse(string json, out S3Value value) => PythonJsonReader.TryRead(json, out value);

    /// <summary>A list of texts, as the options <c>attributes</c> and <c>tls-ca-chain</c> take.</summary>
    public static S3Value Texts(IEnumerable<string> texts) => List(texts.Select(text => (S3Value)text).ToArray());

    /// <summary>A list.</summary>
    public static S3Value List(IReadOnlyList<S3Value> items) => new(S3ValueKind.List, items, 0);

    /// <summary>A map (a JSON object); of members with the same name the last counts.</summary>
    public static S3Value Map(IReadOnlyList<KeyValuePair<string, S3Value>> members)
    {
        var places = new Dictionary<string, int>(members.Count, StringComparer.Ordinal);
        var unique = new List<KeyValuePair<string, S3Value>>(members.Count);
        foreach (KeyValuePair<string, S3Value> member in members)
        {
            if (places.TryAdd(member.Key, unique.Count))
            {
                unique.Add(member);
            }
            else
            {
                unique[places[member.Key]] = member;
            }
        }

        return new(S3ValueKind.Map, unique, 0);
    }

    /// <summary>The texts, if this is a list of nothing but texts; else null.</summary>
    public IReadOnlyList<string>? AsTexts()
    {
        if (Items is not { } items)
        {
            return null;
        }

        var texts = new string[items.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            if (items[i].Text is not { } text)
            {
                return null;
            }

            texts[i] = text;
        }

        return texts;
    }

    /// <summary>Same kind and same value; whole and floating point numbers are never equal, and not-a-number equals itself.
    /// The order of a map's members does not count.</summary>
    public bool Equals(S3Value other) => Kind == other.Kind && Kind switch
    {
        S3ValueKind.Null => true,
        S3ValueKind.Text => string.Equals((string)_reference!, (string)other._reference!, StringComparison.Ordinal),
        S3ValueKind.Boolean => _bits == other._bits,
        S3ValueKind.WholeNumber => ((BigInteger)_reference!).Equals((BigInteger)other._reference!),
        S3ValueKind.FloatingPoint => BitConverter.Int64BitsToDouble(_bits).Equals(BitConverter.Int64BitsToDouble(other._bits)),
        S3ValueKind.List => Items!.SequenceEqual(other.Items!),
        _ => SameMembers(Members!, other.Members!),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is S3Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        S3ValueKind.Text => string.GetHashCode((string)_reference!, StringComparison.Ordinal),
        S3ValueKind.WholeNumber => _reference!.GetHashCode(),
        S3ValueKind.FloatingPoint => BitConverter.Int64BitsToDouble(_bits).GetHashCode(),
        S3ValueKind.List => HashCode.Combine(Kind, Items!.Count),
        S3ValueKind.Map => HashCode.Combine(Kind, Members!.Count),
        _ => HashCode.Combine(Kind, _bits),
    };

    /// <summary>Same value.</summary>
    public static bool operator ==(S3Value left, S3Value right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(S3Value left, S3Value right) => !left.Equals(right);

    /// <summary>The kind only, so that no secret gets into a log by accident.</summary>
    public override string ToString() => Kind switch
    {
        S3ValueKind.List => string.Create(CultureInfo.InvariantCulture, $"list of {Items!.Count}"),
        S3ValueKind.Map => string.Create(CultureInfo.InvariantCulture, $"map of {Members!.Count}"),
        _ => Kind.ToString(),
    };

    private static bool SameMembers(
        IReadOnlyList<KeyValuePair<string, S3Value>> left, IReadOnlyList<KeyValuePair<string, S3Value>> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        var others = new Dictionary<string, S3Value>(right, StringComparer.Ordinal);
        return left.All(member => others.TryGetValue(member.Key, out S3Value value) && value.Equals(member.Value));
    }
}
