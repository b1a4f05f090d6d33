namespace S3Contract.Harness.Juju.Hooks;

/// <content>What Juju has and the simulation lacks. A charm that asks for it is answered as well as can be, and the asking is recorded as
/// <see cref="Lacking"/>: from then on nothing is told of its application.</content>
internal sealed partial class HookTransaction
{
    /// <summary>A command that needs what the simulation lacks.</summary>
    /// <param name="command">The command, without values.</param>
    /// <param name="what">What there is none of, for people.</param>
    /// <param name="answer">What the charm is told.</param>
    public HookCommandException Lack(string command, string what, string answer)
    {
        RequireOfThisJuju(command);
        Record(new Lacking(command, what, answer));
        return new HookCommandException(command, answer);
    }
}
