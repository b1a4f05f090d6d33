using S3Contract.Charms;
using Content = System.Collections.Generic.IReadOnlyDictionary<string, string>;
using Fields = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.KeyValuePair<string, string>>;

namespace S3Contract.Tests.Property.Mutants.Version1;

/// <summary>What goes wrong between a charm without a fault and Juju.</summary>
internal sealed record Faults
{
    /// <summary>Does the charm miss this hook?</summary>
    public Func<FaultyCommands, bool> Misses { get; init; } = _ => false;

    /// <summary>What it writes instead into the databag of its application on a relation of the interface.</summary>
    public Func<FaultyCommands, RelationId, Fields, Fields> Says { get; init; } = (_, _, changes) => changes;

    /// <summary>What it puts instead into the secret of a relation.</summary>
    public Func<FaultyCommands, Content, Content> Keeps { get; init; } = (_, content) => content;

    /// <summary>Is the secret of a relation not given new content?</summary>
    public Func<FaultyCommands, bool> Forgets { get; init; } = _ => false;

    /// <summary>Who owns the secret of a relation.</summary>
    public SecretOwner Owner { get; init; } = SecretOwner.Application;

    /// <summary>What stands before the label of such a secret.</summary>
    public string LabelPrefix { get; init; } = "";

    /// <summary>Grants a secret to a relation.</summary>
    public Action<FaultyCommands, string, RelationId> Grants { get; init; } = (juju, secret, relation) => juju.Real.SecretGrant(secret, relation);

    /// <summary>Gives the secret of a relation new content.</summary>
    public Action<FaultyCommands, string, Content> Rotates { get; init; } = (juju, secret, content) => juju.Real.SecretSet(secret, content, SecretSettings.None);

    /// <summary>Are secrets not removed?</summary>
    public bool Hoards { get; init; }

    /// <summary>What it says of the secret of a relation.</summary>
    public Func<SecretSettings, SecretSettings> Describes { get; init; } = settings => settings;

    /// <summary>Which revision it reads.</summary>
    public Func<SecretReading, SecretReading> Reads { get; init; } = reading => reading;

    /// <summary>Reads a secret.</summary>
    public Func<FaultyCommands, string?, string?, SecretReading, Content> Gets { get; init; } = (juju, secret, label, reading) => juju.Real.SecretGet(secret, label, reading);

    /// <summary>How many times it emits an event that is due.</summary>
    public Func<FaultyCommands, int> Emits { get; init; } = _ => 1;

    /// <summary>What else it does, at the end of each hook.</summary>
    public Action<FaultyCommands> Also { get; init; } = _ => { };
}
