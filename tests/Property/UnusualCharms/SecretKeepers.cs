using S3Contract.Charms;
using S3Contract.Harness.Metadata;
using S3Contract.Tests.Property.Mutants;
using static S3Contract.Tests.Property.Mutants.SoundCharm;

namespace S3Contract.Tests.Property.UnusualCharms;

/// <summary>Providers that are right, and keep in a secret of Juju what they answer with in the databag.</summary>
internal static class SecretKeepers
{
    private const string Label = "issued";

    public static IReadOnlyList<UnusualCharm> All { get; } =
    [
        UnusualCharm.Provider("keeps-its-keys-in-a-secret", "Keeps the keys in a secret of its own, and reads it by its label.", Keeping(SecretReading.Refresh)),
        UnusualCharm.Provider("peeks-into-its-secret", "Keeps the keys in a secret of its own, and peeks into it.", Keeping(SecretReading.Peek)),
    ];

    /// <summary>The option in which an operator hands over a secret.</summary>
    public static ConfigOption Option { get; } = new("keys", "secret");

    /// <summary>A provider whose keys are in an operator's secret that an option names.</summary>
    /// <param name="refreshesLate">Does it stay with what it has read first until it hears of a change?</param>
    public static ProviderParts Named(bool refreshesLate) => new()
    {
        Issued = (charm, _) =>
        {
            string? uri = charm.Juju.ConfigGet().TryGetValue(Option.Name, out ConfigValue value) ? value.ToString() : null;
            SecretReading reading = !refreshesLate ? SecretReading.Peek : charm.InHook(HookKind.SecretChanged) ? SecretReading.Refresh : SecretReading.Tracked;
            return string.IsNullOrEmpty(uri) ? Databag.Empty : Databag.From(Read(charm, uri, null, reading));
        },
    };

    private static ProviderParts Keeping(SecretReading reading) => new()
    {
        Issue = Keep,
        Issued = (charm, relation) => Databag.From(
        [
            .. charm.IssuedFor(relation).Where(field => field.Key is not (AccessKey or SecretKey)),
            .. Read(charm, null, Key(Label, relation), reading) is { Length: > 0 } own ? own : Read(charm, null, Label, reading),
        ]),
    };

    private static void Keep(SoundProvider charm)
    {
        IReadOnlyDictionary<string, string> given = charm.Juju.ActionGet();
        charm.RememberIssued(given.Where(field => field.Key is not (AccessKey or SecretKey)).ToDictionary(StringComparer.Ordinal));
        string label = given.TryGetValue("relation", out string? number) ? $"{Label}@{number}" : Label;
        Dictionary<string, string> before = Read(charm, null, label, SecretReading.Peek).ToDictionary(StringComparer.Ordinal);
        Dictionary<string, string> keys = new(before, StringComparer.Ordinal);
        foreach (string key in (string[])[AccessKey, SecretKey])
        {
            keys[key] = given.GetValueOrDefault(key) ?? keys.GetValueOrDefault(key) ?? "";
        }

        if (keys.Values.Any(string.IsNullOrEmpty))
        {
            return;
        }

        if (before.Count == 0)
        {
            charm.Juju.SecretAdd(keys, SecretOwner.Application, new SecretSettings { Label = label });
        }
        else
        {
            charm.Juju.SecretSet("secret:" + charm.Juju.SecretInfoGet(null, label).Id, keys, new SecretSettings());
        }
    }

    // Nothing where there is no such secret.
    private static KeyValuePair<string, string>[] Read(SoundProvider charm, string? uri, string? label, SecretReading reading)
    {
        try
        {
            return [.. charm.Juju.SecretGet(uri, label, reading)];
        }
        catch (HookCommandException)
        {
            return [];
        }
    }
}
