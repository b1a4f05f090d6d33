using System.Text.Json;
using System.Text.Json.Nodes;

namespace S3Contract.Harness.Pebble;

/// <summary><c>POST /v1/files</c>: files are written and removed, folders made.</summary>
internal static class FileWrites
{
    private const int FileMode = 0x1A4;
    private const int FolderMode = 0x1ED;

    public static PebbleAnswer Post(PebbleCall call)
    {
        switch (call.Request.ContentType)
        {
            case "multipart/form-data":
                return Write(call);
            case "application/json":
                JsonObject body = call.Body;
                return body.Text("action") switch
                {
                    "make-dirs" => Each(call, body.Objects("dirs"), "make folder", MakeFolder),
                    "remove" => Each(call, body.Objects("paths"), "remove", (state, item, path) => state.Files.Remove(path, item.Flag("recursive"))),
                    "write" => throw PebbleRefusal.Bad("must use multipart with \"write\" action"),
                    var action => throw PebbleRefusal.Bad($"invalid action \"{action}\""),
                };
            default:
                throw PebbleRefusal.Bad($"invalid media type \"{call.Request.ContentType}\"");
        }
    }

    private static PebbleAnswer Write(PebbleCall call)
    {
        IReadOnlyList<PebblePart> parts = call.Request.Parts;
        if (parts.Count == 0 || parts[0].Name is not "request")
            throw PebbleRefusal.Bad($"metadata field name must be \"request\", got \"{(parts.Count == 0 ? "" : parts[0].Name)}\"");
        JsonObject body = JsonNode.Parse(parts[0].Content.Span) as JsonObject ?? throw new JsonException("expected an object");
        if (body.Text("action") is not "write" and var action)
            throw PebbleRefusal.Bad($"multipart action must be \"write\", got \"{action}\"");
        IReadOnlyList<JsonObject> items = body.Objects("files");
        if (items.Count == 0)
            throw PebbleRefusal.Bad("must specify one or more files");

        Dictionary<string, ReadOnlyMemory<byte>> contents = new(StringComparer.Ordinal);
        foreach (PebblePart part in parts.Skip(1))
        {
            if (part.Name is not "files")
                throw PebbleRefusal.Bad($"field name must be \"files\", got \"{part.Name}\"");
            if (!items.Any(item => string.Equals(item.Text("path"), part.File, StringComparison.Ordinal)))
                throw PebbleRefusal.Bad($"no metadata for path \"{part.File}\"");
            contents[part.File ?? ""] = part.Content;
        }

        return Each(call, items, "push", (state, item, path) => contents.TryGetValue(path, out ReadOnlyMemory<byte> content)
            ? WriteFile(state, item, path, content)
            : throw new IOException($"no file content for path \"{path}\""));
    }

    private static PebbleFiles WriteFile(PebbleState state, JsonObject item, string path, ReadOnlyMemory<byte> content)
    {
        FileOwner? owner = Owner(item);
        PebbleFiles files = item.Flag("make-dirs")
            ? state.Files.MakeFolder(PebbleFiles.Parent(PebbleFiles.Clean(path)), FolderMode, owner, parents: true, existing: true, state.Ticks)
            : state.Files;
        return files.Write(path, new PebbleFile(false, Mode(item, FileMode), state.Ticks) { Content = content, Owner = owner ?? FileOwner.Root });
    }

    private static PebbleFiles MakeFolder(PebbleState state, JsonObject item, string path)
    {
        bool parents = item.Flag("make-parents");
        return state.Files.MakeFolder(path, Mode(item, FolderMode), Owner(item), parents, existing: parents, state.Ticks);
    }

    // Each goes its own way: what goes wrong with one is said of it, and the others are done.
    private static PebbleAnswer Each(PebbleCall call, IReadOnlyList<JsonObject> items, string what, Func<PebbleState, JsonObject, string, PebbleFiles> make)
    {
        PebbleState state = call.State.Later();
        JsonArray results = [];
        string? lacks = null;
        foreach (JsonObject item in items)
        {
            string path = item.Text("path");
            JsonObject result = new() { ["path"] = path };
            try
            {
                state = state with { Files = make(state, item, FileReads.Absolute(path)) };
            }
            catch (IOException failure)
            {
                result["error"] = FileReads.Error(failure);
                lacks ??= failure is DirectoryNotFoundException ? $"{what} {path}" : null;
            }

            results.Add((JsonNode)result);
        }

        string did = items.Count == 0 ? what : $"{what} {string.Join(' ', items.Select(item => item.Text("path")))}";
        return new PebbleAnswer(state, PebbleResponse.Sync(results)) { Did = did, Lacks = lacks };
    }

    private static FileOwner? Owner(JsonObject item) => FileOwner.Of(item.Number("user-id"), item.Text("user"), item.Number("group-id"), item.Text("group"));

    private static int Mode(JsonObject item, int otherwise)
    {
        string mode = item.Text("permissions");
        if (mode.Length == 0)
            return otherwise;
        return mode.Length == 3 && mode.All(digit => digit is >= '0' and <= '7')
            ? Convert.ToInt32(mode, 8)
            : throw new IOException($"permissions must be a 3-digit octal string, got \"{mode}\"");
    }
}
