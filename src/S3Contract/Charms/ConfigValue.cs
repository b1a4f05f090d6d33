using System.Globalization;

namespace S3Contract.Charms;

/// <summary>The value of a configuration option or an action parameter, in one of the scalar types Juju knows.</summary>
public readonly record struct ConfigValue
{
    private readonly object? _value;

    private ConfigValue(object value) => _value = value;

    /// <summary>Is this text (Juju type <c>string</c>)?</summary>
    public bool IsText => _value is string or null;

    /// <summary>The value itself: a <see cref="string"/>, <see cref="long"/>, <see cref="double"/> or <see cref="bool"/>.</summary>
    public object Value => _value ?? "";

    /// <summary>A text.</summary>
    public static implicit operator ConfigValue(string value) => new(value);

    /// <summary>A whole number.</summary>
    public static implicit operator ConfigValue(long value) => new(value);

    /// <summary>A floating point number.</summary>
    public static implicit operator ConfigValue(double value) => new(value);

    /// <summary>A boolean.</summary>
    public static implicit operator ConfigValue(bool value) => new(value);

    /// <summary>The value as text, independent of culture; booleans as <c>true</c> and <c>false</c>.</summary>
    public override string ToString() => _value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => _value as string ?? "",
    };
}
