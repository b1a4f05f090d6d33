using System.Text.Json.Nodes;

namespace S3Contract.Examples.Worker;

/// <summary>Runs a hook command with what it reads on its standard input, and gives back what it prints; throws if it is refused.</summary>
internal delegate string HookCommand(string input, params string[] words);

/// <summary>A requirer of S3 credentials, whoever runs its hooks.</summary>
internal sealed class Requirer(Func<string, string?> variable, HookCommand call)
{
    private const string Endpoint = "s3";

    /// <summary>Does the hook that the environment names.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        string hook = variable("JUJU_DISPATCH_PATH")!.Split('/')[^1];
        string relation = variable("JUJU_RELATION_ID") ?? "";
        switch (hook)
        {
            case $"{Endpoint}-relation-created" or $"{Endpoint}-relation-joined" when IsLeader():
                Ask(relation);
                break;
            case "leader-elected" or "config-changed":
                AskAnew();
                break;
            case $"{Endpoint}-relation-changed":
                Receive(relation);
                break;
            case $"{Endpoint}-relation-broken":
                Tell("credentials-gone", relation);
                Status("blocked", "Relate me to a provider of S3 credentials");
                break;
        }

        return 0;
    }

    // The leader before may have gone before it asked; and an option that changed is asked for anew.
    private void AskAnew()
    {
        string[] relations = [.. Answer("relation-ids", Endpoint)!.AsArray().Select(relation => relation!.GetValue<string>())];
        if (relations.Length == 0)
            Status("blocked", "Relate me to a provider of S3 credentials");
        else if (IsLeader())
            Array.ForEach(relations, Ask);
    }

    // Only the leader may write for the application.
    private void Ask(string relation)
    {
        string bucket = Answer("config-get", "bucket")?.GetValue<string>() is { Length: > 0 } given ? given : "relation-" + Number(relation);
        call(new JsonObject { ["bucket"] = bucket }.ToJsonString(), "relation-set", "-r", relation, "--app", "--file", "-");
    }

    private void Receive(string relation)
    {
        JsonNode answer = Answer("relation-get", "-r", relation, "--app", "-", variable("JUJU_REMOTE_APP")!)!;
        if (Text(answer, "access-key").Length == 0 || Text(answer, "secret-key").Length == 0)
        {
            Status("waiting", "Waiting for S3 credentials");
            return;
        }

        Tell("credentials-changed", relation);
        Status("active", "Using a bucket");
    }

    private bool IsLeader() => Answer("is-leader")!.GetValue<bool>();

    // Tells whoever watches the log that something happened to a relation; never what the keys are.
    private void Tell(string happened, string relation) => call("", "juju-log", "--", $"s3contract:event {happened} relation={Number(relation)}");

    private void Status(string status, string message) => call("", "status-set", status, message);

    private JsonNode? Answer(params string[] command) => JsonNode.Parse(call("", [.. command, "--format=json"]));

    private static string Text(JsonNode answer, string key) => answer[key]?.GetValue<string>() ?? "";

    // The number of a relation named ENDPOINT:NUMBER.
    private static string Number(string relation) => relation.Split(':')[^1];
}
