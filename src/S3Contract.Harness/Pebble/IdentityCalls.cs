using System.Text.Json.Nodes;

namespace S3Contract.Harness.Pebble;

/// <summary><c>/v1/identities</c>. Whoever asks here is root, so nobody is refused anything.</summary>
internal static class IdentityCalls
{
    private const string Hidden = "*****";

    public static PebbleAnswer List(PebbleCall call) =>
        call.Say(new JsonObject([.. call.State.Identities.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Shown(pair.Value)))]));

    public static PebbleAnswer Post(PebbleCall call)
    {
        JsonObject body = call.Body;
        string action = body.Text("action");
        JsonObject sent = body["identities"] as JsonObject ?? [];
        PebbleState state = call.State.Later();
        if (action is not ("add" or "update" or "replace" or "remove"))
            throw PebbleRefusal.Bad($"invalid action \"{action}\", must be \"add\", \"update\", \"replace\", or \"remove\"");
        foreach ((string name, JsonNode? node) in sent)
        {
            PebbleIdentity? identity = node is null ? null : Read(name, node as JsonObject ?? throw PebbleRefusal.Bad($"invalid identity for \"{name}\": expected an object"));
            bool isKnown = state.Identities.ContainsKey(name);
            if (action is "add" or "update" && identity is null)
                throw PebbleRefusal.Bad($"identity value for \"{name}\" must not be null for {action} operation");
            if (action is "remove" && identity is not null)
                throw PebbleRefusal.Bad($"identity value for \"{name}\" must be null for remove operation");
            if (action is "add" && isKnown)
                throw PebbleRefusal.Bad($"cannot add identities: identities already exist: {name}");
            if (action is "update" or "remove" && !isKnown)
                throw PebbleRefusal.Bad($"cannot {action} identities: identities do not exist: {name}");
            state = state with { Identities = identity is null ? state.Identities.Remove(name) : state.Identities.SetItem(name, identity) };
        }

        return new PebbleAnswer(state, PebbleResponse.Sync(null)) { Did = $"{action} identities" };
    }

    private static PebbleIdentity Read(string name, JsonObject sent)
    {
        string access = sent.Text("access");
        if (access is not ("admin" or "read" or "metrics" or "untrusted"))
            throw PebbleRefusal.Bad($"invalid identity for \"{name}\": invalid access value \"{access}\", must be \"admin\", \"read\", \"metrics\", or \"untrusted\"");
        PebbleIdentity identity = new(
            access, (sent["local"] as JsonObject)?.Number("user-id"), (sent["basic"] as JsonObject)?.Text("password") is { Length: > 0 }, sent["cert"] is JsonObject);
        return identity is { UserId: null, HasPassword: false, HasCertificate: false }
            ? throw PebbleRefusal.Bad($"invalid identity for \"{name}\": identity must have at least one type (\"local\", \"basic\", or \"cert\")")
            : identity;
    }

    private static JsonObject Shown(PebbleIdentity identity)
    {
        JsonObject shown = new() { ["access"] = identity.Access };
        if (identity.UserId is { } user)
            shown["local"] = new JsonObject { ["user-id"] = user };
        if (identity.HasPassword)
            shown["basic"] = new JsonObject { ["password"] = Hidden };
        if (identity.HasCertificate)
            shown["cert"] = new JsonObject { ["pem"] = Hidden };
        return shown;
    }
}
