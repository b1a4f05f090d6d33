using System.Globalization;
using System.Text;
using S3Contract.Harness.Printing;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The settings given to <c>relation-set</c> and <c>state-set</c>: a YAML 1.1 map in a file, and <c>key=value</c> arguments.</summary>
internal static class SettingsInput
{
    /// <summary>The most bytes of a file of settings.</summary>
    public const long Largest = 16 * 1024 * 1024;

    private const int Deepest = 100;
    private const int LongestComplaint = 4000;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads <c>key=value</c> arguments.</summary>
    /// <exception cref="CommandLineError">An argument has no <c>=</c> or no key, or a key comes twice (exit code 2).</exception>
    public static List<KeyValuePair<string, string>> Arguments(string command, IReadOnlyList<string> arguments)
    {
        List<KeyValuePair<string, string>> pairs = new(arguments.Count);
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (string argument in arguments)
        {
            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new CommandLineError(command, $"expected \"key=value\", got {GoText.Quote(argument)}", 2);

            string key = argument[..equals];
            if (!keys.Add(key))
                throw new CommandLineError(command, $"key {GoText.Quote(key)} specified more than once", 2);
            pairs.Add(new(key, argument[(equals + 1)..]));
        }

        return pairs;
    }

    /// <summary>Reads a file's content: one map from text to text (JSON is such a map too); null and the empty text are the same. Only the
    /// first document counts.</summary>
    /// <exception cref="CommandLineError">It is not such a map (exit code 1), with yaml.v2's text.</exception>
    public static List<KeyValuePair<string, string>> File(string command, ReadOnlySpan<byte> content) =>
        [.. Scalars(command, content).Select(pair => KeyValuePair.Create(pair.Key, TextOf(pair.Value)))];

    /// <summary>The same, with what stands under each key as YAML has it.</summary>
    /// <exception cref="CommandLineError">It is not such a map (exit code 1), with yaml.v2's text.</exception>
    public static List<KeyValuePair<string, Scalar>> Scalars(string command, ReadOnlySpan<byte> content)
    {
        string text;
        try
        {
            text = s_strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            throw new CommandLineError(command, "yaml: invalid leading UTF-8 octet");
        }

        text = text.TrimStart('\uFEFF');
        RefuseControlCharacters(command, text);
        try
        {
            return FirstDocument(command, text);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // Of some texts the reader says that it is in a state in which it must not be.
            throw new CommandLineError(command, "yaml: could not be read");
        }
        catch (YamlException malformed)
        {
            string message = (malformed.InnerException ?? malformed).Message;
            string place = malformed.Start.Line > 1 ? FormattableString.Invariant($"line {malformed.Start.Line}: ") : "";
            throw new CommandLineError(command, $"yaml: {place}{message}");
        }
    }

    // Event by event, since a key that comes twice is fine (the later one counts) and nothing after the map is looked at.
    private static List<KeyValuePair<string, Scalar>> FirstDocument(string command, string text)
    {
        Parser parser = new(new StringReader(text));
        List<KeyValuePair<string, Scalar>> pairs = [];
        StringBuilder wrong = new();
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
            return pairs;

        if (parser.TryConsume<MappingStart>(out _))
        {
            ReadPairs(command, text, parser, pairs, wrong);
        }
        else if (parser.Current is not Scalar { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" })
        {
            Complain(wrong, parser.Current!, "map[string]string");
        }

        return wrong.Length == 0 ? pairs : throw new CommandLineError(command, "yaml: unmarshal errors:" + wrong);
    }

    private static void ReadPairs(string command, string text, Parser parser, List<KeyValuePair<string, Scalar>> pairs, StringBuilder wrong)
    {
        Dictionary<string, Scalar> anchors = new(StringComparer.Ordinal);
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        List<KeyValuePair<string, Scalar>?> read = [];
        while (!parser.Accept<MappingEnd>(out _))
        {
            Scalar? key = Text(command, text, parser, anchors, wrong);
            Scalar? value = Text(command, text, parser, anchors, wrong);
            if (key is null || value is null)
                continue;

            // The later one counts, and stands where it came.
            if (places.TryGetValue(key.Value, out int before))
                read[before] = null;
            places[key.Value] = read.Count;
            read.Add(new(key.Value, value));
        }

        pairs.AddRange(read.OfType<KeyValuePair<string, Scalar>>());
    }

    // The next scalar; null, with a complaint, if something else stands there.
    private static Scalar? Text(string command, string text, Parser parser, Dictionary<string, Scalar> anchors, StringBuilder wrong)
    {
        if (parser.TryConsume<Scalar>(out Scalar? scalar))
        {
            RefuseSurrogateEscapes(command, text, scalar);
            if (!scalar.Anchor.IsEmpty)
                anchors[scalar.Anchor.Value] = scalar;
            return scalar;
        }

        if (parser.TryConsume<AnchorAlias>(out AnchorAlias? alias) && anchors.TryGetValue(alias.Value.Value, out Scalar? named))
            return named;

        Complain(wrong, alias ?? parser.Current!, "string");
        if (alias is null)
            Skip(command, parser);
        return null;
    }

    // The reader's own time grows with the square of the depth, and nothing that is nested is a setting anyway.
    private static void Skip(string command, Parser parser)
    {
        int depth = 0;
        do
        {
            depth += parser.Consume<ParsingEvent>().NestingIncrease;
            if (depth > Deepest)
                throw new CommandLineError(command, $"yaml: exceeded max depth of {Deepest}");
        }
        while (depth > 0);
    }

    /// <summary>A scalar as text: null and the empty text are the same.</summary>
    public static string TextOf(Scalar scalar) =>
        scalar is { Style: ScalarStyle.Plain, Value: "~" or "null" or "Null" or "NULL" } ? "" : scalar.Value;

    private static void Complain(StringBuilder wrong, ParsingEvent found, string wanted)
    {
        if (wrong.Length > LongestComplaint)
            return;
        string what = found switch
        {
            Scalar scalar => $"{Tag(scalar)} `{Shorten(scalar.Value)}`",
            SequenceStart => "!!seq",
            _ => "!!map",
        };
        wrong.Append(CultureInfo.InvariantCulture, $"\n  line {found.Start.Line}: cannot unmarshal {what} into {wanted}");
    }

    private static string Tag(Scalar scalar) => Metadata.MetadataReader.Scalar(new YamlScalarNode(scalar.Value) { Style = scalar.Style })?.Value switch
    {
        long => "!!int",
        double => "!!float",
        bool => "!!bool",
        _ => "!!str",
    };

    private static string Shorten(string text) => text.Length > 10 ? text[..7] + "..." : text;

    private static void RefuseControlCharacters(string command, string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' and not ('\t' or '\n' or '\r') or '\u007F')
                throw new CommandLineError(command, "yaml: control characters are not allowed");
        }
    }

    // A charm that writes JSON with escapes writes an emoji as two \u escapes. YAML 1.1 has no such pairs and Juju refuses them.
    private static void RefuseSurrogateEscapes(string command, string text, Scalar scalar)
    {
        if (scalar is not { Style: ScalarStyle.DoubleQuoted })
            return;

        for (int at = (int)scalar.Start.Index; at < scalar.End.Index; at++)
        {
            if (text[at] != '\\')
                continue;

            at++;
            int digits = text[at] is 'u' ? 4 : text[at] is 'U' ? 8 : 0;
            if (digits > 0
                && uint.TryParse(text.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code)
                && code is (>= 0xD800 and <= 0xDFFF) or > 0x10FFFF)
            {
                int line = text.AsSpan(0, at).Count('\n') + 1;
                string place = line > 1 ? FormattableString.Invariant($"line {line}: ") : "";
                throw new CommandLineError(command, $"yaml: {place}found invalid Unicode character escape code");
            }
        }
    }
}
