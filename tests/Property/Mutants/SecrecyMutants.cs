using System.Text;
using System.Text.Json;
using S3Contract.Charms;
using static S3Contract.Tests.Property.Mutants.Mutant;
using static S3Contract.Tests.Property.Mutants.SoundCharm;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Charms that let a secret out.</summary>
internal static class SecrecyMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        Provider("logs-the-secret", "secrecy.log", "Logs what it publishes.", new()
        {
            Publish = (charm, relation, answer) => Publish(charm, relation, answer, charm.Log, secret => "publishing " + secret),
        }),
        Provider("logs-the-secret-in-base64", "secrecy.log", "Encodes the secret in base64 before it logs it.", new()
        {
            Publish = (charm, relation, answer) => Publish(charm, relation, answer, charm.Log, Base64),
        }),
        Provider("logs-the-secret-in-a-url", "secrecy.log", "Logs a URL with the secret in it.", new()
        {
            Publish = (charm, relation, answer) =>
                Publish(charm, relation, answer, charm.Log, secret => $"http://user:{Uri.EscapeDataString(secret)}@127.0.0.1/"),
        }),
        Provider("logs-the-secret-as-json", "secrecy.log", "Logs the whole answer as JSON.", new()
        {
            Publish = (charm, relation, answer) => Publish(
                charm, relation, answer, charm.Log, secret => $"{{\"secret-key\": \"{JsonEncodedText.Encode(secret)}\"}}"),
        }),
        Provider("logs-the-secret-percent-escaped-throughout", "secrecy.log", "Escapes each byte of the secret before it logs it.", new()
        {
            Publish = (charm, relation, answer) => Publish(
                charm, relation, answer, charm.Log, secret => string.Concat(Encoding.UTF8.GetBytes(secret).Select(one => $"%{one:x2}"))),
        }),
        Provider("logs-the-secret-in-hex", "secrecy.log", "Logs the secret in hexadecimal digits.", new()
        {
            Publish = (charm, relation, answer) => Publish(
                charm, relation, answer, charm.Log, secret => "key: " + Convert.ToHexString(Encoding.UTF8.GetBytes(secret))),
        }),
        Requirer("logs-the-secret-with-escaped-slashes", "secrecy.log", "Logs the secret as JSON that escapes slashes, if it has any.", new()
        {
            OnChanged = (charm, relation) => Tell(
                charm, relation, charm.Log,
                secret => secret.Contains('/', StringComparison.Ordinal) ? "got " + secret.Replace("/", "\\/", StringComparison.Ordinal) : "got a secret"),
        }),
        Requirer("logs-the-secret-in-capitals", "secrecy.log", "Writes its log in capitals, the secret too.", new()
        {
            OnChanged = (charm, relation) => Tell(charm, relation, charm.Log, secret => "GOT " + secret.ToUpperInvariant()),
        }),
        Provider("logs-the-secret-in-pieces", "secrecy.log", "Wraps its log, and the secret with it.", new()
        {
            Publish = (charm, relation, answer) => Publish(charm, relation, answer, charm.Log, Wrapped),
        }),
        Provider("status-tells-the-key", "secrecy.status", "Names the access key in its status.", new()
        {
            Publish = (charm, relation, answer) => Publish(
                charm, relation, answer, text => charm.Juju.StatusSet(WorkloadStatus.Active, text), _ => "serving " + answer[AccessKey]),
        }),
        Provider("action-tells-the-secret", "secrecy.action-result", "Repeats in the action's result what it was given.", new()
        {
            Issue = charm =>
            {
                charm.RememberIssued();
                charm.Juju.ActionSet("secret", charm.Juju.ActionGet().GetValueOrDefault(SecretKey, ""));
            },
        }),
        Provider("prints-the-secret", "secrecy.output", "Prints what it publishes.", new()
        {
            Publish = (charm, relation, answer) => Publish(charm, relation, answer, charm.Print, secret => "publishing " + secret),
        }),
        Requirer("logs-the-secret", "secrecy.log", "Logs what it received.", new()
        {
            OnChanged = (charm, relation) => Tell(charm, relation, charm.Log, secret => "received " + secret),
        }),
        Requirer("logs-the-secret-in-base64", "secrecy.log", "Encodes the secret in base64 before it logs it.", new()
        {
            OnChanged = (charm, relation) => Tell(charm, relation, charm.Log, Base64),
        }),
        Requirer("logs-the-secret-in-pieces", "secrecy.log", "Wraps its log, and the secret with it.", new()
        {
            OnChanged = (charm, relation) => Tell(charm, relation, charm.Log, Wrapped),
        }),
        Requirer("status-tells-the-secret", "secrecy.status", "Puts the secret into its status.", new()
        {
            OnChanged = (charm, relation) =>
                Tell(charm, relation, text => charm.Juju.StatusSet(WorkloadStatus.Active, text), secret => "connected with " + secret),
        }),
        Requirer("action-tells-the-secret", "secrecy.action-result", "An action shows the credentials in use.", new()
        {
            Also = charm =>
            {
                foreach (RelationId relation in charm.InHook(HookKind.Action) ? charm.LiveRelations() : [])
                {
                    charm.Juju.ActionSet("secret", charm.Heard(relation).Get(SecretKey) ?? "");
                }
            },
        }),
        Requirer("prints-the-secret", "secrecy.output", "Prints what it received.", new()
        {
            OnChanged = (charm, relation) => Tell(charm, relation, charm.Print, secret => "received " + secret),
        }),
        Provider("unit-databag-holds-the-keys", "secrecy.databag", "Keeps a copy of the answer in its unit's databag.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                charm.Show(relation, answer);
                charm.Juju.RelationSet(relation, false, [Pair("answered", answer[SecretKey])]);
            },
        }),
        Requirer("keeps-the-answer-as-bookkeeping", "secrecy.databag", "Writes down what it has seen in its unit's databag, keys and all, as the library's diff does.", new()
        {
            OnChanged = (charm, relation) =>
            {
                Databag heard = charm.Heard(relation);
                string seen = JsonSerializer.Serialize(heard.ToDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal));
                charm.Juju.RelationSet(relation, false, [Pair("data", seen)]);
                if (HasBothKeys(heard))
                {
                    charm.Emit(Changed, relation);
                }
            },
        }),
        Requirer("confirms-the-key", "secrecy.databag", "Confirms in its request which access key it uses, in base64.", new()
        {
            Ask = (charm, relation, bucket) => charm.Show(
                relation,
                charm.Said(relation).With(Bucket, bucket).With("in-use", charm.Heard(relation).Get(AccessKey) is { } key ? Base64(key) : "")),
        }),
    ];

    private static void Publish(SoundProvider charm, RelationId relation, Databag answer, Action<string> tell, Func<string, string> text)
    {
        if (!charm.Said(relation).Equals(answer))
        {
            tell(text(answer[SecretKey]));
        }

        charm.Show(relation, answer);
    }

    private static void Tell(SoundRequirer charm, RelationId relation, Action<string> tell, Func<string, string> text)
    {
        if (charm.Heard(relation) is var heard && HasBothKeys(heard))
        {
            tell(text(heard[SecretKey]));
            charm.Emit(Changed, relation);
        }
    }

    private static string Base64(string secret) => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));

    private static string Wrapped(string secret) => secret[..(secret.Length / 2)] + "\n" + secret[(secret.Length / 2)..];
}
