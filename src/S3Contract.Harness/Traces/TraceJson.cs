using System.Globalization;
using System.Text;
using System.Text.Json;
using S3Contract.Harness.Visible;

namespace S3Contract.Harness.Traces;

/// <summary>Traces as JSON Lines: a first line that says what the run was, then a line for each step; a file may hold several traces one
/// after the other. The format is described in <c>docs/trace.md</c>. Same trace, same bytes.</summary>
public static class TraceJson
{
    /// <summary>The name and version of the format, in the first line of each trace.</summary>
    public const string Schema = "s3contract-trace/2";

    private const int LongestText = 4 * 1024 * 1024;

    /// <summary>Writes traces as UTF-8 without a byte order mark. The steps are written as they are: what leaves the process is masked
    /// before, see <see cref="Redaction"/>.</summary>
    public static void Write(IEnumerable<Trace> traces, Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Encoder = VisibleJson.Encoder,
            SkipValidation = true,
        });
        foreach (Trace trace in traces)
        {
            TraceHeader header = trace.Header;
            var head = new TraceHeadLine(Schema, header.Script, header.Seed, header.Provider, header.Requirer);
            JsonSerializer.Serialize(writer, head, TraceSchema.HeadLine);
            EndLine(writer, stream);
            foreach (Step step in trace.Steps)
            {
                JsonSerializer.Serialize(writer, step, TraceSchema.StepLine);
                EndLine(writer, stream);
            }
        }
    }

    /// <summary>One trace as text.</summary>
    public static string Write(Trace trace)
    {
        using var stream = new MemoryStream();
        Write([trace], stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Reads the traces in a text.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="TraceFormatException">The text is not a trace: says where and what was expected.</exception>
    public static IReadOnlyList<Trace> Read(string text, string file)
    {
        using var reader = new StringReader(text);
        return [.. Read(reader, file)];
    }

    /// <summary>Reads traces one after the other, each when it is asked for: no more than one is held.</summary>
    /// <param name="reader">The text of the file.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="TraceFormatException">The text is not a trace: says where and what was expected. Thrown when that place is reached.</exception>
    public static IEnumerable<Trace> Read(TextReader reader, string file)
    {
        TraceHeader? header = null;
        var steps = new List<Step>();
        var lines = new NewlineReader(reader);
        int line = 0;
        while (lines.TryRead(out ReadOnlyMemory<char> content))
        {
            line++;
            if (lines.IsCut)
            {
                throw new TraceFormatException(file, line, 1, FormattableString.Invariant($"expected a line of less than {NewlineReader.Longest} characters"));
            }

            if (content.Span.IsWhiteSpace())
            {
                continue;
            }

            byte[] utf8 = Bytes(content.Span);
            RefuseLongTexts(utf8, file, line);
            if (IsHead(utf8))
            {
                TraceHeader next = ReadHead(utf8, file, line);
                if (header is not null)
                {
                    yield return new Trace(header, [.. steps]);
                    steps.Clear();
                }

                header = next;
            }
            else if (header is null)
            {
                throw new TraceFormatException(file, line, 1, $"expected the first line of a trace, {{\"schema\":\"{Schema}\",...}}");
            }
            else
            {
                Step step = Whole(Parse(utf8, TraceSchema.StepLine, file, line));
                if (step.Index != steps.Count)
                {
                    throw new TraceFormatException(file, line, 1, string.Create(
                        CultureInfo.InvariantCulture, $"expected the step with index {steps.Count}, found index {step.Index}"));
                }

                steps.Add(step);
            }
        }

        yield return header is null
            ? throw new TraceFormatException(file, 1, 1, "expected a trace, found an empty file")
            : new Trace(header, [.. steps]);
    }

    private static void EndLine(Utf8JsonWriter writer, Stream stream)
    {
        writer.Flush();
        writer.Reset();
        stream.WriteByte((byte)'\n');
    }

    private static byte[] Bytes(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    // Nothing that large is ever written: what a hook prints and says has an end. To look through it for secrets takes many times its size.
    private static void RefuseLongTexts(byte[] utf8, string file, int line)
    {
        if (utf8.Length <= LongestText)
        {
            return;
        }

        try
        {
            var reader = new Utf8JsonReader(utf8);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueSpan.Length > LongestText)
                {
                    throw new TraceFormatException(file, line, Encoding.UTF8.GetCharCount(utf8, 0, (int)reader.TokenStartIndex) + 1, $"expected a text of at most {LongestText / 1024 / 1024} MiB");
                }
            }
        }
        catch (JsonException)
        {
            // Said when it is read.
        }
    }

    // A first line is told from a step by its first key; anything else that is wrong with it is said when it is read.
    private static bool IsHead(byte[] utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.ValueTextEquals("schema"u8);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static TraceHeader ReadHead(byte[] utf8, string file, int line)
    {
        TraceHeadLine head = Parse(utf8, TraceSchema.HeadLine, file, line);
        return string.Equals(head.Schema, Schema, StringComparison.Ordinal)
            ? new TraceHeader(head.Script, head.Provider, head.Requirer) { Seed = head.Seed }
            : throw new TraceFormatException(file, line, 1, $"expected the schema {Schema}, found {head.Schema}{Hint(head.Schema)}");
    }

    private static string Hint(string schema) => schema is "s3contract-trace/1"
        ? ", which does not say what an option or an action carries out for the script, so it cannot be judged any more: run the script again"
        : "";

    // What was left out because there was none of it comes back as null.
    private static Step Whole(Step step) => step is HookStep hook
        ? hook with { Entries = hook.Entries ?? [], Commits = hook.Commits ?? [], Stdout = hook.Stdout ?? "", Stderr = hook.Stderr ?? "" }
        : step;

    private static T Parse<T>(byte[] utf8, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string file, int line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, type) ?? throw new TraceFormatException(file, line, 1, "expected an object, found null");
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException)
        {
            throw TraceFormatException.From(problem, utf8, file, line);
        }
    }
}
