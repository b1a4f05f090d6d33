using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace S3Contract.Harness.Pebble;

/// <summary><c>GET /v1/files</c>: files are listed and read.</summary>
internal static class FileReads
{
    public static PebbleAnswer Get(PebbleCall call) => call.Request.First("action") switch
    {
        "list" => List(call),
        "read" => Read(call),
        var action => throw PebbleRefusal.Bad($"invalid action \"{action}\""),
    };

    /// <summary>What went wrong with a file.</summary>
    public static JsonObject Error(Exception failure) => new()
    {
        ["message"] = failure.Message,
        ["kind"] = failure is FileNotFoundException or DirectoryNotFoundException ? "not-found" : "generic-file-error",
    };

    /// <summary>An absolute path.</summary>
    /// <exception cref="IOException">It is none.</exception>
    public static string Absolute(string path) => path.StartsWith('/') ? path : throw new IOException($"paths must be absolute, got \"{path}\"");

    private static PebbleAnswer List(PebbleCall call)
    {
        string path = call.Request.First("path");
        if (path.Length == 0)
            throw PebbleRefusal.Bad("must specify path");
        if (!path.StartsWith('/'))
            throw PebbleRefusal.Bad($"path must be absolute, got \"{path}\"");
        if (call.Request.First("itself") is not ("true" or "false" or "") || call.State.Files is not { } files)
            throw PebbleRefusal.Bad("itself parameter must be \"true\" or \"false\"");
        string clean = PebbleFiles.Clean(path);
        PebbleFile? found = files.Paths.GetValueOrDefault(clean);
        if (found is null)
            throw new PebbleRefusal(404, $"stat {path}: no such file or directory", "not-found") { Missed = clean };

        bool itself = !found.IsFolder || call.Request.First("itself") is "true";
        string folder = itself ? PebbleFiles.Parent(clean) : clean;
        string[] names = itself ? [clean[(clean.LastIndexOf('/') + 1)..]] : [.. files.Names(clean)];
        string pattern = call.Request.First("pattern");
        return call.Say(new JsonArray([.. names
            .Where(name => pattern.Length == 0 || GoPattern.Matches(pattern, name))
            .Select(name => Shown(files, PebbleFiles.Clean(folder + "/" + name)))]));
    }

    private static PebbleAnswer Read(PebbleCall call)
    {
        string[] paths = [.. call.Request.Query.Where(pair => pair.Key is "path").Select(pair => pair.Value)];
        if (paths.Length == 0)
            throw PebbleRefusal.Bad("must specify one or more paths");
        if (call.Request.Accept is not "multipart/form-data")
            throw PebbleRefusal.Bad("must accept multipart/form-data");

        string? missed = null;
        JsonArray results = [];
        List<(string Head, ReadOnlyMemory<byte> Content)> parts = [];
        foreach (string path in paths)
        {
            JsonObject result = new() { ["path"] = path };
            try
            {
                PebbleFile file = call.State.Files.At(Absolute(path));
                if (file.IsFolder)
                    throw new IOException($"can only read a regular file: \"{path}\"");
                string name = path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
                parts.Add(($"Content-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n", file.Content));
            }
            catch (IOException failure)
            {
                result["error"] = Error(failure);
                missed ??= failure is FileNotFoundException ? PebbleFiles.Clean(path) : null;
            }

            results.Add((JsonNode)result);
        }

        byte[] response = Encoding.UTF8.GetBytes(new JsonObject { ["type"] = "sync", ["status-code"] = 200, ["status"] = "OK", ["result"] = results }.ToJsonString());
        parts.Add(("Content-Disposition: form-data; name=\"response\"\r\nContent-Type: application/json\r\n", response));
        return new PebbleAnswer(call.State, Form(parts)) { Missed = missed };
    }

    // What stands between the parts stands in none of them: it is made from what is in them.
    private static PebbleResponse Form(List<(string Head, ReadOnlyMemory<byte> Content)> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string head, ReadOnlyMemory<byte> content) in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(head));
            hash.AppendData(content.Span);
        }

        string boundary = Convert.ToHexStringLower(hash.GetHashAndReset());
        using MemoryStream body = new();
        foreach ((string head, ReadOnlyMemory<byte> content) in parts)
        {
            body.Write(Encoding.UTF8.GetBytes($"--{boundary}\r\n{head}\r\n"));
            body.Write(content.Span);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.UTF8.GetBytes($"--{boundary}--\r\n"));
        return new PebbleResponse(200, "multipart/form-data; boundary=" + boundary, body.ToArray());
    }

    private static JsonObject Shown(PebbleFiles files, string path)
    {
        PebbleFile file = files.Paths[path];
        JsonObject shown = new()
        {
            ["path"] = path,
            ["name"] = path is "/" ? "/" : path[(path.LastIndexOf('/') + 1)..],
            ["type"] = file.IsFolder ? "directory" : "file",
        };
        if (!file.IsFolder)
            shown["size"] = file.Content.Length;
        shown["permissions"] = Convert.ToString(file.Mode, 8).PadLeft(3, '0');
        shown["last-modified"] = PebbleState.Time(file.Modified);
        shown["user-id"] = file.Owner.UserId;
        shown["user"] = file.Owner.User;
        shown["group-id"] = file.Owner.GroupId;
        shown["group"] = file.Owner.Group;
        return shown;
    }
}
