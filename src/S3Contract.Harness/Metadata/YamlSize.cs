using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace S3Contract.Harness.Metadata;

/// <summary>Refuses YAML that would take the stack or the memory of whoever reads it: nested too deep, or grown by what it names again (an alias
/// stands for all that its anchor holds, aliases in it included).</summary>
internal static class YamlSize
{
    /// <summary>The deepest nesting.</summary>
    public const int Deepest = 64;

    // Of nodes, each alias counted as what it stands for.
    private const long Most = 100_000;

    /// <summary>Looks at a text, event by event, until it is too much.</summary>
    /// <exception cref="YamlException">It is, or it is no YAML.</exception>
    public static void Check(string text)
    {
        Parser parser = new(new StringReader(text));
        Dictionary<string, long> sizes = new(StringComparer.Ordinal);
        Stack<(string? Anchor, long Size)> open = new();
        long total = 0;
        while (Next(parser))
        {
            ParsingEvent found = parser.Current!;
            long size = 1;
            switch (found)
            {
                case SequenceStart or MappingStart:
                    open.Push((Anchor((NodeEvent)found), 1));
                    if (open.Count > Deepest)
                        throw new YamlException(found.Start, found.End, $"it is nested more than {Deepest} deep");
                    continue;
                case SequenceEnd or MappingEnd:
                    (string? anchor, size) = open.Pop();
                    if (anchor is not null)
                        sizes[anchor] = size;
                    break;
                case AnchorAlias alias:
                    if (open.Any(outer => string.Equals(outer.Anchor, alias.Value.Value, StringComparison.Ordinal)))
                        throw new YamlException(found.Start, found.End, $"*{alias.Value.Value} stands for something that holds it");
                    size = sizes.GetValueOrDefault(alias.Value.Value, 1);
                    break;
                case Scalar scalar:
                    if (Anchor(scalar) is { } name)
                        sizes[name] = 1;
                    break;
                default:
                    continue;
            }

            total = open.Count > 0 ? total : Math.Max(total, size);
            if (open.TryPop(out (string? Anchor, long Size) parent))
                open.Push(parent with { Size = parent.Size + size });
            if (Math.Max(total, parent.Size + size) > Most)
                throw new YamlException(found.Start, found.End, $"it holds more than {Most} values");
        }
    }

    // Of some texts the reader says that it is in a state in which it must not be.
    private static bool Next(Parser parser)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            Mark end = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(end, end, "what follows cannot be read", fault);
        }
    }

    private static string? Anchor(NodeEvent node) => node.Anchor.IsEmpty ? null : node.Anchor.Value;
}
