using System.Xml.Linq;

namespace S3Contract.Harness.S3;

/// <summary>S3 refuses a request.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">S3's code.</param>
/// <param name="message">S3's text. It never holds a key.</param>
internal sealed class S3Refusal(int status, string code, string message) : Exception(message)
{
    /// <summary>What the simulation has none of and the request needs; null if that is not it.</summary>
    public string? Lacks { get; init; }

    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>S3's code.</summary>
    public string Code => code;

    public static S3Refusal AccessDenied(string message = "Access Denied") => new(403, "AccessDenied", message);

    public static S3Refusal NoSuchBucket() => new(404, "NoSuchBucket", "The specified bucket does not exist");

    public static S3Refusal NoSuchKey() => new(404, "NoSuchKey", "The specified key does not exist.");

    public static S3Refusal NoSuchUpload() =>
        new(404, "NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.");

    public static S3Refusal Argument(string message) => new(400, "InvalidArgument", message);

    public static S3Refusal MalformedXml() =>
        new(400, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");

    public static S3Refusal Precondition() => new(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");

    /// <summary>S3 has it, and the simulation has not.</summary>
    public static S3Refusal Lacking(string what) =>
        new(501, "NotImplemented", "A header or query you provided implies functionality that is not implemented") { Lacks = what };

    /// <summary>The answer.</summary>
    /// <param name="resource">What was asked for.</param>
    /// <param name="id">The number of the request.</param>
    public S3Response Answer(string resource, string id)
    {
        // Nothing may stand in an answer of these.
        if (status is 304)
            return S3Response.Empty(304) with { Code = code };
        XElement error = new("Error", new XElement("Code", code), new XElement("Message", Message), new XElement("Resource", S3Xml.Legal(resource)), new XElement("RequestId", id));
        return S3Xml.Answer(error, status) with { Code = code };
    }
}
