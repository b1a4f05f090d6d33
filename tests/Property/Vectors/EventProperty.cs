using S3Contract.Charms;

namespace S3Contract.Tests.Property.Vectors;

/// <summary>The properties of the library's events by their Python names.</summary>
internal static class EventProperty
{
    private static readonly string[] s_ofS3Event =
    [
        "bucket", "access_key", "secret_key", "path", "endpoint", "region", "s3_uri_style", "storage_class", "tls_ca_chain",
        "s3_api_version", "delete_older_than_days", "attributes",
    ];

    public static IReadOnlyList<string> NamesOf(RelationEvent @event) => @event switch
    {
        S3Event => s_ofS3Event,
        BucketEvent => ["bucket"],
        _ => [],
    };

    public static S3Value Read(RelationEvent @event, string name) =>
        @event is BucketEvent bucketEvent ? bucketEvent.Bucket : Read((S3Event)@event, name);

    private static S3Value Read(S3Event @event, string name) => name switch
    {
        "bucket" => @event.Bucket,
        "access_key" => @event.AccessKey,
        "secret_key" => @event.SecretKey,
        "path" => @event.Path,
        "endpoint" => @event.Endpoint,
        "region" => @event.Region,
        "s3_uri_style" => @event.S3UriStyle,
        "storage_class" => @event.StorageClass,
        "tls_ca_chain" => Agreeing(@event.TlsCaChainValue, () => @event.TlsCaChain),
        "s3_api_version" => @event.S3ApiVersion,
        "delete_older_than_days" => @event.DeleteOlderThanDays is { } days ? days : S3Value.Null,
        "attributes" => Agreeing(@event.AttributesValue, () => @event.Attributes),
        _ => throw new FormatException($"an unknown property {name}"),
    };

    // The typed property has to give the same texts wherever there is a list of texts, and has to say so where there is none.
    private static S3Value Agreeing(S3Value? value, Func<IReadOnlyList<string>?> typed)
    {
        if (value is null)
        {
            Assert.That(typed(), Is.Null);
        }
        else if (value.Value.AsTexts() is { } texts)
        {
            Assert.That(typed(), Is.EqualTo(texts));
        }
        else
        {
            Assert.That(() => typed(), Throws.InstanceOf<InvalidDataException>());
        }

        return value ?? S3Value.Null;
    }
}
