namespace S3Contract.Harness.Campaigns.Exhaustive;

/// <summary>Which hooks commute. A silent hook changes nothing but what its own agent and charm remember and what the reference machine knows
/// of its unit; and nothing that another silent hook does can change what it reads, or which hook its agent chooses. So two silent hooks of
/// different units can be swapped: either order leads to the same world, and to the same state of the reference machine.</summary>
internal static class Silence
{
    /// <summary>Was a hook that just ran silent?</summary>
    /// <param name="step">The hook.</param>
    /// <param name="alone">False if Juju changed the model because of it.</param>
    public static bool IsSilent(HookStep step, bool alone)
    {
        // In its first created hook a unit enters the scope of its relations, in its last hooks it leaves them: others notice.
        if (!alone
            || step.Commits.Count > 0
            || step.Outcome is not (HookOutcome.Committed or HookOutcome.Missing)
            || step.Hook.IsSecretHook
            || step.Hook.Kind is HookKind.RelationCreated or HookKind.RelationBroken or HookKind.Stop or HookKind.Remove or HookKind.Action)
        {
            return false;
        }

        foreach (HookEntry entry in step.Entries)
        {
            // Options are the operator's alone, so to read them is to read nothing that a hook can change.
            if (entry is StatusChanged { Application: true } or SecretRead or SecretWrite or SecretAccess or SecretRemoval or OtherCommand { Text: not "config-get" })
            {
                return false;
            }
        }

        return true;
    }
}
