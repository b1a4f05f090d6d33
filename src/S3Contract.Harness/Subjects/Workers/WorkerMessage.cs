using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using S3Contract.Harness.Subjects.HookCommands;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects.Workers;

/// <summary>The protocol of <c>docs/worker.md</c>: what a worker says, and what it is told. One line of JSON each.</summary>
internal abstract record WorkerMessage
{
    private const int LongestShown = 80;
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The hook asks for a hook command: <c>{"run": ["relation-ids", "s3"], "stdin": "…"}</c>.</summary>
    public sealed record Command(string Name, string[] Arguments, string Input) : WorkerMessage;

    /// <summary>The hook has ended: <c>{"end": 0, "stdout": "…", "stderr": "…"}</c>.</summary>
    public sealed record End(int ExitCode, string Output, string Error) : WorkerMessage;

    /// <summary>It is no message.</summary>
    public sealed record Garbage(string Why) : WorkerMessage;

    /// <summary>Reads a line.</summary>
    public static WorkerMessage Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(document.RootElement) ?? new Garbage($"a line that is neither {{\"run\": […]}} nor {{\"end\": NUMBER}}: {Shown(line.Span)}");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The latter where a text is no text: bytes that are no UTF-8, half of a surrogate pair.
            return new Garbage($"a line that is no JSON: {Shown(line.Span)}");
        }
    }

    /// <summary>A hook that is to be done.</summary>
    public static byte[] Hook(HookLaunch start) => Line(json =>
    {
        json.WriteString("hook", start.Hook);
        json.WriteString("folder", start.Folder);
        json.WriteStartObject("environment");
        foreach (string variable in start.Environment)
        {
            int equals = variable.IndexOf('=', StringComparison.Ordinal);
            json.WriteString(variable.AsSpan(0, equals), variable.AsSpan(equals + 1));
        }

        json.WriteEndObject();
    });

    /// <summary>What a hook command answers.</summary>
    public static byte[] Answer(HookAnswer answer) => Line(json =>
    {
        json.WriteNumber("exit", answer.ExitCode);
        json.WriteString("stdout", answer.Output);
        json.WriteString("stderr", answer.Error);
    });

    private static WorkerMessage? Read(JsonElement said)
    {
        if (said.ValueKind != JsonValueKind.Object)
            return null;
        if (said.TryGetProperty("end", out JsonElement end))
            return end.ValueKind == JsonValueKind.Number && end.TryGetInt32(out int code) && code is >= 0 and <= 255 ? new End(code, Text(said, "stdout"), Text(said, "stderr")) : null;
        if (!said.TryGetProperty("run", out JsonElement run) || run.ValueKind != JsonValueKind.Array || run.GetArrayLength() == 0)
            return null;
        string[] words = [.. run.EnumerateArray().Select(word => word.GetString() ?? "")];
        return Array.Exists(words, word => word.Contains('\0', StringComparison.Ordinal)) ? null : new Command(words[0], words[1..], Text(said, "stdin"));
    }

    private static string Text(JsonElement said, string name) => said.TryGetProperty(name, out JsonElement text) ? text.GetString() ?? "" : "";

    private static byte[] Line(Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter json = new(line, s_plain))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    // Of a long one, whole words: half a key is one that nobody recognizes any more, to mask it.
    private static string Shown(ReadOnlySpan<byte> line)
    {
        if (line.Length <= LongestShown)
            return line.IsEmpty ? "an empty one" : Encoding.UTF8.GetString(line);
        string words = Encoding.UTF8.GetString(line[..(line[..LongestShown].LastIndexOf((byte)' ') + 1)]).TrimEnd();
        return string.Create(CultureInfo.InvariantCulture, $"{words}{(words.Length == 0 ? "" : " ")}… ({line.Length} bytes)");
    }
}
