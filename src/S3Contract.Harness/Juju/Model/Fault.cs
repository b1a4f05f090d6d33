namespace S3Contract.Harness.Juju.Model;

/// <summary>What a scenario can make go wrong in the next hook of a unit.</summary>
public enum Fault
{
    /// <summary>The hook runs and is killed before it can commit. It stays queued and runs again; the unit is not in error.</summary>
    Crash,

    /// <summary>The hook runs and is then taken as exit code 1: the unit is in error, and the hook is retried.</summary>
    Fail,

    /// <summary>Leadership moves to the next unit during the hook, right after the first <c>is-leader</c> that answered true or the first
    /// accepted write to the application's databag (or, if there is neither, before the commit). Nothing happens if the unit does not lead
    /// or is alone.</summary>
    LoseLeadership,
}
