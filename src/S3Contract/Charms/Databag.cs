using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace S3Contract.Charms;

/// <summary>
/// The settings that one application or one unit shows on a relation: text to text, immutable, ordered by key in code point order
/// (the order in which <c>relation-get</c> prints). A databag never holds an empty value: to set one is to delete the key
/// (Juju: <c>relation-set key=</c>).
/// </summary>
public sealed class Databag : IReadOnlyDictionary<string, string>, IEquatable<Databag>
{
    private readonly KeyValuePair<string, string>[] _items;

    private Databag(KeyValuePair<string, string>[] items) => _items = items;

    /// <summary>The databag with nothing in it.</summary>
    public static Databag Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _items.Select(item => item.Key);

    /// <inheritdoc/>
    public IEnumerable<string> Values => _items.Select(item => item.Value);

    /// <summary>The pairs, in the order of their keys; free of allocation to walk.</summary>
    public ReadOnlySpan<KeyValuePair<string, string>> Items => _items;

    /// <summary>The value under a key.</summary>
    /// <exception cref="KeyNotFoundException">The databag does not hold the key.</exception>
    public string this[string key] =>
        Get(key) ?? throw new KeyNotFoundException($"the databag holds no \"{key}\"");

    /// <summary>A databag with the given pairs, each later one replacing an earlier one with the same key.</summary>
    public static Databag From(IEnumerable<KeyValuePair<string, string>> pairs) => Empty.With(pairs);

    /// <summary>The value under a key, or null if the key is absent.</summary>
    public string? Get(string key)
    {
        foreach (ref readonly KeyValuePair<string, string> item in _items.AsSpan())
        {
            if (string.Equals(item.Key, key, StringComparison.Ordinal))
            {
                return item.Value;
            }
        }

        return null;
    }

    /// <summary>This databag with one key set, or deleted if the value is empty.</summary>
    public Databag With(string key, string value)
    {
        int at = 0;
        while (at < _items.Length && CompareByCodePoint(_items[at].Key, key) < 0)
        {
            at++;
        }

        bool present = at < _items.Length && string.Equals(_items[at].Key, key, StringComparison.Ordinal);
        if (value.Length == 0)
        {
            return present ? WithoutAt(at) : this;
        }

        if (present)
        {
            if (string.Equals(_items[at].Value, value, StringComparison.Ordinal))
            {
                return this;
            }

            var replaced = (KeyValuePair<string, string>[])_items.Clone();
            replaced[at] = new(key, value);
            return new Databag(replaced);
        }

        var grown = new KeyValuePair<string, string>[_items.Length + 1];
        _items.AsSpan(0, at).CopyTo(grown);
        grown[at] = new(key, value);
        _items.AsSpan(at).CopyTo(grown.AsSpan(at + 1));
        return new Databag(grown);
    }

    /// <summary>This databag with several keys set, or deleted where the value is empty.</summary>
    public Databag With(IEnumerable<KeyValuePair<string, string>> changes)
    {
        var items = new List<KeyValuePair<string, string>>(_items.Length + 8);
        items.AddRange(_items);
        bool changed = false;
        foreach (KeyValuePair<string, string> change in changes)
        {
            int at = 0;
            while (at < items.Count && CompareByCodePoint(items[at].Key, change.Key) < 0)
            {
                at++;
            }

            bool present = at < items.Count && string.Equals(items[at].Key, change.Key, StringComparison.Ordinal);
            if (present && string.Equals(items[at].Value, change.Value, StringComparison.Ordinal))
            {
                continue;
            }

            if (present && change.Value.Length == 0)
            {
                items.RemoveAt(at);
            }
            else if (present)
            {
                items[at] = change;
            }
            else if (change.Value.Length > 0)
            {
                items.Insert(at, change);
            }
            else
            {
                continue;
            }

            changed = true;
        }

        return changed ? new Databag([.. items]) : this;
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Get(key) is not null;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => (value = Get(key)) is not null;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Same keys with the same values.</summary>
    public bool Equals(Databag? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other._items.Length != _items.Length)
        {
            return false;
        }

        for (int i = 0; i < _items.Length; i++)
        {
            if (!string.Equals(_items[i].Key, other._items[i].Key, StringComparison.Ordinal)
                || !string.Equals(_items[i].Value, other._items[i].Value, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Databag);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (ref readonly KeyValuePair<string, string> item in _items.AsSpan())
        {
            hash.Add(item.Key, StringComparer.Ordinal);
            hash.Add(item.Value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>The keys only, so that no secret gets into a log by accident.</summary>
    public override string ToString() => $"{{{string.Join(", ", Keys)}}}";

    private Databag WithoutAt(int at)
    {
        if (_items.Length == 1)
        {
            return Empty;
        }

        var shrunk = new KeyValuePair<string, string>[_items.Length - 1];
        _items.AsSpan(0, at).CopyTo(shrunk);
        _items.AsSpan(at + 1).CopyTo(shrunk.AsSpan(at));
        return new Databag(shrunk);
    }

    // Ordinal comparison of UTF-16 puts U+FFxx after the surrogates that stand for U+1xxxx; code point order does not.
    internal static int CompareByCodePoint(string a, string b)
    {
        int length = Math.Min(a.Length, b.Length);
        for (int i = 0; i < length; i++)
        {
            if (a[i] != b[i])
            {
                bool surrogateA = char.IsSurrogate(a[i]);
                return surrogateA == char.IsSurrogate(b[i]) ? a[i].CompareTo(b[i]) : surrogateA ? 1 : -1;
            }
        }

        return a.Length.CompareTo(b.Length);
    }
}
