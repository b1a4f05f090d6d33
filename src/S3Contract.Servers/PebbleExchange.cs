using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using S3Contract.Harness.Pebble;

namespace S3Contract.Servers;

/// <summary>One request and its response: HTTP on one side, what Pebble makes of it on the other.</summary>
internal static class PebbleExchange
{
    /// <summary>The most bytes of a request: all that a container holds, and a little.</summary>
    public const long LargestBody = PebbleFiles.Largest + (1024 * 1024);

    private const int Chunk = 32 * 1024;

    public static async Task Run(HttpContext context, IPebbleSite site)
    {
        try
        {
            string[] path = (context.Request.Path.Value ?? "").Trim('/').Split('/');
            if (path is ["v1", "tasks", var task, "websocket", var socket])
                await Stream(context, site, task, socket);
            else
                await Send(context, site.Answer(await Request(context)));
        }
        catch (PebbleRefusal refusal)
        {
            await Send(context, PebbleResponse.Error(refusal.Status, refusal.Message, refusal.Kind));
        }
        catch (BadHttpRequestException bad)
        {
            await Send(context, PebbleResponse.Error(bad.StatusCode, bad.Message));
        }
        catch (InvalidDataException bad)
        {
            await Send(context, PebbleResponse.Error(400, "cannot read request: " + bad.Message));
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or WebSocketException)
        {
            // Nobody is there any more to be told.
            context.Abort();
        }
    }

    private static async Task<PebbleRequest> Request(HttpContext context)
    {
        HttpRequest request = context.Request;
        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type);
        PebbleRequest read = new(request.Method, request.Path.Value ?? "/")
        {
            Query = [.. request.Query.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""))],
            Accept = request.Headers.Accept.ToString(),
            ContentType = type?.MediaType.Value ?? "",
        };
        if (type is null || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return read with { Body = await Whole(request.Body, context.RequestAborted) };
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: >= 32 } boundary)
            throw PebbleRefusal.Bad($"invalid boundary \"{type.Boundary}\"");

        List<PebblePart> parts = [];
        MultipartReader reader = new(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            _ = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition);
            parts.Add(new PebblePart(Unquoted(disposition?.Name ?? "") ?? "", Unquoted(disposition?.FileName ?? default), await Whole(section.Body, context.RequestAborted)));
        }

        return read with { Parts = parts };
    }

    private static string? Unquoted(StringSegment text) => text.HasValue ? HeaderUtilities.UnescapeAsQuotedString(text).Value : null;

    private static async Task<byte[]> Whole(Stream body, CancellationToken gone)
    {
        using MemoryStream whole = new();
        await body.CopyToAsync(whole, gone);
        return whole.ToArray();
    }

    private static async Task Send(HttpContext context, PebbleResponse response)
    {
        if (context.Response.HasStarted)
            return;
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        context.Response.ContentLength = response.Body.Length;
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }

    // What the command has printed, then the word that this is all; what the caller sends is read and forgotten, as no program reads it.
    private static async Task Stream(HttpContext context, IPebbleSite site, string task, string socket)
    {
        ReadOnlyMemory<byte> output = site.Output(task, socket);
        if (!context.WebSockets.IsWebSocketRequest)
            throw PebbleRefusal.Bad("the client is not using the websocket protocol");
        using WebSocket caller = await context.WebSockets.AcceptWebSocketAsync();
        CancellationToken gone = context.RequestAborted;
        if (socket is not "control")
        {
            for (int at = 0; at < output.Length; at += Chunk)
                await caller.SendAsync(output.Slice(at, Math.Min(Chunk, output.Length - at)), WebSocketMessageType.Binary, endOfMessage: true, gone);
            await caller.SendAsync("{\"command\":\"end\"}"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, gone);
        }

        byte[] said = new byte[Chunk];
        while ((await caller.ReceiveAsync(said.AsMemory(), gone)).MessageType is not WebSocketMessageType.Close)
        {
        }

        await caller.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, gone);
    }
}
