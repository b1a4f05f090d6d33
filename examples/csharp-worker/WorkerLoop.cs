using System.Text.Json.Nodes;

namespace S3Contract.Examples.Worker;

/// <summary>Does hook after hook for S3Contract. Each message is a line of JSON; docs/worker.md says which there are.</summary>
internal static class WorkerLoop
{
    /// <summary>Does hooks until there are no more.</summary>
    public static int Run(TextReader input, TextWriter output)
    {
        // What is printed must not come between the messages.
        Console.SetOut(Console.Error);
        while (input.ReadLine() is { } line)
            Say(output, new JsonObject { ["end"] = Hook(JsonNode.Parse(line)!, input, output) });
        return 0;
    }

    private static int Hook(JsonNode hook, TextReader input, TextWriter output)
    {
        Directory.SetCurrentDirectory(hook["folder"]!.GetValue<string>());
        try
        {
            return new Requirer(name => hook["environment"]![name]?.GetValue<string>(), (text, words) => Call(text, words, input, output)).Run();
        }
        catch (Exception failure)
        {
            // Its message may quote a secret.
            Console.Error.WriteLine($"{failure.GetType().FullName}\n{failure.StackTrace}");
            return 1;
        }
    }

    private static string Call(string text, string[] words, TextReader input, TextWriter output)
    {
        Say(output, new JsonObject { ["run"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]), ["stdin"] = text });
        JsonNode answer = JsonNode.Parse(input.ReadLine()!)!;
        Console.Error.Write(answer["stderr"]!.GetValue<string>());
        return answer["exit"]!.GetValue<int>() == 0 ? answer["stdout"]!.GetValue<string>() : throw new InvalidOperationException($"{words[0]} was refused");
    }

    private static void Say(TextWriter output, JsonObject message)
    {
        output.Write(message.ToJsonString() + "\n");
        output.Flush();
    }
}
