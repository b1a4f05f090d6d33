namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>The kinds of command that a campaign draws from. Each case enables a random subset of them (swarm testing): a case that cannot
/// remove units reaches depths that one which removes them all the time never sees.</summary>
internal enum CommandKind
{
    /// <summary><c>settle</c>, with a drawn order of units.</summary>
    Settle,

    /// <summary><c>step</c>: a few hooks of drawn units, so that what follows falls in the middle of something.</summary>
    Step,

    /// <summary><c>issue</c>: the provider gives out a new pair of keys to everybody.</summary>
    Issue,

    /// <summary><c>issue PROVIDER REQUIRER</c>: a new pair of keys for one application.</summary>
    IssueToOne,

    /// <summary><c>issue</c> of one field alone, keys apart, where the charm takes it so: what was answered keeps its keys.</summary>
    IssueField,

    /// <summary><c>set</c> of valid fields, keys apart, on any unit of a provider.</summary>
    SetField,

    /// <summary><c>set</c> of another bucket on any unit of a requirer.</summary>
    AskBucket,

    /// <summary><c>elect</c>: leadership moves between hooks.</summary>
    Elect,

    /// <summary><c>lose-leadership</c>: leadership moves in the middle of a hook.</summary>
    LoseLeadership,

    /// <summary><c>crash</c>: a hook is killed before it commits, and runs again.</summary>
    Crash,

    /// <summary><c>fail</c>: a hook ends with an error, and is retried.</summary>
    Fail,

    /// <summary><c>add-unit</c>.</summary>
    AddUnit,

    /// <summary><c>remove-unit</c>.</summary>
    RemoveUnit,

    /// <summary><c>remove-unit</c> for every unit, and sometimes <c>add-unit</c> afterwards.</summary>
    ScaleToZero,

    /// <summary><c>integrate</c>, again or with another application.</summary>
    Integrate,

    /// <summary><c>remove-relation</c>.</summary>
    RemoveRelation,

    /// <summary><c>remove-application</c>.</summary>
    RemoveApplication,

    /// <summary><c>deploy</c>: a further application of a role, or one that was removed.</summary>
    Deploy,

    /// <summary><c>config APP --other</c>: an option that has nothing to do with S3 changes.</summary>
    OtherOption,

    /// <summary><c>update-status</c>: the timer of a unit fires.</summary>
    UpdateStatus,

    /// <summary><c>write</c>: the counterpart of the charm under test puts something into its databag that no sensible charm would.</summary>
    HostileWrite,
}
