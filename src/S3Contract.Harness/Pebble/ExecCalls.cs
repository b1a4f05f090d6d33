using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace S3Contract.Harness.Pebble;

/// <summary><c>/v1/exec</c>. A command has ended before it began: what it printed is read from the sockets of its task.</summary>
internal static class ExecCalls
{
    public static PebbleAnswer Post(PebbleCall call)
    {
        JsonObject body = call.Body;
        IReadOnlyList<string> words = body.Texts("command");
        if (words.Count == 0)
            throw PebbleRefusal.Bad("must specify command");
        if (body.Text("timeout") is { Length: > 0 } timeout && GoDuration.Seconds(timeout) is null)
            throw PebbleRefusal.Bad($"invalid timeout: time: invalid duration \"{timeout}\"");
        if (body.Text("service-context") is { Length: > 0 } context && !call.State.Plan.Services.ContainsKey(context))
            throw PebbleRefusal.Bad($"context service \"{context}\" not found");
        string shown = words[0].Replace("\"", "\\\"", StringComparison.Ordinal);
        WorkloadCommand command = call.Commands.Find(words) ?? throw new PebbleRefusal(400, $"cannot find executable \"{shown}\"") { Lacks = $"exec {words[0]}" };

        PebbleState state = call.State.Later().Changed("exec", $"Execute command \"{shown}\"", [("exec", $"exec command \"{shown}\"")], out PebbleChange change);
        change = change with { ExitCode = command.ExitCode };
        string task = change.Tasks[0].Id;
        CommandOutput output = new(Encoding.UTF8.GetBytes(command.Stdout), Encoding.UTF8.GetBytes(command.Stderr), body.Flag("split-stderr"));
        state = NoticeCalls.Noticed(state.With(change) with { Outputs = state.Outputs.Add(task, output) }, change);
        JsonObject environment = body["environment"] is JsonObject given ? (JsonObject)given.DeepClone() : [];
        JsonObject result = new()
        {
            ["environment"] = environment,
            ["task-id"] = task,
            ["working-dir"] = body.Text("working-dir") is { Length: > 0 } folder ? folder : "/",
        };
        return new PebbleAnswer(state, PebbleResponse.Async(result, change.Id))
        {
            Did = string.Create(CultureInfo.InvariantCulture, $"exec {words[0]} (exit code {command.ExitCode})"),
        };
    }

    /// <summary>What comes out of a socket of a task: <c>control</c>, <c>stdio</c> or <c>stderr</c>.</summary>
    /// <exception cref="PebbleRefusal">There is no such socket.</exception>
    public static ReadOnlyMemory<byte> Output(PebbleState state, string task, string socket)
    {
        CommandOutput output = state.Outputs.GetValueOrDefault(task) ?? throw PebbleRefusal.NotFound($"cannot find task \"{task}\"");
        return socket switch
        {
            "control" => default,
            "stdio" => output.IsSplit ? output.Stdout : (byte[])[.. output.Stdout.Span, .. output.Stderr.Span],
            "stderr" when output.IsSplit => output.Stderr,
            _ => throw PebbleRefusal.NotFound($"cannot find {socket} websocket for task \"{task}\""),
        };
    }
}
