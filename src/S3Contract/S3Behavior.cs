namespace S3Contract;

/// <summary>
/// How far <see cref="S3Provider"/> and <see cref="S3Requirer"/> go beyond the Python library. Everything is off by default: then they
/// behave as the original, weaknesses included. What each weakness can cost, with the shortest life of a relation that shows it, is in
/// <c>docs/differences.md</c>.
/// </summary>
public sealed record S3Behavior
{
    /// <summary>As the original: nothing is switched on.</summary>
    public static S3Behavior Original { get; } = new();

    /// <summary>Everything is switched on: what the contract's level strict asks of the library.</summary>
    public static S3Behavior Strict { get; } = new() { CatchesUp = true, LooksAtEachRelation = true, RepairsBookkeeping = true };

    /// <summary>
    /// Whoever leads makes good what the leader before did not get to: in leader-elected, in update-status, and when a relation changes.
    /// A provider raises <see cref="S3Provider.CredentialsRequested"/> for each request that no leader has handled; a requirer asks on each
    /// relation where nothing is asked. In return a requirer does not overwrite in relation-joined what the charm has asked for by itself.
    /// The original looks only at the relation of the hook, in relation-changed and relation-joined, and only on the unit that leads at
    /// that moment.
    /// </summary>
    public bool CatchesUp { get; init; }

    /// <summary>
    /// A requirer raises <see cref="S3Requirer.CredentialsChanged"/> if the relation that changed holds both keys, and
    /// <see cref="S3Requirer.GetS3ConnectionInfo()"/> gives the first relation that holds them. The original looks at the first relation of
    /// the endpoint, whichever it is about.
    /// </summary>
    public bool LooksAtEachRelation { get; init; }

    /// <summary>
    /// A provider takes bookkeeping (the key <c>data</c> of its databag) that is no JSON object for none at all, and writes it anew. The
    /// original fails in every relation-changed until somebody repairs the databag.
    /// </summary>
    public bool RepairsBookkeeping { get; init; }
}
