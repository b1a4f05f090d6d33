using System.Globalization;

namespace S3Contract.Charms;

/// <summary>The name of a unit: its application and a number, written <c>mysql/0</c>. Names sort as text, as Juju sorts them
/// (<c>app/10</c> before <c>app/2</c>).</summary>
/// <param name="Application">The application the unit belongs to.</param>
/// <param name="Number">The unit's number, from 0 up; Juju never uses a number twice.</param>
public readonly record struct UnitName(string Application, int Number) : IComparable<UnitName>
{
    /// <summary>Reads <c>application/number</c>.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="unit">The unit named, if the text is a unit name.</param>
    /// <returns>False if the text is not a unit name.</returns>
    public static bool TryParse(string? text, out UnitName unit)
    {
        unit = default;
        int slash = text is null ? -1 : text.LastIndexOf('/');
        if (slash <= 0 || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return false;
        }

        unit = new UnitName(text![..slash], number);
        return !unit.Application.Contains('/', StringComparison.Ordinal);
    }

    /// <summary>Reads <c>application/number</c>.</summary>
    /// <exception cref="FormatException">The text is not a unit name.</exception>
    public static UnitName Parse(string text) =>
        TryParse(text, out UnitName unit) ? unit : throw new FormatException($"\"{text}\" is not a unit name such as mysql/0");

    /// <summary>Compares as text, as Juju does.</summary>
    public int CompareTo(UnitName other)
    {
        int byApplication = string.CompareOrdinal(Application, other.Application);
        return byApplication != 0 && !IsPrefixPair(Application, other.Application)
            ? byApplication
            : string.CompareOrdinal(ToString(), other.ToString());
    }

    /// <summary>The name as Juju writes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Application}/{Number}");

    private static bool IsPrefixPair(string a, string b) =>
        a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal);
}
