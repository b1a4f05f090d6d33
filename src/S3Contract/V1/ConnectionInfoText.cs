using System.Globalization;
using S3Contract.Charms;

namespace S3Contract.V1;

/// <summary>The options of an answer as they stand in a databag. Pure functions.</summary>
internal static class ConnectionInfoText
{
    /// <summary>The texts of some options; of an option given twice the last value counts, and null deletes.</summary>
    /// <param name="info">The options.</param>
    /// <param name="requirer">Who reads them: version 0 knows <c>attributes</c> as a list only.</param>
    /// <exception cref="RelationDataTypeException">An option has a value that has no text.</exception>
    public static Dictionary<string, string> Of(IEnumerable<KeyValuePair<string, S3Value>> info, InterfaceVersion requirer)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach ((string option, S3Value value) in info)
        {
            bool list = option is S3Options.TlsCaChain || (option is S3Options.Attributes && requirer is InterfaceVersion.V0);
            texts[option] = value.Kind switch
            {
                S3ValueKind.Null => "",
                S3ValueKind.Text => list ? List(value.Text!) : value.Text!,
                S3ValueKind.List when S3Options.IsList(option) => value.Items!.Count > 0 ? PythonJsonWriter.Write(value) : "",
                S3ValueKind.WholeNumber => value.WholeNumber!.Value.ToString(CultureInfo.InvariantCulture),
                _ => throw new RelationDataTypeException(option, value.ToString()),
            };
        }

        return texts;
    }

    // A text where a list belongs: it is one, or the only one in it.
    private static string List(string text) =>
        text.Length == 0 || (PythonJsonReader.TryRead(text, out S3Value read) && read.Items is not null) ? text
            : PythonJsonWriter.Write(S3Value.Texts([text]));
}
