using S3Contract.Charms;

namespace S3Contract.Harness.Juju;

/// <summary>One running hook: what the charm asks of Juju and tells it, under Juju's rules, until it is committed or thrown away.</summary>
public sealed partial class HookTransaction
{
    /// <summary>The unit the hook runs on.</summary>
    public required UnitName Unit { get; init; }

    /// <summary>The hook.</summary>
    public required Hook Hook { get; init; }
}
