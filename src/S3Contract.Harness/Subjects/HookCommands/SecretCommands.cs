using S3Contract.Harness.Juju.Secrets;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands that tell of secrets.</summary>
internal static class SecretCommands
{
    private const string Base64 = "#base64";

    public static HookAnswer Ids(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], []);
        call.AtMost(flags, 0);
        string[] ids = [.. call.Juju.ManagedSecrets("secret-ids").Select(secret => secret.Id)];

        // A list that was never made, which JSON tells from an empty one.
        return call.Print(flags, ids.Length == 0 && flags.Value(CommandCall.Format) is "json" ? null : ids);
    }

    public static HookAnswer Get(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags(["peek", "refresh"], ["label"], OutputFormat.YamlOrJson);
        string label = flags.Value("label") ?? "";
        SecretUri? uri = Named(call, flags);
        if (uri is null && label.Length == 0)
            throw call.Wrong("require either a secret URI or label");
        if (flags.On("peek") && flags.On("refresh"))
            throw call.Wrong("specify one of --peek or --refresh but not both");
        call.AtMost(flags, 2);
        SecretContent content = call.Juju.ReadSecret(
            uri, label, flags.On("peek") ? SecretReading.Peek : flags.On("refresh") ? SecretReading.Refresh : SecretReading.Tracked);
        SortedDictionary<string, object?> values = Answer.Empty();
        foreach ((string name, string encoded) in content.Encoded)
            values[name] = Decoded(call, encoded);
        return call.Print(flags, flags.Arguments is [_, { Length: > 0 } key] ? Value(call, content, key) : values);
    }

    public static HookAnswer Info(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], ["label"], OutputFormat.YamlOrJson);
        string label = flags.Value("label") ?? "";
        SecretUri? uri = Named(call, flags);
        if (uri is null && label.Length == 0)
            throw call.Wrong("require either a secret URI or label");
        if (uri is not null && label.Length > 0)
            throw call.Wrong("specify either a secret URI or label but not both");
        call.AtMost(flags, 1);
        SecretRecord? secret = call.Juju.ManagedSecrets("secret-info-get")
            .FirstOrDefault(secret => string.Equals(uri is null ? secret.Label : secret.Id, uri?.Id ?? label, StringComparison.Ordinal));
        return secret is null
            ? throw call.Juju.SecretInfoRefusal(uri?.Id ?? label)
            : call.Print(flags, Answer.InOrder((secret.Id, Info(call, secret))));
    }

    private static SecretUri? Named(CommandCall call, CommandFlags flags) =>
        flags.Arguments.Count == 0 ? null
            : SecretUri.TryParse(flags.Arguments[0], out SecretUri? uri, out _) ? uri
            : throw call.Wrong($"secret URI {GoText.Quote(flags.Arguments[0])} not valid");

    private static string Decoded(CommandCall call, string encoded) =>
        GoBase64.TryDecode(encoded, out byte[]? bytes, out string? problem) ? ByteText.Of(bytes) : throw new CommandLineError(call.Command, problem);

    private static string Value(CommandCall call, SecretContent content, string asked)
    {
        bool encoded = asked.EndsWith(Base64, StringComparison.Ordinal);
        string key = encoded ? asked[..^Base64.Length] : asked;
        string value = content.Get(key) ?? throw new CommandLineError(call.Command, $"secret key value {GoText.Quote(key)} not found");
        return encoded ? value : Decoded(call, value);
    }

    private static KeyValuePair<string, object?>[] Info(CommandCall call, SecretRecord secret)
    {
        bool made = call.Juju.IsMadeHere(secret.Id);
        List<(string Key, object? Value)> info =
        [
            ("revision", (long)secret.Latest), ("label", secret.Label), ("owner", secret.Owner.Unit is null ? "application" : "unit"),
        ];
        if (secret.Description.Length > 0)
            info.Add(("description", secret.Description));

        // Of one that is not there yet Juju tells only what was said.
        if (!made || secret.Rotation != SecretRotation.Never)
            info.Add(("rotation", secret.Rotation.ToString().ToLowerInvariant()));
        if (secret.Find(secret.Latest)?.Expires is { } expires)
            info.Add(("expiry", expires));
        if (!made && SecretTime.Next(secret.Rotation) is { } rotates)
            info.Add(("rotates", rotates));
        if (secret.Grants.Length > 0)
        {
            info.Add(("access", secret.Grants.Select(grant => (object?)Answer.InOrder(
                ("target", grant.Subject.Tag("")), ("scope", call.Juju.ScopeOf(grant)), ("role", "view"))).ToArray()));
        }

        return Answer.InOrder([.. info]);
    }
}
