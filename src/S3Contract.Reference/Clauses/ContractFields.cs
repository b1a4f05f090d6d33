using System.Text.Json;

namespace S3Contract.Reference.Clauses;

/// <summary>The fields of the interface and what their values may be.</summary>
internal static class ContractFields
{
    public const string Bucket = "bucket";
    public const string AccessKey = "access-key";
    public const string SecretKey = "secret-key";
    public const string TlsCaChain = "tls-ca-chain";
    public const string Attributes = "attributes";

    /// <summary>Where a side that speaks version 1 announces it, as the library spells it.</summary>
    public const string Version = "version";

    /// <summary>The same, as the interface's page and schema spell it.</summary>
    public const string LibVersion = "lib-version";

    /// <summary>The URI of the secret in which a provider that speaks version 1 hands over the keys.</summary>
    public const string SecretExtra = "secret-extra";

    /// <summary>What a requirer writes that speaks version 1: which keys it takes as secrets.</summary>
    public const string RequestedSecrets = "requested-secrets";

    /// <summary>The library's own bookkeeping, kept beside the fields.</summary>
    public const string Bookkeeping = "data";

    /// <summary>The fields of an answer that a provider may leave out, in the order of the interface's description.</summary>
    public static readonly string[] Optional =
        ["path", "endpoint", "region", "s3-uri-style", "storage-class", TlsCaChain, "s3-api-version", "delete-older-than-days", Attributes];

    /// <summary>Is this the name of a field that a provider may share, or of the library's bookkeeping?</summary>
    public static bool IsKnown(string key) => key is
        Bucket or AccessKey or SecretKey or "path" or "endpoint" or "region" or "s3-uri-style" or "storage-class" or TlsCaChain
        or "s3-api-version" or "delete-older-than-days" or Attributes or Bookkeeping;

    /// <summary>Is this the name of a field that version 1 has beside those of version 0?</summary>
    public static bool IsOfVersion1(string key) => key is Version or LibVersion or SecretExtra or RequestedSecrets;

    /// <summary>The version that a side announces; null if it announces none.</summary>
    public static string? Announced(Databag databag) => databag.Get(Version) ?? databag.Get(LibVersion);

    /// <summary>Is this what a side that speaks version 1 announces?</summary>
    public static bool IsVersion1(string value) =>
        value is "1" || (value.StartsWith("1.", StringComparison.Ordinal) && value.Length > 2 && !value.AsSpan(2).ContainsAnyExceptInRange('0', '9'));

    /// <summary>Does a request name both keys as secrets?</summary>
    public static bool AsksForSecrets(string? requested)
    {
        if (requested is null || !IsListOfStrings(requested))
        {
            return false;
        }

        using var document = JsonDocument.Parse(requested);
        string?[] fields = [.. document.RootElement.EnumerateArray().Select(field => field.GetString())];
        return fields.Contains(AccessKey, StringComparer.Ordinal) && fields.Contains(SecretKey, StringComparer.Ordinal);
    }

    /// <summary>Is this one of the two fields whose value nobody may be told?</summary>
    public static bool IsKey(string key) => key is AccessKey or SecretKey;

    /// <summary>Is this a field that holds a JSON list of strings?</summary>
    public static bool IsList(string key) => key is TlsCaChain or Attributes;

    /// <summary>Is this a value that the interface takes for a field?</summary>
    public static bool IsTaken(string key, string value) => key switch
    {
        "s3-uri-style" => value is "host" or "path",
        "s3-api-version" => value is "2" or "4",
        TlsCaChain or Attributes => IsListOfStrings(value),
        "delete-older-than-days" => IsPositiveInteger(value) && value[0] != '0',
        "endpoint" => IsUrl(value),
        _ => true,
    };

    /// <summary>Is this what a careless program writes for a value that it does not have?</summary>
    public static bool IsPlaceholder(string value) =>
        value is "null" or "None" or "\"\"" or "''" or "undefined" || string.IsNullOrWhiteSpace(value);

    /// <summary>Is this a JSON list of strings?</summary>
    public static bool IsListOfStrings(string value)
    {
        if (!value.AsSpan().TrimStart().StartsWith("["))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(value);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                return false;
            }

            foreach (JsonElement element in document.RootElement.EnumerateArray())
            {
                if (element.ValueKind != JsonValueKind.String)
                {
                    return false;
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Is this a JSON list of strings each of which is base64 or PEM?</summary>
    public static bool IsListOfCertificates(string value)
    {
        using var document = JsonDocument.Parse(value);
        foreach (JsonElement element in document.RootElement.EnumerateArray())
        {
            string text = element.GetString() ?? "";
            bool pem = text.Contains("-----BEGIN ", StringComparison.Ordinal) && text.Contains("-----END ", StringComparison.Ordinal);
            if (!pem && (string.IsNullOrWhiteSpace(text) || !Convert.TryFromBase64String(text, new byte[text.Length], out _)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Is this an http or https URL with a host?</summary>
    public static bool IsUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && url.Host.Length > 0;

    /// <summary>Is this a positive integer in decimal digits?</summary>
    public static bool IsPositiveInteger(string value) =>
        !value.AsSpan().ContainsAnyExceptInRange('0', '9') && value.AsSpan().ContainsAnyInRange('1', '9');

    /// <summary>Is this a JSON object (what the library keeps under <c>data</c>)?</summary>
    public static bool IsObject(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
