using S3Contract.Reference.Secrets;

namespace S3Contract.Reference.State;

/// <summary>What an observer of the interface can know at one moment of a run. Immutable.</summary>
internal sealed class MachineState
{
    internal MachineState(
        ApplicationState[] applications, RelationState[] relations, UnitState[] units, KnownSecret[] secrets, CharmSecret[] charmSecrets,
        string[] relatedBefore, RelationId[] otherRelations, int changes, Pins pins)
    {
        Applications = applications;
        Relations = relations;
        Units = units;
        Secrets = secrets;
        CharmSecrets = charmSecrets;
        Pins = pins;
        RelatedBefore = relatedBefore;
        OtherRelations = otherRelations;
        Changes = changes;
    }

    /// <summary>Nothing has happened.</summary>
    internal static MachineState Empty { get; } = Pinned(default);

    /// <summary>Nothing has happened, and some sides are taken to speak a version, whatever they write.</summary>
    internal static MachineState Pinned(Pins pins) => new([], [], [], [], [], [], [], 0, pins);

    /// <summary>The versions that the sides are taken to speak, whatever they write.</summary>
    internal Pins Pins { get; }

    internal ApplicationState[] Applications { get; }

    /// <summary>The relations of the interface that are not over.</summary>
    internal RelationState[] Relations { get; }

    /// <summary>The units that are not gone.</summary>
    internal UnitState[] Units { get; }

    /// <summary>Every access key and secret key that ever showed or was issued.</summary>
    internal KnownSecret[] Secrets { get; }

    /// <summary>The secrets of Juju that charms have made.</summary>
    internal CharmSecret[] CharmSecrets { get; }

    /// <summary>The pairs of endpoints that were ever related.</summary>
    internal string[] RelatedBefore { get; }

    /// <summary>The relations of two applications by another interface.</summary>
    internal RelationId[] OtherRelations { get; }

    /// <summary>How often anything has changed that a charm could notice; what the library writes down for itself does not count.</summary>
    internal int Changes { get; }

    /// <summary>The state of a relation in the provider's chart; null if there is no such relation of the interface (any more).</summary>
    internal string? ProviderPhase(RelationId relation) => Find(relation)?.ProviderPhase;

    /// <summary>The state of a relation in the chart of one of the requirer's units; null if the unit has no part in it.</summary>
    internal string? UnitPhase(RelationId relation, UnitName unit)
    {
        foreach (UnitState known in Units)
        {
            if (known.Name == unit)
            {
                return known.Link(relation)?.Phase;
            }
        }

        return null;
    }

    /// <summary>A number that is equal for states that judge alike from now on.</summary>
    internal UInt128 Fingerprint => StateFingerprint.Of(this);

    /// <summary>The sides that an application takes.</summary>
    internal Roles RoleOf(string application)
    {
        foreach (ApplicationState known in Applications)
        {
            if (string.Equals(known.Name, application, StringComparison.Ordinal))
            {
                return known.Role;
            }
        }

        return Roles.None;
    }

    private RelationState? Find(RelationId id)
    {
        foreach (RelationState relation in Relations)
        {
            if (relation.Id == id)
            {
                return relation;
            }
        }

        return null;
    }
}
