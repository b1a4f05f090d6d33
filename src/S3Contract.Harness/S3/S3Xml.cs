using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace S3Contract.Harness.S3;

/// <summary>The XML that S3 speaks.</summary>
internal static class S3Xml
{
    /// <summary>The namespace of its documents, which clients leave out at times.</summary>
    public static XNamespace Documents { get; } = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static readonly DateTime s_epoch = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>An answer that is a document.</summary>
    public static S3Response Answer(XElement root, int status = 200)
    {
        using MemoryStream text = new();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
            root.Save(writer);
        return new S3Response(status, [KeyValuePair.Create("Content-Type", "application/xml")], text.ToArray());
    }

    /// <summary>A document of S3's namespace.</summary>
    public static XElement Document(string name, params object?[] content) => Of(name, content);

    /// <summary>An element of S3's namespace.</summary>
    public static XElement Of(string name, params object?[] content) => new(Documents + name, content);

    /// <summary>Reads a document that a client has sent.</summary>
    /// <exception cref="S3Refusal">It is no XML.</exception>
    public static XElement Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using MemoryStream stream = new(body.ToArray());
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            throw S3Refusal.MalformedXml();
        }
    }

    /// <summary>The children of a name, whatever their namespace.</summary>
    public static IEnumerable<XElement> Children(this XElement parent, string name) =>
        parent.Elements().Where(child => string.Equals(child.Name.LocalName, name, StringComparison.Ordinal));

    /// <summary>The text of a child; null if there is none.</summary>
    public static string? Text(this XElement parent, string name) => parent.Children(name).FirstOrDefault()?.Value;

    /// <summary>A moment as documents say it: a count of what was done, as no clock decides anything.</summary>
    public static string Time(long ticks) => s_epoch.AddSeconds(ticks).ToString("yyyy-MM-dd'T'HH:mm:ss.000'Z'", CultureInfo.InvariantCulture);

    /// <summary>A moment as headers say it.</summary>
    public static string HttpTime(long ticks) => s_epoch.AddSeconds(ticks).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A text without what XML cannot hold.</summary>
    public static string Legal(string text) => string.Concat(text.Where(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character)));

    /// <summary>A text as <c>encoding-type=url</c> wants it.</summary>
    public static string Encoded(string text, bool slash)
    {
        StringBuilder coded = new();
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~' || (slash && value is (byte)'/'))
                coded.Append((char)value);
            else
                coded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return coded.ToString();
    }
}
