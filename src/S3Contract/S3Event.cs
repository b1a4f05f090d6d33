using System.Numerics;
using System.Text.Json;
using S3Contract.Charms;

namespace S3Contract;

/// <summary>
/// An event about S3 credentials. Its properties read the databag of the relation's remote application; each is null where the option is
/// absent or Juju cannot name the application.
/// </summary>
/// <inheritdoc/>
public class S3Event(Relation relation, string? application, UnitName? unit) : RelationEvent(relation, application, unit)
{
    /// <summary>The bucket.</summary>
    public string? Bucket => Text(S3Options.Bucket);

    /// <summary>The access key.</summary>
    public string? AccessKey => Text(S3Options.AccessKey);

    /// <summary>The secret key.</summary>
    public string? SecretKey => Text(S3Options.SecretKey);

    /// <summary>The path inside the bucket under which data may be stored.</summary>
    public string? Path => Text(S3Options.Path);

    /// <summary>The URL of the object storage.</summary>
    public string? Endpoint => Text(S3Options.Endpoint);

    /// <summary>The region.</summary>
    public string? Region => Text(S3Options.Region);

    /// <summary>How a bucket is named in a URL: <c>host</c> or <c>path</c>.</summary>
    public string? S3UriStyle => Text(S3Options.S3UriStyle);

    /// <summary>The storage class.</summary>
    public string? StorageClass => Text(S3Options.StorageClass);

    /// <summary>The certificates to trust.</summary>
    /// <exception cref="JsonException">The option is not JSON.</exception>
    /// <exception cref="InvalidDataException">The option is JSON, but not a list of texts (see <see cref="TlsCaChainValue"/>).</exception>
    public IReadOnlyList<string>? TlsCaChain => Texts(S3Options.TlsCaChain);

    /// <summary>What stands under <c>tls-ca-chain</c>, whatever JSON it is; what the Python property of that name gives.</summary>
    /// <exception cref="JsonException">The option is not JSON.</exception>
    public S3Value? TlsCaChainValue => Json(S3Options.TlsCaChain);

    /// <summary>The version of the S3 protocol.</summary>
    public string? S3ApiVersion => Text(S3Options.S3ApiVersion);

    /// <summary>After how many days full backups may be deleted.</summary>
    /// <exception cref="FormatException">The option is no whole number, as Python's <c>int()</c> reads them.</exception>
    public BigInteger? DeleteOlderThanDays => Text(S3Options.DeleteOlderThanDays) switch
    {
        null => null,
        { } text when PythonInteger.TryParse(text, out BigInteger days) => days,
        _ => throw new FormatException($"the option {S3Options.DeleteOlderThanDays} is no whole number"),
    };

    /// <summary>Further attributes of the connection.</summary>
    /// <exception cref="JsonException">The option is not JSON.</exception>
    /// <exception cref="InvalidDataException">The option is JSON, but not a list of texts (see <see cref="AttributesValue"/>).</exception>
    public IReadOnlyList<string>? Attributes => Texts(S3Options.Attributes);

    /// <summary>What stands under <c>attributes</c>, whatever JSON it is; what the Python property of that name gives.</summary>
    /// <exception cref="JsonException">The option is not JSON.</exception>
    public S3Value? AttributesValue => Json(S3Options.Attributes);

    private string? Text(string option) => Relation.RemoteApplicationData?.Get(option);

    private S3Value? Json(string option) => Text(option) switch
    {
        null => (S3Value?)null,
        { } text when PythonJsonReader.TryRead(text, out S3Value value) => value.Kind == S3ValueKind.Null ? (S3Value?)null : value,
        _ => throw new JsonException($"the option {option} is not JSON"),
    };

    private IReadOnlyList<string>? Texts(string option) => Json(option) is { } value
        ? value.AsTexts() ?? throw new InvalidDataException($"the option {option} is JSON, but not a list of texts")
        : null;
}

/// <summary>Credentials are there, or have changed.</summary>
/// <inheritdoc/>
public sealed class CredentialsChangedEvent(Relation relation, string? application, UnitName? unit)
    : S3Event(relation, application, unit);

/// <summary>The relation is broken, and with it any credentials are gone.</summary>
/// <inheritdoc/>
public sealed class CredentialsGoneEvent(Relation relation, string? application, UnitName? unit)
    : RelationEvent(relation, application, unit);
