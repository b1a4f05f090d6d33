using System.Text;

namespace S3Contract.Harness.Files;

/// <summary>
/// The names in a folder. To the system they are bytes, and a charm may choose any. A raw name has a character for each byte (Latin-1), so that
/// every name, also one that is no UTF-8, is the name of what it was read from. Raw names are for finding things; people see <see cref="Shown"/>.
/// </summary>
internal static class RawName
{
    /// <summary>A raw name as C wants it.</summary>
    public static byte[] Of(string raw)
    {
        byte[] bytes = new byte[raw.Length + 1];
        Encoding.Latin1.GetBytes(raw, bytes);
        return bytes;
    }

    /// <summary>An ordinary text, such as a path that a user named, as C wants it.</summary>
    public static byte[] OfText(string text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>The raw name of what an ordinary text names.</summary>
    public static string FromText(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>A raw name for people.</summary>
    public static string Shown(string raw) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(raw));
}
