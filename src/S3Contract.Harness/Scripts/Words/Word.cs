using System.Globalization;

namespace S3Contract.Harness.Scripts.Words;

/// <summary>A piece of a word.</summary>
internal abstract record WordPart;

/// <summary>Text that stands for itself.</summary>
/// <param name="Text">The text, without quotes and escapes.</param>
internal sealed record TextPart(string Text) : WordPart;

/// <summary><c>${name}</c>.</summary>
/// <param name="Name">The variable.</param>
internal sealed record VariablePart(string Name) : WordPart;

/// <summary><c>fake:kind</c>, which can only be a whole value.</summary>
/// <param name="Kind">What kind of value is asked for.</param>
internal sealed record FakePart(string Kind) : WordPart;

/// <summary>A word of a line: either a plain word, or <c>name=value</c>. Words compare by what they say, not by where they stand.</summary>
/// <param name="Name">What stands before the first <c>=</c> outside quotes; null for a plain word.</param>
/// <param name="Value">The word itself, or what stands after the <c>=</c>. Empty for an empty word or value.</param>
internal sealed record Word(ValueList<WordPart>? Name, ValueList<WordPart> Value)
{
    /// <summary>The column of the word's first character, from 1; 0 if it never stood in a source.</summary>
    public int Column { get; init; }

    /// <summary>How many characters the word takes in the source.</summary>
    public int Length { get; init; }

    /// <summary>The column where the value starts; that of the word for a plain word.</summary>
    public int ValueColumn { get; init; }

    /// <summary>Does it hold a variable or a fake value?</summary>
    public bool IsTemplate => Holds(Value) || (Name is not null && Holds(Name));

    /// <summary>A plain word without variables.</summary>
    public static Word Plain(string text) => new(null, Text(text));

    /// <summary>A <c>name=value</c> without variables.</summary>
    public static Word Pair(string name, string value) => new(Text(name), Text(value));

    /// <summary>Some <c>name=value</c>.</summary>
    internal static IEnumerable<Word> Pairs(IEnumerable<KeyValuePair<string, string>> pairs) => pairs.Select(pair => Pair(pair.Key, pair.Value));

    /// <summary>A flag, where it is given.</summary>
    internal static IEnumerable<Word> Flag(string flag, bool given) => given ? [Plain(flag)] : [];

    /// <summary>A flag and its value, where it has one.</summary>
    internal static IEnumerable<Word> Option(string flag, string? value) => value is null ? [] : [Plain(flag), Plain(value)];

    /// <summary><c>name=value</c>, where it has one.</summary>
    internal static IEnumerable<Word> Given(string name, string? value) => value is null ? [] : [Pair(name, value)];

    /// <summary>A number as it is written.</summary>
    internal static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same parts, wherever they stand.</summary>
    public bool Equals(Word? other) => other is not null && Equals(Name, other.Name) && Value.Equals(other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Value);

    private static bool Holds(ValueList<WordPart> parts) => parts.Any(part => part is not TextPart);

    private static ValueList<WordPart> Text(string text) => text.Length == 0 ? [] : [new TextPart(text)];
}
