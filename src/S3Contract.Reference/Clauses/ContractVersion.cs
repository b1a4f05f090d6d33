namespace S3Contract.Reference.Clauses;

/// <summary>Which version of the interface a clause is about, and which one a side or a relation speaks. It is told per relation, from what its
/// sides wrote.</summary>
public enum ContractVersion
{
    /// <summary>Of a clause: whichever is spoken. Of a side: it has not shown which.</summary>
    Any,

    /// <summary>Both sides speak version 0: the keys stand in the databag.</summary>
    V0,

    /// <summary>Both sides speak version 1: the keys are handed over in a secret of Juju.</summary>
    V1,

    /// <summary>One side speaks version 0, the other version 1.</summary>
    Mixed,
}
