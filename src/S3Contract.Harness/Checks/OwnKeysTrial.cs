using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

/// <summary>
/// Finds out whether a provider whose profile says nothing of issuing makes its own keys: a short life in which a requirer asks, and nobody
/// gives the provider anything. One that publishes both keys in it is taken as if its profile said <c>issue: automatic</c>.
/// </summary>
internal static class OwnKeysTrial
{
    private const string Provider = "provider";
    private const string Requirer = "requirer";
    private const int MostHooks = 100;

    private static readonly Script s_life = Script.Of("trial", ["Nobody issues anything."],
    [
        new DeployCommand(Provider, 1, []),
        new DeployCommand(Requirer, 1, []),
        new IntegrateCommand(new EndpointReference(Provider, null), new EndpointReference(Requirer, null)),
        new SettleCommand([]),
    ]);

    /// <summary>What is said of a charm that is taken as one that makes its own keys.</summary>
    /// <param name="charm">Its name.</param>
    public static string Told(string charm) =>
        $"charm {charm} is taken as a provider that makes its own keys: in a trial it published both, and nobody had issued any (issue: automatic in its profile says the same)";

    /// <summary>The part of a check, its provider taken as what a trial shows it to be.</summary>
    /// <param name="part">The part.</param>
    /// <param name="cancellation">Ends the trial; then nothing is known.</param>
    /// <exception cref="CharmProblem">No hook of the charm can be run.</exception>
    internal static CheckPart Tried(CheckPart part, CancellationToken cancellation) =>
        part.Role == Roles.Provider && Shows(part.Cast, cancellation)
            ? part with { Options = part.Options with { Profile = part.Options.Profile with { MakesOwnKeys = true } }, TakenAs = Told(part.Options.Charm.Metadata.Name) }
            : part;

    /// <summary>The cast, its provider taken as what a trial shows it to be.</summary>
    /// <param name="cast">Who plays the roles.</param>
    /// <param name="cancellation">Ends the trial; then nothing is known.</param>
    /// <exception cref="CharmProblem">No hook of the charm can be run.</exception>
    public static Cast Tried(Cast cast, CancellationToken cancellation) => Shows(cast, cancellation)
        ? cast with { Provider = cast.Provider with { Profile = cast.Provider.Profile with { MakesOwnKeys = true } } }
        : cast;

    private static bool Shows(Cast cast, CancellationToken cancellation)
    {
        CharmProfile profile = cast.Provider.Profile;
        if (profile.MakesOwnKeys || profile.Issue.Count > 0)
        {
            return false;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = new StartWatch(Provider, stop.Cancel);
        var options = new RunOptions { UnderTest = Roles.Provider, MaxHooks = MostHooks, StepTaken = watch.Observe };
        try
        {
            ScriptRun run = new ScriptRunner(cast, options).Run(s_life, stop.Token);
            return Moment.Of(run.Trace.Steps).Any(moment => moment.Before.Between(Provider, Requirer).Any(relation => relation.IsAnswered || relation.Answer.ContainsKey(ContractFields.SecretExtra)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return watch.Problem is null ? false : throw CharmProblem.CannotRun(watch.Problem);
        }
    }
}
