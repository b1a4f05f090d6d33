namespace S3Contract.Reference.Secrets;

/// <summary>A value that must not be shown.</summary>
/// <param name="value">The value.</param>
/// <param name="field">The field that it was given out as: <c>access-key</c> or <c>secret-key</c>; empty if that is not known.</param>
internal sealed class KnownSecret(string value, string field = "")
{
    private SecretForm[]? _forms;
    private SecretForm[]? _allForms;
    private Remembered _hash;

    /// <summary>The field that it was given out as: <c>access-key</c> or <c>secret-key</c>; empty if that is not known.</summary>
    public string Field { get; } = field;

    /// <summary>The value itself.</summary>
    public string Value { get; } = value;

    /// <summary>The hash of its value.</summary>
    public Hash128 Hash => _hash.Of(this, static secret => Hash128.Of(secret.Value));

    /// <summary>What may show of it in a text; found out when first asked for, since most hooks print nothing.</summary>
    /// <param name="escaped">May something be escaped there?</param>
    public SecretForm[] Forms(bool escaped)
    {
        _forms ??= SecretForm.Of(Value);
        return escaped ? _allForms ??= [.. _forms, .. SecretForm.EscapedOf(Value)] : _forms;
    }
}
