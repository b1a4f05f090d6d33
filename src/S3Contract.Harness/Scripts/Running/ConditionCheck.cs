using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Running;

/// <summary>Which conditions hold in a run: a question of who plays and how, never of what has happened.</summary>
/// <param name="cast">Who plays the roles.</param>
/// <param name="options">How the run goes.</param>
internal sealed class ConditionCheck(Cast cast, RunOptions options)
{
    /// <summary>Does the condition hold?</summary>
    public bool Holds(Condition condition) => condition.Negated != (condition.Name switch
    {
        Condition.Process => UnderTest().Any(player => !player.IsInProcess),
        Condition.InProcess => UnderTest().All(player => player.IsInProcess),
        Condition.EventsVisible => UnderTest().All(player => player.SurelyShowsEvents),
        Condition.LeaderChange => options.LeaderChange,
        Condition.RoleProvider => options.UnderTest.HasFlag(Roles.Provider),
        Condition.S3 => cast.HasS3,
        Condition.RoleRequirer => options.UnderTest.HasFlag(Roles.Requirer),
        _ => false,
    });

    private IEnumerable<Player> UnderTest()
    {
        if (options.UnderTest.HasFlag(Roles.Provider))
        {
            yield return cast.Provider;
        }

        if (options.UnderTest.HasFlag(Roles.Requirer))
        {
            yield return cast.Requirer;
        }
    }
}
