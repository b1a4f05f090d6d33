namespace S3Contract.Reference.State;

/// <summary>What is known of a unit.</summary>
internal sealed record UnitState(UnitName Name)
{
    private Remembered _hash;
    private Remembered _hashOfLastHook;

    /// <summary>The hash of what a judgement may depend on, apart from what that is only beside the rest of the state.</summary>
    public Hash128 Hash => _hash.Of(this, StateFingerprint.Of);

    /// <summary>The hash of its last hook.</summary>
    public Hash128 HashOfLastHook => _hashOfLastHook.Of(this, StateFingerprint.OfLastHook);

    /// <summary>Is it being removed?</summary>
    public bool Removed { get; init; }

    /// <summary>Did its last hook fail, and nobody has resolved it?</summary>
    public bool InError { get; init; }

    /// <summary>The clauses that the failure of its last hook was found to break: the same again in a retry is no news.</summary>
    public string[] Blamed { get; init; } = [];

    /// <summary>The fault that waits for its next hook.</summary>
    public string? Fault { get; init; }

    /// <summary>The actions on their way to it, in the order in which they will run.</summary>
    public QueuedAction[] Queue { get; init; } = [];

    /// <summary>The last hook that succeeded and can be run again.</summary>
    public Hook? LastHook { get; init; }

    /// <summary>The state's <see cref="MachineState.Changes"/> after that hook.</summary>
    public int LastChanges { get; init; }

    /// <summary>The state's <see cref="MachineState.Changes"/> after its last update-status; 0 before there was one.</summary>
    public int LastTimer { get; init; }

    /// <summary>Has it ever asked an S3 for anything?</summary>
    public bool TalksToS3 { get; init; }

    /// <summary>What it knows of each relation.</summary>
    public UnitLink[] Links { get; init; } = [];

    /// <summary>Its link to a relation, or null.</summary>
    public UnitLink? Link(RelationId relation)
    {
        foreach (UnitLink link in Links)
        {
            if (link.Relation == relation)
            {
                return link;
            }
        }

        return null;
    }

    /// <summary>This unit with a link added or replaced.</summary>
    public UnitState With(UnitLink link)
    {
        for (int i = 0; i < Links.Length; i++)
        {
            if (Links[i].Relation == link.Relation)
            {
                if (Links[i] == link)
                {
                    return this;
                }

                var links = (UnitLink[])Links.Clone();
                links[i] = link;
                return this with { Links = links };
            }
        }

        return this with { Links = [.. Links, link] };
    }
}

/// <summary>An action on its way to a unit.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="AccessKey">The access key that it hands over, if that is due.</param>
/// <param name="Meddles">Does it hand over keys that are not due?</param>
/// <param name="Handover">What it carries out for the scenario, if anything.</param>
internal sealed record QueuedAction(
    IReadOnlyList<KeyValuePair<string, string>> Parameters, string? AccessKey, bool Meddles, Handover? Handover);

/// <summary>What a unit knows of a relation.</summary>
internal sealed record UnitLink(RelationId Relation)
{
    /// <summary>Has it run relation-broken?</summary>
    public bool Broken { get; init; }

    /// <summary>Was it told, by relation-departed, that it is the one that goes? Else relation-broken does not say whether it goes or the relation ends.</summary>
    public bool ToldToGo { get; init; }

    /// <summary>Which version of the keys it has seen; 0 for none.</summary>
    public int Seen { get; init; }

    /// <summary>The version of the keys that came while another relation of the endpoint had none, and was passed over for that; the library
    /// does so. 0 for none.</summary>
    public int PassedOver { get; init; }

    /// <summary>Has it emitted credentials-changed, in a hook that succeeded?</summary>
    public bool Changed { get; init; }

    /// <summary>Has it emitted credentials-gone, in a hook that succeeded?</summary>
    public bool Gone { get; init; }

    /// <summary>The S3 that it has read about there; null if about none.</summary>
    public GivenPlace? Given { get; init; }

    /// <summary>The state in the chart of a requirer's unit.</summary>
    public string Phase { get; init; } = "outside";

    /// <summary>The link of a unit that has entered.</summary>
    public UnitLink Entered(ref Draft draft, RelationState relation)
    {
        if (Phase is not "outside")
        {
            return this;
        }

        draft.TakeUnit(relation, Phase, "enter");
        return this with { Phase = "waiting" };
    }
}
