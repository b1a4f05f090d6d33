using S3Contract.Charms;

namespace S3Contract;

/// <summary>The names of the options in the databag, and how options are written.</summary>
internal static class S3Options
{
    public const string Bucket = "bucket";
    public const string AccessKey = "access-key";
    public const string SecretKey = "secret-key";
    public const string Path = "path";
    public const string Endpoint = "endpoint";
    public const string Region = "region";
    public const string S3UriStyle = "s3-uri-style";
    public const string StorageClass = "storage-class";
    public const string TlsCaChain = "tls-ca-chain";
    public const string S3ApiVersion = "s3-api-version";
    public const string DeleteOlderThanDays = "delete-older-than-days";
    public const string Attributes = "attributes";

    /// <summary>Does the databag hold this option as JSON?</summary>
    public static bool IsList(string option) => option is Attributes or TlsCaChain;

    /// <summary>Writes options to the own application's databag, if this unit is the leader; else does nothing.</summary>
    public static void Update(CharmBase charm, string endpoint, RelationId? relation, IEnumerable<KeyValuePair<string, S3Value>> options)
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
    public static void Set(CharmBase charm, string endpoint, RelationId? relation, string option, string text)
    {
        if (charm.IsLeader() && charm.GetRelation(endpoint, relation) is { } view)
        {
            view.LocalApplicationData.Set(option, text);
        }
    }
}
