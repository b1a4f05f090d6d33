using System.Xml.Linq;

namespace S3Contract.Harness.S3;

/// <summary>What is set of a bucket: kept as it was sent, and said again. Nothing follows from it.</summary>
internal static class SettingCalls
{
    public static S3Answer Get(S3Call call, string setting, string name, string missing)
    {
        if (call.Bucket.Settings.TryGetValue(setting, out ReadOnlyMemory<byte> said))
            return call.Say(new S3Response(200, [KeyValuePair.Create("Content-Type", setting is "policy" ? "application/json" : "application/xml")], said));
        return missing.Length > 0
            ? throw new S3Refusal(404, missing, "The configuration does not exist")
            : call.Say(S3Xml.Answer(S3Xml.Document(name.EndsWith("Configuration", StringComparison.Ordinal) ? name["Bucket".Length..] : name["Bucket".Length..] + "Configuration")));
    }

    public static S3Answer Put(S3Call call, string setting)
    {
        if (setting is not "policy")
        {
            XElement root = S3Xml.Read(call.Body);
            if (setting is "versioning" && root.Text("Status") is "Enabled")
                throw S3Refusal.Lacking("S3 with versions");
        }

        return call.Say(call.Bucket with { Settings = call.Bucket.Settings.SetItem(setting, call.Body) }, S3Response.Empty(setting is "policy" ? 204 : 200));
    }

    public static S3Answer Delete(S3Call call, string setting) =>
        call.Say(call.Bucket with { Settings = call.Bucket.Settings.Remove(setting) }, S3Response.Empty(204));

    /// <summary>The owner may all, and nobody else anything.</summary>
    public static S3Answer Acl(S3Call call)
    {
        _ = call.Bucket;
        XNamespace schema = "http://www.w3.org/2001/XMLSchema-instance";
        return call.Say(S3Xml.Answer(S3Xml.Document(
            "AccessControlPolicy", BucketCalls.Owner(),
            S3Xml.Of("AccessControlList", S3Xml.Of(
                "Grant",
                S3Xml.Of("Grantee", new XAttribute(XNamespace.Xmlns + "xsi", schema), new XAttribute(schema + "type", "CanonicalUser"), S3Xml.Of("ID", BucketCalls.OwnerId), S3Xml.Of("DisplayName", "s3contract")),
                S3Xml.Of("Permission", "FULL_CONTROL"))))));
    }
}
