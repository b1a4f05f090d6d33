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
    // So many changes are made sooner one by one than all at once.
    private const int Few = 8;

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
        int at = Find(key);
        return at >= 0 ? _items[at].Value : null;
    }

    /// <summary>This databag with one key set, or deleted if the value is empty.</summary>
    public Databag With(string key, string value)
    {
        int found = Find(key);
        bool present = found >= 0;
        int at = present ? found : ~found;
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
        if (changes is IReadOnlyList<KeyValuePair<string, string>> { Count: <= Few } few)
        {
            Databag databag = this;
            for (int i = 0; i < few.Count; i++)
            {
                databag = databag.With(few[i].Key, few[i].Value);
            }

            return databag;
        }

        // The last change of a key is the one that counts.
        Dictionary<string, string>? last = null;
        foreach ((string key, string value) in changes)
        {
            (last ??= new(StringComparer.Ordinal))[key] = value;
        }

        if (last is null)
        {
            return this;
        }

        KeyValuePair<string, string>[] set = [.. last];
        Array.Sort(set, static (a, b) => CompareByCodePoint(a.Key, b.Key));
        var items = new List<KeyValuePair<string, string>>(_items.Length + set.Length);
        int known = 0;
        foreach (KeyValuePair<string, string> change in set)
        {
            int order = -1;
            while (known < _items.Length && (order = CompareByCodePoint(_items[known].Key, change.Key)) < 0)
            {
                items.Add(_items[known++]);
            }

            if (known < _items.Length && order == 0)
            {
                known++;
            }

            if (change.Value.Length > 0)
            {
                items.Add(change);
            }
        }

        items.AddRange(_items.AsSpan(known));
        var changed = new Databag([.. items]);
        return changed.Equals(this) ? this : changed;
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

    // Where a key stands; the complement of where it would, if it is not there.
    private int Find(string key)
    {
        int low = 0;
        int high = _items.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = CompareByCodePoint(_items[middle].Key, key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

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
