namespace S3Contract.Harness.Juju.Model;

/// <summary>Copy-on-write for the short arrays that a <see cref="World"/> is made of.</summary>
internal static class ArrayCopies
{
    public static T[] Replaced<T>(this T[] items, int at, T item)
    {
        var copy = new T[items.Length];
        items.AsSpan().CopyTo(copy);
        copy[at] = item;
        return copy;
    }

    public static T[] Inserted<T>(this T[] items, int at, T item)
    {
        var copy = new T[items.Length + 1];
        items.AsSpan(0, at).CopyTo(copy);
        copy[at] = item;
        items.AsSpan(at).CopyTo(copy.AsSpan(at + 1));
        return copy;
    }

    public static T[] Appended<T>(this T[] items, T item) => items.Inserted(items.Length, item);

    public static T[] Without<T>(this T[] items, int at)
    {
        if (items.Length == 1)
        {
            return [];
        }

        var copy = new T[items.Length - 1];
        items.AsSpan(0, at).CopyTo(copy);
        items.AsSpan(at + 1).CopyTo(copy.AsSpan(at));
        return copy;
    }
}
