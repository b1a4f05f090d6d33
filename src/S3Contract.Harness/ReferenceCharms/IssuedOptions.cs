namespace S3Contract.Harness.ReferenceCharms;

/// <summary>
/// What an operator gave a provider of version 1 to hand out: the keys in a secret of the application's own, the rest in the databag of its peer relation, so
/// that whoever leads next can answer as well. What holds for every relation stands under its name, what holds for one beside the relation's number.
/// </summary>
/// <param name="charm">The provider.</param>
/// <param name="peers">Its peer relation.</param>
internal sealed class IssuedOptions(CharmBase charm, string peers)
{
    private const string Label = "issued";
    private Databag? _keys;

    /// <summary>Is there somewhere to keep it yet?</summary>
    public bool CanBeKept => PeerData is not null;

    private RelationDatabag? PeerData => charm.Relations(peers) is [{ } relation, ..] ? relation.LocalApplicationData : null;

    private Databag Keys => _keys ??= Latest();

    /// <summary>Keeps what was given. Given to all, an option replaces what was given to one before.</summary>
    public void Keep(ActionOptions given)
    {
        string[] options = [.. given.Options.Select(option => option.Key)];
        Databag keys = Keys;
        if (given.Relation is null)
        {
            keys = keys.With(Emptied(keys, name => options.Contains(OptionOfOne(name, '-'), StringComparer.Ordinal)));
        }

        KeepKeys(keys.With(given.Options.Where(option => IsKey(option.Key)).Select(option => new KeyValuePair<string, string>(NameOf(option.Key, given.Relation, '-'), option.Value))));

        RelationDatabag memory = PeerData!;
        if (given.Relation is null)
        {
            memory.Update(Emptied(memory.Content, name => options.Contains(OptionOfOne(name, '/'), StringComparer.Ordinal)));
        }

        // What an operator does to a library's own notes is done once.
        memory.Update(given.Options.Where(option => !IsKey(option.Key) && option.Key is not "data")
            .Select(option => new KeyValuePair<string, string>(NameOf(option.Key, given.Relation, '/'), option.Value)));
    }

    /// <summary>What is to be handed out on a relation.</summary>
    public Databag For(RelationId relation)
    {
        Databag options = Of(relation, PeerData?.Content ?? Databag.Empty, '/');
        return options.With(Of(relation, Keys, '-'));
    }

    /// <summary>Lets go of the keys before, when Juju tells that there are others (to who led before) or that nobody reads them any more.</summary>
    public void LetGo(Hook hook)
    {
        if (hook is { Kind: HookKind.SecretChanged, SecretLabel: Label, Secret: { } changed })
        {
            charm.GetSecret(changed).Refresh();
        }
        else if (hook is { Kind: HookKind.SecretRemove, SecretLabel: Label, Secret: { } old, SecretRevision: { } revision })
        {
            charm.GetSecret(old).RemoveRevision(revision);
        }
    }

    private void KeepKeys(Databag keys)
    {
        Databag before = Keys;
        if (keys.Equals(before))
        {
            return;
        }

        _keys = keys;
        if (before.Count == 0)
        {
            charm.AddSecret(keys, settings: new SecretSettings { Label = Label });
        }
        else if (keys.Count == 0)
        {
            charm.GetSecretByLabel(Label).Remove();
        }
        else
        {
            Secret secret = charm.GetSecretByLabel(Label);
            secret.SetContent(keys);
            charm.GetSecret(secret.Uri).Refresh();
        }
    }

    // This unit takes the latest: so Juju can tell that nobody needs those before.
    private Databag Latest()
    {
        try
        {
            return Databag.From(charm.GetSecret(charm.GetSecretByLabel(Label).Uri).Refresh());
        }
        catch (HookCommandException)
        {
            // Nothing was issued yet.
            return Databag.Empty;
        }
    }

    private static Databag Of(RelationId relation, Databag kept, char separator)
    {
        string end = $"{separator}{relation}";
        return Databag.From(kept.Where(option => OptionOfOne(option.Key, separator) is null))
            .With(kept.Where(option => option.Key.EndsWith(end, StringComparison.Ordinal)).Select(option => new KeyValuePair<string, string>(option.Key[..^end.Length], option.Value)));
    }

    private static IEnumerable<KeyValuePair<string, string>> Emptied(Databag kept, Func<string, bool> which) =>
        kept.Keys.Where(which).Select(name => new KeyValuePair<string, string>(name, ""));

    private static string NameOf(string option, RelationId? relation, char separator) => relation is { } one ? $"{option}{separator}{one}" : option;

    // The option in a name that ends in a relation's number; null for one that holds for every relation.
    private static string? OptionOfOne(string name, char separator) =>
        name.LastIndexOf(separator) is > 0 and var at && name.AsSpan(at + 1) is { Length: > 0 } number && number.ContainsAnyExceptInRange('0', '9') is false ? name[..at] : null;

    private static bool IsKey(string option) => option is S3Options.AccessKey or S3Options.SecretKey;
}
