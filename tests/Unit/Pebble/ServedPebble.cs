using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using S3Contract.Harness.Pebble;
using S3Contract.Servers;

namespace S3Contract.Tests.Unit.Pebble;

/// <summary>A Pebble that is served on a unix socket, and what a client of it does.</summary>
internal sealed class ServedPebble : IDisposable, IPebbleSite
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pebble-").FullName;
    private readonly IDisposable _server;
    private readonly HttpClient _client;
    private readonly WorkloadCommands _commands;

    public ServedPebble(params WorkloadCommand[] commands)
    {
        _commands = new WorkloadCommands("web", commands);
        _server = new PebbleServer().Serve([KeyValuePair.Create(Socket, (IPebbleSite)this)]);
        _client = new HttpClient(Handler()) { BaseAddress = new Uri("http://localhost") };
    }

    public string Socket => Path.Combine(_folder, "pebble.socket");

    public PebbleState State { get; private set; } = PebbleState.Started(1, ["/srv/data"]);

    /// <summary>What came of the last request, beside what was said.</summary>
    public PebbleAnswer? Last { get; private set; }

    public PebbleResponse Answer(PebbleRequest request)
    {
        Last = PebbleApi.Answer(State, request, _commands);
        State = Last.State;
        return Last.Response;
    }

    public ReadOnlyMemory<byte> Output(string task, string socket) => ExecCalls.Output(State, task, socket);

    public void Turn(Func<PebbleState, PebbleState?> turn) => State = turn(State) ?? State;

    public (int Status, JsonNode Body) Get(string path) => Read(_client.GetAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult());

    /// <summary>The type and text of an answer that is no JSON of Pebble's usual shape.</summary>
    public (string? Type, string Body) Plain(string path)
    {
        using HttpResponseMessage response = _client.GetAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult();
        return (response.Content.Headers.ContentType?.ToString(), response.Content.ReadAsStringAsync().GetAwaiter().GetResult());
    }

    public (int Status, JsonNode Body) Post(string path, string body)
    {
        using StringContent content = new(body.Replace('\'', '"'), Encoding.UTF8, "application/json");
        return Read(_client.PostAsync(new Uri(path, UriKind.Relative), content).GetAwaiter().GetResult());
    }

    /// <summary>The result of a request that must succeed.</summary>
    public JsonNode? Result(string path) => Good(Get(path));

    /// <summary>The result of a request that must succeed.</summary>
    public JsonNode? Result(string path, string body) => Good(Post(path, body));

    /// <summary>What a request that must be refused is told.</summary>
    public string Refusal(string path, string? body = null)
    {
        (int status, JsonNode answer) = body is null ? Get(path) : Post(path, body);
        Assert.That((string?)answer["type"], Is.EqualTo("error"), answer.ToJsonString());
        return $"{status} {answer["result"]!["message"]}";
    }

    public void AddLayer(string label, string yaml, bool combine = false) => Result("/v1/layers", Layer(label, yaml, combine));

    public static string Layer(string label, string yaml, bool combine = false) => new JsonObject
    {
        ["action"] = "add",
        ["combine"] = combine,
        ["label"] = label,
        ["format"] = "yaml",
        ["layer"] = yaml,
    }.ToJsonString();

    /// <summary>Pushes a file as <c>ops</c> does.</summary>
    public JsonNode Push(string path, byte[] content, string more = "")
    {
        using MultipartFormDataContent form = new(new string('b', 32));
        using StringContent metadata = new($"{{\"action\": \"write\", \"files\": [{{\"path\": \"{path}\"{more.Replace('\'', '"')}}}]}}", Encoding.UTF8, "application/json");
        metadata.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"request\"" };
        using ByteArrayContent file = new(content);
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"files\"", FileName = $"\"{path}\"" };
        form.Add(metadata);
        form.Add(file);
        return Good(Read(_client.PostAsync(new Uri("/v1/files", UriKind.Relative), form).GetAwaiter().GetResult()))![0]!;
    }

    /// <summary>Pulls a file: the text of the whole answer.</summary>
    public (string? Boundary, byte[] Body) Pull(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/v1/files?action=read&path=" + Uri.EscapeDataString(path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("multipart/form-data"));
        using HttpResponseMessage response = _client.Send(request);
        string? boundary = response.Content.Headers.ContentType!.Parameters.FirstOrDefault(one => one.Name is "boundary")?.Value;
        return (boundary, response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult());
    }

    /// <summary>What comes out of a socket of a task, each message with its type.</summary>
    public async Task<string[]> Listen(string task, string socket)
    {
        using ClientWebSocket client = new();
        using HttpMessageInvoker invoker = new(Handler());
        await client.ConnectAsync(new Uri($"ws://localhost/v1/tasks/{task}/websocket/{socket}"), invoker, CancellationToken.None);
        await client.SendAsync("ignored"u8.ToArray(), WebSocketMessageType.Binary, true, CancellationToken.None);
        List<string> heard = [];
        byte[] buffer = new byte[100_000];
        do
        {
            WebSocketReceiveResult said = await client.ReceiveAsync(buffer, CancellationToken.None);
            heard.Add($"{said.MessageType} {Encoding.UTF8.GetString(buffer, 0, said.Count)}");
        }
        while (!heard[^1].StartsWith("Text", StringComparison.Ordinal));
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        return [.. heard];
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private SocketsHttpHandler Handler() => new()
    {
        ConnectCallback = async (_, gone) =>
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), gone);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private static (int Status, JsonNode Body) Read(HttpResponseMessage response)
    {
        using (response)
            return ((int)response.StatusCode, JsonNode.Parse(response.Content.ReadAsStringAsync().GetAwaiter().GetResult())!);
    }

    private static JsonNode? Good((int Status, JsonNode Body) answer)
    {
        Assert.That((string?)answer.Body["type"], Is.Not.EqualTo("error"), answer.Body.ToJsonString());
        Assert.That((int?)answer.Body["status-code"], Is.EqualTo(answer.Status));
        return answer.Status == (int)HttpStatusCode.Accepted ? answer.Body : answer.Body["result"];
    }
}
