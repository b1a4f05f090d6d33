using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Printing;

/// <summary>Makes answers that <see cref="OutputFormat"/> can print.</summary>
internal static class Answer
{
    public static SortedDictionary<string, object?> Map(params ReadOnlySpan<(string Key, object? Value)> entries)
    {
        SortedDictionary<string, object?> map = Empty();
        foreach ((string key, object? value) in entries)
            map[key] = value;
        return map;
    }

    public static SortedDictionary<string, object?> Map(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        SortedDictionary<string, object?> map = Empty();
        foreach ((string key, string value) in pairs)
            map[key] = value;
        return map;
    }

    /// <summary>A map in an order of its own, as Go prints a struct.</summary>
    public static KeyValuePair<string, object?>[] InOrder(params ReadOnlySpan<(string Key, object? Value)> entries)
    {
        var map = new KeyValuePair<string, object?>[entries.Length];
        for (int i = 0; i < map.Length; i++)
            map[i] = new(entries[i].Key, entries[i].Value);
        return map;
    }

    /// <summary>A parameter of an action: a value, null, a list or a map of them.</summary>
    public static object? Of(ActionParameter parameter)
    {
        if (parameter.Value is { } value)
            return value.Value;
        if (parameter.IsNull)
            return null;
        if (parameter.Items is { } items)
            return items.Select(Of).ToArray();

        SortedDictionary<string, object?> map = Empty();
        foreach ((string key, ActionParameter entry) in parameter.Entries)
            map[key] = Of(entry);
        return map;
    }

    public static SortedDictionary<string, object?> Empty() => new(CodePointOrder.Instance);

    /// <summary>Go sorts by bytes of UTF-8, which is the order of code points; UTF-16 differs for what lies beyond its first plane.</summary>
    private sealed class CodePointOrder : IComparer<string>
    {
        public static CodePointOrder Instance { get; } = new();

        public int Compare(string? x, string? y)
        {
            ReadOnlySpan<char> a = x;
            ReadOnlySpan<char> b = y;
            int same = a.CommonPrefixLength(b);
            if (same == a.Length || same == b.Length)
                return a.Length - b.Length;
            bool surrogate = char.IsSurrogate(a[same]);
            return surrogate == char.IsSurrogate(b[same]) ? a[same] - b[same] : surrogate ? 1 : -1;
        }
    }
}
