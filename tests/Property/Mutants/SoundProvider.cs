using S3Contract.Charms;
using S3Contract.Harness.Metadata;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>A provider that keeps every clause, in parts: a mutant replaces one.</summary>
internal sealed record ProviderParts
{
    /// <summary>Does this unit act for its application?</summary>
    public Func<SoundProvider, bool> Leads { get; init; } = charm => charm.Juju.IsLeader();

    /// <summary>Does the charm look after its relations in this hook?</summary>
    public Func<SoundProvider, bool> Looks { get; init; } = _ => true;

    /// <summary>The relations it looks after.</summary>
    public Func<SoundProvider, IReadOnlyList<RelationId>> Relations { get; init; } = charm => charm.LiveRelations();

    /// <summary>The bucket that the requirer asks for; null if it asks for none.</summary>
    public Func<SoundProvider, RelationId, string?> Asked { get; init; } = (charm, relation) => charm.Heard(relation).Get(SoundCharm.Bucket);

    /// <summary>A bucket is asked for that was not asked for before.</summary>
    public Action<SoundProvider, RelationId> Announce { get; init; } = (charm, relation) => charm.Emit(SoundCharm.Requested, relation);

    /// <summary>What the operator gave for a relation.</summary>
    public Func<SoundProvider, RelationId, Databag> Issued { get; init; } = (charm, relation) => charm.IssuedFor(relation);

    /// <summary>What the databag should hold, given what the operator gave (both keys at least) and the bucket asked.</summary>
    public Func<Databag, string, Databag> Answer { get; init; } = Right;

    /// <summary>Makes the databag hold the answer.</summary>
    public Action<SoundProvider, RelationId, Databag> Publish { get; init; } = (charm, relation, answer) => charm.Show(relation, answer);

    /// <summary>The operator gives credentials to a unit that leads.</summary>
    public Action<SoundProvider> Issue { get; init; } = charm => charm.RememberIssued();

    /// <summary>The operator calls a setter on a unit that does not lead.</summary>
    public Action<SoundProvider> FollowerSet { get; init; } = _ => { };

    /// <summary>What else the charm does, at the end of every hook on every unit.</summary>
    public Action<SoundProvider> Also { get; init; } = _ => { };

    /// <summary>The right answer: what the operator gave, and the bucket asked if the operator gave none.</summary>
    public static Databag Right(Databag issued, string asked) =>
        issued.ContainsKey(SoundCharm.Bucket) ? issued : issued.With(SoundCharm.Bucket, asked);
}

/// <summary>The provider made of such parts. What the operator gives with the action <c>issue</c> is remembered in the peer relation, so
/// that each later leader knows it.</summary>
internal sealed class SoundProvider : SoundCharm
{
    private const string Issuing = "issued";
    private readonly ProviderParts _parts;

    public SoundProvider(CharmContext context, ProviderParts parts, string endpoint = "s3") : base(context, endpoint, "s3-peers")
    {
        _parts = parts;
        Observe(context.Hook.Kind, _ => Run());
    }

    public static CharmMetadata Metadata { get; } = new(
        "sound-provider",
        [new("s3", EndpointRole.Provider, "s3"), new("s3-peers", EndpointRole.Peer, "s3_peers")])
    {
        Actions = [new("issue"), new("set")],
    };

    public Databag IssuedFor(RelationId relation)
    {
        Databag notes = Notes;
        var issued = new List<KeyValuePair<string, string>>();
        foreach (string start in (string[])[Issuing + ".", Key(Issuing, relation) + "."])
        {
            foreach (ref readonly KeyValuePair<string, string> note in notes.Items)
            {
                if (note.Key.StartsWith(start, StringComparison.Ordinal))
                {
                    issued.Add(Pair(note.Key[start.Length..], note.Value));
                }
            }
        }

        return issued.Count > 0 ? Databag.From(issued) : Databag.Empty;
    }

    public void RememberIssued() => RememberIssued(Juju.ActionGet());

    public void RememberIssued(IReadOnlyDictionary<string, string> given)
    {
        string matter = given.TryGetValue("relation", out string? number) ? $"{Issuing}@{number}" : Issuing;
        foreach ((string field, string value) in given)
        {
            if (!string.Equals(field, "relation", StringComparison.Ordinal))
            {
                Note($"{matter}.{field}", value);
            }
        }
    }

    private void Run()
    {
        if (_parts.Leads(this))
        {
            if (Hook.Kind == HookKind.Action)
            {
                Take();
            }

            if (_parts.Looks(this))
            {
                foreach (RelationId relation in _parts.Relations(this))
                {
                    LookAfter(relation);
                }
            }
        }
        else if (string.Equals(Hook.ActionName, "issue", StringComparison.Ordinal))
        {
            Juju.ActionFail("run this on the leader");
        }
        else if (Hook.Kind == HookKind.Action)
        {
            _parts.FollowerSet(this);
        }

        _parts.Also(this);
    }

    private void Take()
    {
        if (PeerRelation is null)
        {
            Juju.ActionFail("too early: there is nowhere to keep it yet");
            return;
        }

        _parts.Issue(this);
    }

    // What was issued and handled for a relation stays: its number never comes back, and relation-broken also runs where only this unit goes.
    private void LookAfter(RelationId relation)
    {
        string? asked = _parts.Asked(this, relation);
        if (InHook(HookKind.RelationChanged) && Hook.Relation == relation)
        {
            // As in the library: the event is that of the hook which shows the request.
            string handled = Key("asked", relation);
            if (asked is not null && !string.Equals(Notes.Get(handled), asked, StringComparison.Ordinal))
            {
                _parts.Announce(this, relation);
            }

            Note(handled, asked ?? "");
        }

        // A request that was taken back leaves the answer where it is, and that is kept up to date.
        string? bucket = asked ?? (HasBothKeys(Said(relation)) ? Said(relation).Get(Bucket) : null);
        if (bucket is not null && _parts.Issued(this, relation) is var issued && HasBothKeys(issued))
        {
            _parts.Publish(this, relation, _parts.Answer(issued, bucket));
        }
    }
}
