namespace S3Contract.Harness.ReferenceCharms;

/// <summary>The action <c>write</c>: puts the given pairs as they are into the own application's databag, past the library, so that a script
/// can play a counterpart that breaks the contract. An empty value deletes.</summary>
internal static class RawWrite
{
    public static void Run(CharmBase charm, string endpoint)
    {
        ActionOptions given = ActionOptions.Of(charm);
        try
        {
            foreach (Relation relation in given.Relations(charm, endpoint))
            {
                charm.Juju.RelationSet(relation.Id, application: true, given.Options);
            }
        }
        catch (HookCommandException exception)
        {
            charm.Juju.ActionFail(exception.Message);
        }
    }
}
