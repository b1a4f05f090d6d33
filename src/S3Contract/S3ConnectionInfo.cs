using System.Collections;
using System.Diagnostics.CodeAnalysis;
using S3Contract.Charms;

namespace S3Contract;

/// <summary>
/// The options in a databag, each read as JSON where it is JSON and as text where it is not, as the Python library reads them. So the
/// access key <c>123</c> is a number here: <see cref="Text"/> gives what really stands in the databag.
/// </summary>
public sealed class S3ConnectionInfo : IReadOnlyDictionary<string, S3Value>
{
    private readonly Databag _databag;

    internal S3ConnectionInfo(Databag databag) => _databag = databag;

    /// <summary>No options at all.</summary>
    public static S3ConnectionInfo Empty { get; } = new(Databag.Empty);

    /// <inheritdoc/>
    public int Count => _databag.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _databag.Keys;

    /// <inheritdoc/>
    public IEnumerable<S3Value> Values => _databag.Values.Select(Load);

    /// <summary>The value of an option.</summary>
    /// <exception cref="KeyNotFoundException">The option is absent.</exception>
    public S3Value this[string key] => Load(_databag[key]);

    /// <summary>The text of an option as it stands in the databag; null if the option is absent.</summary>
    public string? Text(string option) => _databag.Get(option);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _databag.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out S3Value value)
    {
        string? text = _databag.Get(key);
        value = text is null ? default : Load(text);
        return text is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, S3Value>> GetEnumerator() =>
        _databag.Select(item => new KeyValuePair<string, S3Value>(item.Key, Load(item.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The names of the options only, so that no secret gets into a log by accident.</summary>
    public override string ToString() => _databag.ToString();

    private static S3Value Load(string text) => PythonJsonReader.TryRead(text, out S3Value value) ? value : text;
}
