using System.Globalization;
using System.Text;

namespace S3Contract.Harness.Scripts.Words;

/// <summary>Writes words so that they are read back as they were: bare where that is possible, else in quotes.</summary>
internal static class WordWriter
{
    /// <summary>A plain word.</summary>
    public static string Plain(string text) => Value(text, isValue: false);

    /// <summary><c>name=value</c>.</summary>
    public static string Pair(string name, string value) => $"{Plain(name)}={Value(value, isValue: true)}";

    /// <summary>A word with whatever parts it has.</summary>
    public static string Word(Word word) => word.Name is null
        ? Parts(word.Value, isValue: false)
        : $"{Parts(word.Name, isValue: false, isName: true)}={Parts(word.Value, isValue: true)}";

    private static string Parts(ValueList<WordPart> parts, bool isValue, bool isName = false)
    {
        switch (parts)
        {
            case []:
                return isValue ? "" : "''";
            case [TextPart text]:
                return Value(text.Text, isValue);
            case [FakePart fake]:
                return "fake:" + fake.Kind;
        }

        bool bare = parts.All(part => part is not TextPart { Text: var text } || text.All(character => IsBare(character, isValue)))
            && !(parts[0] is TextPart first && StartsSpecially(first.Text, isName));
        if (bare)
        {
            return string.Concat(parts.Select(part => part is VariablePart variable ? $"${{{variable.Name}}}" : ((TextPart)part).Text));
        }

        var written = new StringBuilder("\"");
        foreach (WordPart part in parts)
        {
            if (part is VariablePart variable)
            {
                written.Append("${").Append(variable.Name).Append('}');
            }
            else
            {
                Escape(written, ((TextPart)part).Text);
            }
        }

        return written.Append('"').ToString();
    }

    private static string Value(string text, bool isValue)
    {
        if (text.Length == 0)
        {
            return isValue ? "" : "''";
        }

        if (text.All(character => IsBare(character, isValue)) && !StartsSpecially(text, isName: false))
        {
            return text;
        }

        if (text.All(character => character != '\'' && IsShown(character)))
        {
            return $"'{text}'";
        }

        var written = new StringBuilder("\"");
        Escape(written, text);
        return written.Append('"').ToString();
    }

    // A word that would be read as something else: a fake value, a condition, a negation, a comment.
    private static bool StartsSpecially(string text, bool isName) =>
        !isName && (text.StartsWith("fake:", StringComparison.Ordinal) || text[0] is '!' or '[' or '#');

    private static bool IsBare(char character, bool isValue) =>
        char.IsAsciiLetterOrDigit(character) || "._:/@%+,*^~-?".Contains(character, StringComparison.Ordinal) || (isValue && character == '=');

    private static bool IsShown(char character) =>
        character < 0x7F ? character >= ' ' : char.IsLetterOrDigit(character) || char.IsPunctuation(character) || char.IsSymbol(character);

    private static void Escape(StringBuilder written, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            switch (character)
            {
                case '\n':
                    written.Append("\\n");
                    break;
                case '\t':
                    written.Append("\\t");
                    break;
                case '\r':
                    written.Append("\\r");
                    break;
                case '\\' or '"':
                    written.Append('\\').Append(character);
                    break;
                case '$' when i + 1 < text.Length && text[i + 1] == '{':
                    written.Append("\\$");
                    break;
                case '$' when i + 1 == text.Length:
                    // A { may follow, from the next part.
                    written.Append("\\$");
                    break;
                default:
                    EscapeOther(written, text, ref i);
                    break;
            }
        }
    }

    private static void EscapeOther(StringBuilder written, string text, ref int i)
    {
        if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        {
            written.Append(text, i, 2);
            i++;
        }
        else if (IsShown(text[i]))
        {
            written.Append(text[i]);
        }
        else
        {
            written.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)text[i]:x}}}");
        }
    }
}
