using System.Globalization;
using System.Text;
using System.Text.Json;

namespace S3Contract.Charms;

/// <content>Secrets. What is in them goes through a file that this user alone can read, and that is gone when the command has ended.</content>
public sealed partial class JujuHookCommands
{
    /// <inheritdoc/>
    public string SecretAdd(IReadOnlyDictionary<string, string> content, SecretOwner owner, SecretSettings settings) => WithContent(content, file =>
        HookCommandProcess.Run("secret-add", [.. Words(settings), "--owner", Name(owner), "--file", file]).Trim());

    /// <inheritdoc/>
    public void SecretSet(string secret, IReadOnlyDictionary<string, string>? content, SecretSettings settings)
    {
        if (content is null)
        {
            HookCommandProcess.Run("secret-set", [secret, .. Words(settings)]);
        }
        else
        {
            WithContent(content, file => HookCommandProcess.Run("secret-set", [secret, .. Words(settings), "--file", file]));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> SecretGet(string? secret, string? label, SecretReading reading)
    {
        List<string> arguments = ["--format=json"];
        arguments.AddRange(secret is null ? [] : [secret]);
        arguments.AddRange(label is null ? [] : ["--label", label]);
        arguments.AddRange(reading is SecretReading.Peek ? ["--peek"] : reading is SecretReading.Refresh ? ["--refresh"] : []);
        return Json("secret-get", [.. arguments], ReadTexts);
    }

    /// <inheritdoc/>
    public SecretInfo SecretInfoGet(string? secret, string? label) =>
        Json("secret-info-get", secret is null ? ["--format=json", "--label", label ?? ""] : ["--format=json", secret], answer =>
        {
            foreach (JsonProperty member in Members(answer))
            {
                return ReadInfo(member.Name, member.Value);
            }

            throw new FormatException();
        });

    /// <inheritdoc/>
    public IReadOnlyList<string> SecretIds() => Json("secret-ids", ["--format=json"], answer =>
    {
        var ids = new List<string>();
        foreach (JsonElement item in Items(answer))
        {
            ids.Add(item.GetString() ?? "");
        }

        return ids;
    });

    /// <inheritdoc/>
    public void SecretGrant(string secret, RelationId relation, UnitName? unit = null) =>
        HookCommandProcess.Run("secret-grant", [secret, "--relation", relation.ToString(), .. Unit(unit)]);

    /// <inheritdoc/>
    public void SecretRevoke(string secret, RelationId relation, UnitName? unit = null) =>
        HookCommandProcess.Run("secret-revoke", [secret, "--relation", relation.ToString(), .. Unit(unit)]);

    /// <inheritdoc/>
    public void SecretRemove(string secret, int? revision = null) => HookCommandProcess.Run(
        "secret-remove", revision is { } number ? [secret, "--revision", number.ToString(CultureInfo.InvariantCulture)] : [secret]);

    private static string WithContent(IReadOnlyDictionary<string, string> content, Func<string, string> run)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "content");

        // In base64, which is the same text in YAML and in JSON, whatever the values are.
        var encoded = content.Select(item => KeyValuePair.Create(item.Key + "#base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(item.Value))));
        File.WriteAllText(file, SettingsFile.Write([.. encoded]));
        return run(file);
    }

    private static List<string> Words(SecretSettings settings)
    {
        List<string> words = [];
        Add("--label", settings.Label);
        Add("--description", settings.Description);
        Add("--rotate", settings.Rotate is { } rotation ? Name(rotation) : null);
        Add("--expire", settings.Expire?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return words;

        void Add(string flag, string? value) => words.AddRange(value is null ? [] : [flag, value]);
    }

    private static string[] Unit(UnitName? unit) => unit is { } name ? ["--unit", name.ToString()] : [];

    private static SecretInfo ReadInfo(string id, JsonElement info) => new(id)
    {
        Revision = info.GetProperty("revision").GetInt32(),
        Label = info.GetProperty("label").GetString() ?? "",
        Owner = info.GetProperty("owner").GetString() is "unit" ? SecretOwner.Unit : SecretOwner.Application,
        Description = info.TryGetProperty("description", out JsonElement description) ? description.GetString() ?? "" : "",
        Rotation = info.TryGetProperty("rotation", out JsonElement rotation) && Enum.TryParse(rotation.GetString(), ignoreCase: true, out SecretRotation known)
            ? known
            : SecretRotation.Never,
        Expiry = info.TryGetProperty("expiry", out JsonElement expiry) ? expiry.GetDateTimeOffset() : null,
    };

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    // Made by the system for this user alone.
    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("secret-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
