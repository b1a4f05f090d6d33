using System.Collections.Immutable;
using System.Text;

namespace S3Contract.Harness.Juju.Secrets;

/// <summary>What is in a revision of a secret: values in base64 under their keys, as Juju keeps them. Two are equal if they hold the same.</summary>
internal sealed class SecretContent : IEquatable<SecretContent>
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ImmutableSortedDictionary<string, string> _values;

    private SecretContent(ImmutableSortedDictionary<string, string> values) => _values = values;

    public static SecretContent Empty { get; } = new(ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal));

    public bool IsEmpty => _values.IsEmpty;

    /// <summary>The values in base64, by key.</summary>
    public IEnumerable<KeyValuePair<string, string>> Encoded => _values;

    /// <summary>The values as text, by key: those that are text, and those that are not as they stand here.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Texts => [.. _values.Select(item => KeyValuePair.Create(item.Key, TextOf(item.Value)))];

    /// <summary>Content of values in base64.</summary>
    public static SecretContent Of(IEnumerable<KeyValuePair<string, string>> encoded) => new(Empty._values.SetItems(encoded));

    /// <summary>Content of texts.</summary>
    public static SecretContent OfTexts(IEnumerable<KeyValuePair<string, string>> texts) =>
        Of(texts.Select(text => KeyValuePair.Create(text.Key, Convert.ToBase64String(Encoding.UTF8.GetBytes(text.Value)))));

    /// <summary>A value in base64; null if there is none of that key.</summary>
    public string? Get(string key) => _values.GetValueOrDefault(key);

    public void AddTo(ref Hash128 hash)
    {
        hash.Add(_values.Count);
        foreach ((string key, string value) in _values)
        {
            hash.Add(key);
            hash.Add(value);
        }
    }

    public bool Equals(SecretContent? other) => other is not null && (ReferenceEquals(this, other) || _values.SequenceEqual(other._values));

    public override bool Equals(object? obj) => Equals(obj as SecretContent);

    public override int GetHashCode() => _values.Count;

    private static string TextOf(string encoded)
    {
        try
        {
            return s_strict.GetString(Convert.FromBase64String(encoded));
        }
        catch (Exception failure) when (failure is FormatException or DecoderFallbackException)
        {
            return encoded;
        }
    }
}
