using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Juju.Secrets;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Controller;

/// <content>Secrets: those of an operator, and when those of charms are due.</content>
internal static partial class Operator
{
    private const string Encoded = "#base64";

    public static string? RotateSecret(WorldDraft draft, string application, string? label) => MakeDue(
        draft, application, label, "rotation policy", secret => secret.Rotation == SecretRotation.Never ? null : secret with { RotationDue = true },
        secret => [new SecretDue(secret.Uri)]);

    public static string? ExpireSecret(WorldDraft draft, string application, string? label) => MakeDue(
        draft, application, label, "time of expiry",
        secret => !Array.Exists(secret.Editions, edition => edition.Expires is not null) ? null : secret with
        {
            Editions = [.. secret.Editions.Select(edition => edition.Expires is null ? edition : edition with { ExpiryDue = true })],
        },
        secret => secret.Editions.Where(edition => edition.ExpiryDue).Select(edition => new SecretDue(secret.Uri) { Revision = edition.Number }));

    /// <summary>Has an operator a secret of this name?</summary>
    public static bool HasUserSecret(World world, string name) => Array.Exists(world.Secrets, secret => IsUserSecret(secret, name));

    public static string? AddSecret(WorldDraft draft, string name, IReadOnlyList<KeyValuePair<string, string>> content, JujuVersion version)
    {
        if (UserSecretProblem(version) is { } lacking)
        {
            return lacking;
        }

        if (Read(content, out string? problem) is not { } read)
        {
            return problem;
        }

        if (IndexOfUserSecret(draft, name) >= 0)
        {
            return $"secret with name \"{name}\" already exists";
        }

        var made = new SecretRecord(SecretUri.IdOf(++draft.Counters.NextSecret), SecretParty.Model) { Label = name };
        draft.Secrets = draft.Secrets.Appended(made.With(read, expires: null));
        draft.Changes.Add(new UserSecretSet(name, made.Uri, read.Texts) { Added = true });
        return null;
    }

    public static string? UpdateSecret(WorldDraft draft, string name, IReadOnlyList<KeyValuePair<string, string>> content, JujuVersion version)
    {
        if (UserSecretProblem(version) is { } lacking)
        {
            return lacking;
        }

        if (Read(content, out string? problem) is not { } read)
        {
            return problem;
        }

        int at = IndexOfUserSecret(draft, name);
        if (at < 0)
        {
            return NotFound(name);
        }

        SecretRecord secret = draft.Secrets[at];
        if (!version.KeepsSameSecretContent || secret.Find(secret.Latest)?.Content.Equals(read) != true)
        {
            draft.Secrets = draft.Secrets.Replaced(at, secret.With(read, expires: null));
        }

        draft.Changes.Add(new UserSecretSet(name, secret.Uri, read.Texts));
        return null;
    }

    public static string? GrantSecret(WorldDraft draft, string name, string application, bool granted, JujuVersion version)
    {
        if (UserSecretProblem(version) is { } lacking)
        {
            return lacking;
        }

        int at = IndexOfUserSecret(draft, name);
        if (at < 0)
        {
            return NotFound(name);
        }

        if (draft.IndexOfApplication(application) < 0)
        {
            return $"application \"{application}\" not found";
        }

        SecretRecord secret = draft.Secrets[at];
        var grant = new SecretGrant(new SecretParty(application), Relation: null);
        SecretGrant[] others = Array.FindAll(secret.Grants, other => other.Subject != grant.Subject);
        draft.Secrets = draft.Secrets.Replaced(at, secret with { Grants = granted ? [.. others, grant] : others });
        draft.Changes.Add(new UserSecretAccess(name, application, granted));
        return null;
    }

    public static string? RemoveSecret(WorldDraft draft, string name, int? revision, JujuVersion version)
    {
        if (UserSecretProblem(version) is { } lacking)
        {
            return lacking;
        }

        int at = IndexOfUserSecret(draft, name);
        if (at < 0)
        {
            return NotFound(name);
        }

        SecretRecord secret = draft.Secrets[at];
        SecretEdition[] left = revision is { } number ? Array.FindAll(secret.Editions, edition => edition.Number != number) : [];
        draft.Secrets = left.Length == 0 ? draft.Secrets.Without(at) : draft.Secrets.Replaced(at, secret with { Editions = left });
        draft.Changes.Add(new UserSecretRemoved(name) { Revision = revision });
        return null;
    }

    // A script cannot know the id of a secret that it makes: secret:NAME stands for it, where an option is to name a secret.
    private static IReadOnlyList<KeyValuePair<string, string>> WithSecrets(
        WorldDraft draft, CharmMetadata metadata, IReadOnlyList<KeyValuePair<string, string>> options)
    {
        const string Scheme = "secret:";
        if (draft.Secrets.Length == 0)
        {
            return options;
        }

        return
        [
            .. options.Select(option => option.Value.StartsWith(Scheme, StringComparison.Ordinal)
                && metadata.Config.Any(known => string.Equals(known.Type, "secret", StringComparison.Ordinal) && string.Equals(known.Name, option.Key, StringComparison.Ordinal))
                && IndexOfUserSecret(draft, option.Value[Scheme.Length..]) is >= 0 and int at
                    ? KeyValuePair.Create(option.Key, draft.Secrets[at].Uri)
                    : option),
        ];
    }

    private static string? MakeDue(
        WorldDraft draft, string application, string? label, string what, Func<SecretRecord, SecretRecord?> due, Func<SecretRecord, IEnumerable<SecretDue>> changes)
    {
        if (draft.IndexOfApplication(application) < 0)
        {
            return $"application \"{application}\" not found";
        }

        bool any = false;
        for (int i = 0; i < draft.Secrets.Length; i++)
        {
            SecretRecord secret = draft.Secrets[i];
            if (secret.Owner.IsOf(application) && (label is null || string.Equals(label, secret.Label, StringComparison.Ordinal)) && due(secret) is { } changed)
            {
                draft.Secrets = draft.Secrets.Replaced(i, changed);
                draft.Changes.AddRange(changes(changed));
                any = true;
            }
        }

        return any ? null : $"application \"{application}\" has no secret {(label is null ? "" : $"\"{label}\" ")}with a {what}";
    }

    private static SecretContent? Read(IReadOnlyList<KeyValuePair<string, string>> content, out string? problem)
    {
        KeyValuePair<string, string>[] values =
        [
            .. content.Select(item => item.Key.EndsWith(Encoded, StringComparison.Ordinal)
                ? KeyValuePair.Create(item.Key[..^Encoded.Length], item.Value)
                : SecretContent.OfTexts([item]).Encoded.First()),
        ];
        problem = SecretKeys.Problem(values);
        return problem is null ? SecretContent.Of(values) : null;
    }

    private static string? UserSecretProblem(JujuVersion version) => version.HasUserSecrets ? null : "user secrets are there from Juju 3.3 on";

    private static string NotFound(string name) => $"secret \"{name}\" not found";

    private static int IndexOfUserSecret(WorldDraft draft, string name) => Array.FindIndex(draft.Secrets, secret => IsUserSecret(secret, name));

    private static bool IsUserSecret(SecretRecord secret, string name) => secret.Owner.IsModel && string.Equals(secret.Label, name, StringComparison.Ordinal);
}
