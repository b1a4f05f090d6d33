using System.Globalization;

namespace S3Contract.Charms;

/// <summary>The number of a relation. One sequence per model, never used twice; both sides see the same number, each with the name of
/// its own endpoint in front (<c>s3-credentials:7</c>).</summary>
/// <param name="Number">The number, from 0 up.</param>
public readonly record struct RelationId(int Number) : IComparable<RelationId>
{
    /// <summary>So that a literal number can stand where a relation is meant, as in the Python library.</summary>
    public static implicit operator RelationId(int number) => new(number);

    /// <summary>Reads a relation's name at an endpoint, <c>endpoint:number</c>, or its bare number.</summary>
    /// <returns>False if the text names no relation.</returns>
    public static bool TryParse(string? text, out RelationId relation)
    {
        bool read = int.TryParse(
            text.AsSpan((text?.LastIndexOf(':') ?? -1) + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        relation = number;
        return read;
    }

    /// <summary>Compares by number. (Juju lists relations in the order of their text instead.)</summary>
    public int CompareTo(RelationId other) => Number.CompareTo(other.Number);

    /// <summary>The name Juju gives the relation at an endpoint, <c>endpoint:number</c>.</summary>
    public string At(string endpoint) => string.Create(CultureInfo.InvariantCulture, $"{endpoint}:{Number}");

    /// <summary>The bare number.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
