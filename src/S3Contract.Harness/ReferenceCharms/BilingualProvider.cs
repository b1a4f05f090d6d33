using System.Text.Json;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>
/// A provider that keeps the contract in both versions: what the suite sets against a requirer that speaks version 1, and, of the other version, against one of
/// version 0. What was issued it keeps in a secret of its own, the rest in the databag of its peer relation, so that whoever leads next can answer as
/// well. Actions: <c>issue</c>, <c>set</c> and <c>write</c>, as <see cref="ReferenceProvider"/> has them.
/// </summary>
internal sealed class BilingualProvider : CharmBase
{
    private const string Endpoint = "s3";
    private const string Peers = "s3-peers";
    private const string Issued = "issued";
    private const string Going = "going";

    /// <summary>Makes the charm for one hook.</summary>
    public BilingualProvider(CharmContext context)
        : base(context) => Observe(context.Hook.Kind, Run);

    /// <summary>The charm's metadata.</summary>
    public static CharmMetadata Metadata { get; } = new(
        "bilingual-provider", [new CharmEndpoint(Endpoint, EndpointRole.Provider, "s3"), new CharmEndpoint(Peers, EndpointRole.Peer, "s3_reference_peers")])
    {
        Actions = [new CharmAction("issue"), new CharmAction("set"), new CharmAction("write")],
    };

    /// <summary>The charm, ready to be deployed in the simulated Juju.</summary>
    public static ICharmSubject Subject { get; } = new InProcessCharm(Metadata, context => new BilingualProvider(context));

    private static string LabelOf(RelationId relation) => $"{Endpoint}.{relation}.extra.secret";

    private void Run(Hook hook)
    {
        bool leads = IsLeader();
        if (hook.Kind == HookKind.RelationDeparted && hook.DepartingUnit == Unit)
        {
            Juju.StateSet(Going, "yes");
        }

        if (hook.Kind == HookKind.Action && !Act(hook.ActionName!, leads))
        {
            return;
        }

        if (!leads)
        {
            return;
        }

        foreach (Relation relation in Relations(Endpoint))
        {
            Serve(relation, hook);
        }

        RemoveLeftovers(hook);

        // Last, since Juju does not tell of a secret any more from which something is to be removed.
        if (hook is { Kind: HookKind.SecretRemove, Secret: { } secret, SecretRevision: { } revision })
        {
            Juju.SecretRemove(secret, revision);
        }
    }

    // Tells whether the answers are to be looked after.
    private bool Act(string action, bool leads)
    {
        if (action is "write")
        {
            RawWrite.Run(this, Endpoint);
            return false;
        }

        if (!leads && action is "issue")
        {
            Juju.ActionFail("only the leader issues credentials");
        }
        else if (leads && PeerData() is null)
        {
            Juju.ActionFail("too early: the unit has nowhere to keep credentials yet");
        }
        else if (leads)
        {
            Remember(ActionOptions.Of(this));
            return true;
        }

        return false;
    }

    // What holds for every relation stands under its name, what holds for one behind the relation's number.
    private void Remember(ActionOptions given)
    {
        string prefix = given.Relation is { } relation ? relation + "/" : "";
        string label = given.Relation is { } one ? $"{Issued}.{one}" : Issued;
        KeyValuePair<string, string>[] keys = [.. given.Options.Where(option => IsKey(option.Key))];
        if (keys.Length > 0)
        {
            if (given.Relation is null)
            {
                // Issued to all, it replaces what was issued to one before.
                foreach (SecretInfo own in Secrets().Where(secret => secret.Label.StartsWith(Issued + ".", StringComparison.Ordinal)))
                {
                    Juju.SecretRemove("secret:" + own.Id);
                }
            }

            Keep(label, Kept(label).With(keys));
        }

        RelationDatabag memory = PeerData()!;
        memory.Update(given.Options.Where(option => !IsKey(option.Key) && option.Key is not "data")
            .Select(option => new KeyValuePair<string, string>(prefix + option.Key, option.Value)));
        if (prefix.Length == 0)
        {
            memory.Update(memory.Content.Keys
                .Where(key => given.Options.Any(option => key.EndsWith("/" + option.Key, StringComparison.Ordinal)))
                .Select(key => new KeyValuePair<string, string>(key, "")));
        }
    }

    private Databag Remembered(RelationId relation)
    {
        Databag options = Databag.Empty;
        string prefix = relation + "/";
        foreach (ref readonly KeyValuePair<string, string> item in (PeerData()?.Content ?? Databag.Empty).Items)
        {
            options = item.Key.StartsWith(prefix, StringComparison.Ordinal) ? options.With(item.Key[prefix.Length..], item.Value)
                : item.Key.Contains('/', StringComparison.Ordinal) || options.ContainsKey(item.Key) ? options
                : options.With(item.Key, item.Value);
        }

        Databag own = Kept($"{Issued}.{relation}");
        return options.With(own.Count > 0 ? own : Kept(Issued));
    }

    private void Serve(Relation relation, Hook hook)
    {
        Databag request = relation.RemoteApplicationData?.Content ?? Databag.Empty;
        bool speaksOne = (request.Get("version") ?? request.Get("lib-version")) is not null;
        var changes = new List<KeyValuePair<string, string>> { new("version", "1") };
        if (speaksOne || request.ContainsKey(S3Options.Bucket))
        {
            if (hook.Kind == HookKind.RelationChanged && hook.Relation == relation.Id)
            {
                Context.EventEmitted?.Invoke(new CustomEvent("credentials-requested", Endpoint, relation.Id));
            }

            Answer(relation, request, speaksOne, changes);
        }

        RelationDatabag shown = relation.LocalApplicationData;
        shown.Update(changes.Where(change => !string.Equals(shown.Get(change.Key) ?? "", change.Value, StringComparison.Ordinal)));
    }

    private void Answer(Relation relation, Databag request, bool speaksOne, List<KeyValuePair<string, string>> changes)
    {
        Databag options = Remembered(relation.Id);
        string? bucket = options.Get(S3Options.Bucket) ?? request.Get(S3Options.Bucket);
        bool keys = options.ContainsKey(S3Options.AccessKey) && options.ContainsKey(S3Options.SecretKey);
        bool secret = keys && speaksOne && (request.Get("requested-secrets") ?? "").Contains(S3Options.AccessKey, StringComparison.Ordinal);
        if (!keys && relation.LocalApplicationData.Get("secret-extra") is not null)
        {
            Remove(LabelOf(relation.Id));
        }

        changes.Add(new("secret-extra", secret ? Shared(relation, options) : ""));
        changes.Add(new(S3Options.AccessKey, keys && !secret ? options[S3Options.AccessKey] : ""));
        changes.Add(new(S3Options.SecretKey, keys && !secret ? options[S3Options.SecretKey] : ""));
        if (!keys)
        {
            return;
        }

        changes.Add(new(S3Options.Bucket, bucket ?? ""));
        foreach (string option in new[]
        {
            S3Options.Path, S3Options.Endpoint, S3Options.Region, S3Options.S3UriStyle, S3Options.StorageClass, S3Options.TlsCaChain, S3Options.S3ApiVersion,
            S3Options.Attributes, S3Options.DeleteOlderThanDays,
        })
        {
            string given = options.Get(option) ?? "";
            bool list = option is S3Options.TlsCaChain || (option is S3Options.Attributes && !speaksOne);
            changes.Add(new(option, list && given.Length > 0 ? Listed(option, given) : given));
        }
    }

    // The secret of a relation, with a new revision if the keys are others.
    private string Shared(Relation relation, Databag options)
    {
        string label = LabelOf(relation.Id);
        bool known = Find(label) is not null;
        string uri = Keep(label, Databag.From([new(S3Options.AccessKey, options[S3Options.AccessKey]), new(S3Options.SecretKey, options[S3Options.SecretKey])]))!;
        if (!known || relation.LocalApplicationData.Get("secret-extra") is null)
        {
            Juju.SecretGrant(uri, relation.Id);
        }

        return uri;
    }

    // Whether this unit goes, or the relation, is told before it is broken.
    private void RemoveLeftovers(Hook hook)
    {
        if (hook.Kind == HookKind.RelationBroken && string.Equals(hook.Endpoint, Endpoint, StringComparison.Ordinal) && !Juju.StateGet().ContainsKey(Going))
        {
            Remove(LabelOf(hook.Relation!.Value));
            Remove($"{Issued}.{hook.Relation}");
        }
        else if (hook.Kind is HookKind.LeaderElected or HookKind.UpdateStatus)
        {
            string[] needed = [.. Juju.RelationIds(Endpoint).Select(LabelOf)];
            foreach (SecretInfo secret in Secrets().Where(secret => secret.Label.EndsWith(".extra.secret", StringComparison.Ordinal) && !needed.Contains(secret.Label, StringComparer.Ordinal)))
            {
                Juju.SecretRemove("secret:" + secret.Id);
            }
        }
    }

    private string? Keep(string label, Databag content)
    {
        string? uri = Find(label);
        if (content.Count == 0)
        {
            Remove(label);
        }
        else if (uri is null)
        {
            uri = Juju.SecretAdd(content, SecretOwner.Application, new SecretSettings { Label = label });
        }
        else if (!Kept(label).Equals(content))
        {
            Juju.SecretSet(uri, content, SecretSettings.None);
        }

        return uri;
    }

    private Databag Kept(string label) => Find(label) is { } uri ? Databag.From(Juju.SecretGet(uri, null, SecretReading.Refresh)) : Databag.Empty;

    private void Remove(string label)
    {
        if (Find(label) is { } uri)
        {
            Juju.SecretRemove(uri);
        }
    }

    private string? Find(string label) => Array.Find(Secrets(), secret => string.Equals(secret.Label, label, StringComparison.Ordinal)) is { } found ? "secret:" + found.Id : null;

    private SecretInfo[] Secrets() => [.. Juju.SecretIds().Select(id => Juju.SecretInfoGet(id, null))];

    private RelationDatabag? PeerData() => Relations(Peers) is [{ } peers, ..] ? peers.LocalApplicationData : null;

    // A list may be given as texts with commas between.
    private static string Listed(string option, string given) => ActionOptions.Value(option, given).AsTexts() is { } texts
        ? $"[{string.Join(", ", texts.Select(text => $"\"{JsonEncodedText.Encode(text)}\""))}]"
        : given;

    private static bool IsKey(string option) => option is S3Options.AccessKey or S3Options.SecretKey;
}
