using S3Contract.Charms;

namespace S3Contract;

/// <summary>The names of the options in the databag.</summary>
public static class S3Options
{
    /// <summary>The bucket; a requirer asks for it.</summary>
    public const string Bucket = "bucket";
    /// <summary>The access key.</summary>
    public const string AccessKey = "access-key";
    /// <summary>The secret key.</summary>
    public const string SecretKey = "secret-key";
    /// <summary>A path in the bucket, for all objects.</summary>
    public const string Path = "path";
    /// <summary>The URL of the server.</summary>
    public const string Endpoint = "endpoint";
    /// <summary>The region.</summary>
    public const string Region = "region";
    /// <summary>Where the bucket stands in a URL: <c>host</c> or <c>path</c>.</summary>
    public const string S3UriStyle = "s3-uri-style";
    /// <summary>The storage class of objects.</summary>
    public const string StorageClass = "storage-class";
    /// <summary>The chain of certificates to trust, a list.</summary>
    public const string TlsCaChain = "tls-ca-chain";
    /// <summary>The version of the signature: <c>2</c> or <c>4</c>.</summary>
    public const string S3ApiVersion = "s3-api-version";
    /// <summary>After how many days objects may be deleted.</summary>
    public const string DeleteOlderThanDays = "delete-older-than-days";
    /// <summary>Attributes of the server, a list.</summary>
    public const string Attributes = "attributes";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Bucket, AccessKey, SecretKey, Path, Endpoint, Region, S3UriStyle, StorageClass, TlsCaChain, S3ApiVersion, DeleteOlderThanDays, Attributes,
    ];

    /// <summary>Does the databag hold this option as JSON?</summary>
    public static bool IsList(string option) => option is Attributes or TlsCaChain;

    /// <summary>Writes options to the own application's databag, if this unit is the leader; else does nothing.</summary>
    internal static void Update(CharmBase charm, string endpoint, RelationId? relation, IEnumerable<KeyValuePair<string, S3Value>> options)
    {
        if (!charm.IsLeader() || charm.GetRelation(endpoint, relation) is not { } view)
        {
            return;
        }

        var texts = new List<KeyValuePair<string, string>>();
        foreach ((string option, S3Value value) in options)
        {
            string text = IsList(option)
                ? PythonJsonWriter.Write(value)
                : value.Text ?? throw new RelationDataTypeException(option, value.ToString());
            texts.Add(new(option, text));
        }

        view.LocalApplicationData.Update(texts);
    }

    /// <summary>Writes one option to the own application's databag, if this unit is the leader; else does nothing.</summary>
    internal static void Set(CharmBase charm, string endpoint, RelationId? relation, string option, string text)
    {
        if (charm.IsLeader() && charm.GetRelation(endpoint, relation) is { } view)
        {
            view.LocalApplicationData.Set(option, text);
        }
    }
}
