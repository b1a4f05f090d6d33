using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Subjects;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>
/// A requirer that keeps the contract in both versions: it announces version 1, asks for secrets, and asks for a bucket too, the configured one or else
/// <c>relation-</c> and the relation's number, so that no provider waits for it. Actions: <c>set</c> and <c>write</c>, as <see cref="ReferenceRequirer"/>
/// has them.
/// </summary>
internal sealed class BilingualRequirer : CharmBase
{
    private const string Endpoint = "s3";
    private const string Upgraded = "upgraded";
    private readonly bool _beginsOld;

    /// <summary>Makes the charm for one hook.</summary>
    /// <param name="context">The hook.</param>
    /// <param name="beginsOld">Does it speak version 0 until it is refreshed?</param>
    public BilingualRequirer(CharmContext context, bool beginsOld = false)
        : base(context)
    {
        _beginsOld = beginsOld;
        Observe(context.Hook.Kind, Run);
    }

    /// <summary>The charm's metadata.</summary>
    public static CharmMetadata Metadata { get; } = new("bilingual-requirer", [new CharmEndpoint(Endpoint, EndpointRole.Requirer, "s3")])
    {
        Config = [new ConfigOption(S3Options.Bucket, "string")],
        Actions = [new CharmAction("set"), new CharmAction("write")],
    };

    /// <summary>The charm, ready to be deployed in the simulated Juju.</summary>
    public static ICharmSubject Subject { get; } = new InProcessCharm(Metadata, context => new BilingualRequirer(context));

    /// <summary>The applications of scripts that stand beside it: one that speaks version 0 until it is refreshed.</summary>
    public static IReadOnlyDictionary<string, Player> Players { get; } = new SortedDictionary<string, Player>(StringComparer.Ordinal)
    {
        ["requirer-old"] = new Player(new InProcessCharm(Metadata, context => new BilingualRequirer(context, beginsOld: true)), ReferenceProfiles.Requirer),
    };

    private string? ConfiguredBucket =>
        Juju.ConfigGet().TryGetValue(S3Options.Bucket, out ConfigValue bucket) && bucket.ToString() is { Length: > 0 } name ? name : null;

    private void Run(Hook hook)
    {
        if (hook.Kind == HookKind.UpgradeCharm)
        {
            Juju.StateSet(Upgraded, "yes");
        }

        if (hook.Kind == HookKind.Action)
        {
            Act(hook.ActionName!);
        }
        else if (IsLeader())
        {
            Ask(hook);
        }

        switch (hook.Kind)
        {
            case HookKind.RelationChanged when string.Equals(hook.Endpoint, Endpoint, StringComparison.Ordinal):
                Tell(RelationEvent().Relation);
                break;
            case HookKind.SecretChanged:
                foreach (Relation relation in Relations(Endpoint).Where(relation => IsOf(hook.Secret!, relation)))
                {
                    Tell(relation);
                }

                break;
            case HookKind.RelationBroken when string.Equals(hook.Endpoint, Endpoint, StringComparison.Ordinal):
                Context.EventEmitted?.Invoke(new CustomEvent("credentials-gone", Endpoint, hook.Relation!.Value));
                break;
        }
    }

    private static bool IsOf(string secret, Relation relation) =>
        relation.RemoteApplicationData?.Get("secret-extra") is { } shown && string.Equals(IdIn(shown), IdIn(secret), StringComparison.Ordinal);

    private static string IdIn(string uri) => uri[(uri.LastIndexOfAny(['/', ':']) + 1)..];

    private void Act(string action)
    {
        if (action is "write")
        {
            RawWrite.Run(this, Endpoint);
        }
        else if (IsLeader())
        {
            ActionOptions given = ActionOptions.Of(this);
            foreach (Relation relation in given.Relations(this, Endpoint))
            {
                relation.LocalApplicationData.Update(given.Options);
            }
        }
    }

    private void Ask(Hook hook)
    {
        bool speaksOne = !_beginsOld || Juju.StateGet().ContainsKey(Upgraded);
        foreach (Relation relation in Relations(Endpoint))
        {
            RelationDatabag own = relation.LocalApplicationData;
            string? asked = own.Get(S3Options.Bucket);
            string bucket = (hook.Kind == HookKind.ConfigChanged ? ConfiguredBucket ?? asked : asked ?? ConfiguredBucket) ?? $"relation-{relation.Id}";
            var wanted = new List<KeyValuePair<string, string>> { new(S3Options.Bucket, bucket) };
            if (speaksOne)
            {
                wanted.Add(new("version", "1"));
                wanted.Add(new("requested-secrets", "[\"access-key\", \"secret-key\"]"));
            }

            own.Update(wanted.Where(field => !string.Equals(own.Get(field.Key), field.Value, StringComparison.Ordinal)));
        }
    }

    private void Tell(Relation relation)
    {
        Databag shown = relation.RemoteApplicationData?.Content ?? Databag.Empty;
        if (shown.Get("secret-extra") is { } uri)
        {
            try
            {
                shown = Databag.From(Juju.SecretGet(uri, null, SecretReading.Refresh));
            }
            catch (HookCommandException refused)
            {
                Juju.JujuLog(LogLevel.Warning, $"the secret cannot be read yet: {refused.Message}");
                return;
            }
        }

        if (shown.ContainsKey(S3Options.AccessKey) && shown.ContainsKey(S3Options.SecretKey))
        {
            Context.EventEmitted?.Invoke(new CustomEvent("credentials-changed", Endpoint, relation.Id));
        }
    }
}
