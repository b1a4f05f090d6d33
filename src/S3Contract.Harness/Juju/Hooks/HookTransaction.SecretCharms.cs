using System.Text;
using S3Contract.Harness.Juju.Secrets;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>Secrets in the typed form, for charms in this process.</content>
internal sealed partial class HookTransaction
{
    /// <inheritdoc/>
    public string SecretAdd(IReadOnlyDictionary<string, string> content, SecretOwner owner, SecretSettings settings) => SecretAdd(
        Change("secret-add", "", content, settings) with { Owner = owner is SecretOwner.Unit ? SecretParty.Of(Unit) : new SecretParty(Unit.Application) });

    /// <inheritdoc/>
    public void SecretSet(string secret, IReadOnlyDictionary<string, string>? content, SecretSettings settings) =>
        SecretSet(Change("secret-set", IdOf("secret-set", secret), content, settings));

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> SecretGet(string? secret, string? label, SecretReading reading)
    {
        Require("secret-get");
        SecretUri? uri = secret is null ? null : UriOf("secret-get", secret);
        if (uri is null && string.IsNullOrEmpty(label))
        {
            throw Refuse("secret-get", "require either a secret URI or label", 2);
        }

        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string encoded) in ReadSecret(uri, label ?? "", reading).Encoded)
        {
            texts[key] = GoBase64.TryDecode(encoded, out byte[]? bytes, out string? problem) ? Encoding.UTF8.GetString(bytes) : throw Refuse("secret-get", problem);
        }

        return texts;
    }

    /// <inheritdoc/>
    public SecretInfo SecretInfoGet(string? secret, string? label)
    {
        string named = secret is null ? label ?? "" : IdOf("secret-info-get", secret);
        foreach (SecretRecord managed in ManagedSecrets("secret-info-get"))
        {
            if (string.Equals(secret is null ? managed.Label : managed.Id, named, StringComparison.Ordinal))
            {
                return new SecretInfo(managed.Id)
                {
                    Revision = managed.Latest,
                    Label = managed.Label,
                    Owner = managed.Owner.Unit is null ? SecretOwner.Application : SecretOwner.Unit,
                    Description = managed.Description,
                    Rotation = managed.Rotation,
                    Expiry = managed.Find(managed.Latest)?.Expires,
                };
            }
        }

        throw SecretInfoRefusal(named);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> SecretIds() => [.. ManagedSecrets("secret-ids").Select(secret => secret.Id)];

    /// <inheritdoc/>
    public void SecretGrant(string secret, RelationId relation, UnitName? unit = null)
    {
        string id = IdOf("secret-grant", secret);
        if (unit is { } name && RelationApplication(relation) is var application && !string.Equals(name.Application, application, StringComparison.Ordinal))
        {
            throw Refuse("secret-grant", $"cannot specify unit \"{name}\" in relation to application \"{application}\"", 2);
        }

        GrantSecret(id, relation, unit);
    }

    /// <inheritdoc/>
    public void SecretRevoke(string secret, RelationId relation, UnitName? unit = null)
    {
        string id = IdOf("secret-revoke", secret);
        RevokeSecret(id, unit is { } one ? SecretParty.Of(one) : new SecretParty(RelationApplication(relation)));
    }

    /// <inheritdoc/>
    public void SecretRemove(string secret, int? revision = null) => RemoveSecret(IdOf("secret-remove", secret), revision);

    /// <summary>What is told to who asks for a secret that the unit does not manage.</summary>
    internal HookCommandException SecretInfoRefusal(string named) => Refuse("secret-info-get", $"secret \"{named}\" not found");

    private SecretChange Change(string command, string id, IReadOnlyDictionary<string, string>? content, SecretSettings settings)
    {
        RequireOfThisJuju(command);
        SecretContent values = content is null ? SecretContent.Empty : SecretContent.OfTexts(content);
        if (SecretKeys.Problem(values.Encoded) is { } problem)
        {
            throw Refuse(command, problem, 2);
        }

        if (values.IsEmpty && content is not null && id.Length == 0)
        {
            throw Refuse(command, "empty secret value not valid");
        }

        return new SecretChange(id)
        {
            Label = settings.Label is { Length: > 0 } label ? label : null,
            Description = settings.Description is { Length: > 0 } description ? description : null,
            Rotation = settings.Rotate,
            Expires = settings.Expire,
            Content = values.IsEmpty ? null : values,
        };
    }

    private string IdOf(string command, string secret) => UriOf(command, secret).Id;

    private SecretUri UriOf(string command, string secret)
    {
        RequireOfThisJuju(command);
        return SecretUri.TryParse(secret, out SecretUri? uri, out string? problem) ? uri : throw Refuse(command, problem, 2);
    }
}
