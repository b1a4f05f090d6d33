using System.Globalization;
using S3Contract.Charms;
using S3Contract.Harness.Metadata;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>A requirer that keeps every clause, in parts: a mutant replaces one.</summary>
internal sealed record RequirerParts
{
    /// <summary>Does this unit act for its application?</summary>
    public Func<SoundRequirer, bool> Leads { get; init; } = charm => charm.Juju.IsLeader();

    /// <summary>Does the charm see to its requests in this hook?</summary>
    public Func<SoundRequirer, bool> Asks { get; init; } = _ => true;

    /// <summary>The relations it asks on.</summary>
    public Func<SoundRequirer, IReadOnlyList<RelationId>> Relations { get; init; } = charm => charm.LiveRelations();

    /// <summary>The bucket to ask for.</summary>
    public Func<SoundRequirer, RelationId, string> Wants { get; init; } = (charm, relation) => charm.WantedBucket(relation);

    /// <summary>Makes the own databag hold the request.</summary>
    public Action<SoundRequirer, RelationId, string> Ask { get; init; } =
        (charm, relation, bucket) => charm.Show(relation, charm.Said(relation).With(SoundCharm.Bucket, bucket));

    /// <summary>Relation-changed: what the provider shows is read, and the event raised if both keys are there.</summary>
    public Action<SoundRequirer, RelationId> OnChanged { get; init; } = (charm, relation) =>
    {
        if (SoundCharm.HasBothKeys(charm.Heard(relation)))
        {
            charm.Emit(SoundCharm.Changed, relation);
        }
    };

    /// <summary>Relation-broken.</summary>
    public Action<SoundRequirer, RelationId> OnBroken { get; init; } = (charm, relation) => charm.Emit(SoundCharm.Gone, relation);

    /// <summary>The operator calls a setter on a unit that does not lead.</summary>
    public Action<SoundRequirer> FollowerSet { get; init; } = _ => { };

    /// <summary>What else the charm does, at the end of every hook on every unit.</summary>
    public Action<SoundRequirer> Also { get; init; } = _ => { };
}

/// <summary>The requirer made of such parts. It asks for the bucket that the operator set or configured, else for
/// <c>relation-&lt;id&gt;</c>.</summary>
internal sealed class SoundRequirer : SoundCharm
{
    private readonly RequirerParts _parts;

    public SoundRequirer(CharmContext context, RequirerParts parts, string endpoint = "s3") : base(context, endpoint, "s3-peers")
    {
        _parts = parts;
        Observe(context.Hook.Kind, _ => Run());
    }

    public static CharmMetadata Metadata { get; } = new(
        "sound-requirer",
        [new("s3", EndpointRole.Requirer, "s3"), new("s3-peers", EndpointRole.Peer, "s3_peers")])
    {
        Config = [new(Bucket, "string")],
        Actions = [new("set")],
    };

    public string WantedBucket(RelationId relation) =>
        Notes.Get("wish") ?? ConfiguredBucket ?? string.Create(CultureInfo.InvariantCulture, $"relation-{relation}");

    private string? ConfiguredBucket =>
        Juju.ConfigGet().TryGetValue(Bucket, out ConfigValue bucket) && bucket.ToString() is { Length: > 0 } name ? name : null;

    private void Run()
    {
        bool leads = _parts.Leads(this);
        if (leads && Hook.Kind == HookKind.Action)
        {
            Note("wish", Juju.ActionGet().GetValueOrDefault(Bucket, ""));
        }
        else if (Hook.Kind == HookKind.Action)
        {
            _parts.FollowerSet(this);
        }

        if (leads && _parts.Asks(this))
        {
            foreach (RelationId relation in _parts.Relations(this))
            {
                _parts.Ask(this, relation, _parts.Wants(this, relation));
            }
        }

        if (InHook(HookKind.RelationChanged))
        {
            _parts.OnChanged(this, Hook.Relation!.Value);
        }
        else if (InHook(HookKind.RelationBroken))
        {
            _parts.OnBroken(this, Hook.Relation!.Value);
        }

        _parts.Also(this);
    }
}
