using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using S3Contract.Harness.S3;

namespace S3Contract.Servers;

/// <summary>One request and its response: HTTP on one side, what S3 makes of it on the other.</summary>
internal static class S3Exchange
{
    /// <summary>The most bytes of a request: all that an S3 holds, and a little.</summary>
    public const long LargestBody = S3State.Largest + (1024 * 1024);

    public static async Task Run(HttpContext context, IS3Site site)
    {
        try
        {
            S3Reply reply = site.Answer(await Request(context));
            if (reply.Delay > TimeSpan.Zero)
                await Task.Delay(reply.Delay, context.RequestAborted);
            switch (reply)
            {
                case { Fate: S3Fate.Answered, Response: var response }:
                    await Send(context, response);
                    break;
                case { Fate: S3Fate.Silent }:
                    await Task.Delay(Timeout.Infinite, context.RequestAborted);
                    break;
                default:
                    context.Abort();
                    break;
            }
        }
        catch (BadHttpRequestException bad)
        {
            context.Response.StatusCode = bad.StatusCode;
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // Nobody is there any more to be told.
            context.Abort();
        }
    }

    private static async Task<S3Request> Request(HttpContext context)
    {
        HttpRequest request = context.Request;
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new S3Request(request.Method, target.StartsWith('/') ? target : "/" + target)
        {
            Headers = [.. request.Headers.SelectMany(header => header.Value, (header, value) => KeyValuePair.Create(header.Key, value ?? ""))],
            Body = body.ToArray(),
            Authority = context.Features.Get<Certified>()?.Authority,
        };
    }

    private static async Task Send(HttpContext context, S3Response response)
    {
        context.Response.StatusCode = response.Status;
        foreach ((string name, string value) in response.Headers)
            context.Response.Headers[name] = value;
        if (response.Status is not (204 or 304))
            context.Response.ContentLength = response.Length ?? response.Body.Length;
        if (response.Body.Length > 0)
            await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }
}
