using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Subjects.Processes;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

/// <summary>
/// Finds out which version of the interface a charm speaks where nobody says so: the beginning of a short life, until the charm writes into a databag of the
/// interface or a hook of it fails. One that announces a version there, or asks for secrets, speaks version 1.
/// </summary>
internal static class SpokenTrial
{
    private const int MostHooks = 40;

    private static readonly Script s_life = Script.Of("trial", ["Who is there says which version it speaks."],
    [
        new DeployCommand("provider", 1, []),
        new DeployCommand("requirer", 1, []),
        new IntegrateCommand(new EndpointReference("provider", null), new EndpointReference("requirer", null)),
        new SettleCommand([]),
    ]);

    /// <summary>The part of a check, its charm taken for what the trial shows it to speak.</summary>
    /// <param name="part">The part.</param>
    /// <param name="cancellation">Ends the trial; then the charm is taken for one of version 0.</param>
    public static CheckPart Told(CheckPart part, CancellationToken cancellation)
    {
        ContractVersion wanted = part.Options.Interface is ContractVersion.Any ? part.Options.Profile.Interface : part.Options.Interface;
        if (wanted != ContractVersion.Any)
        {
            return wanted == ContractVersion.V1 ? part with { Speaks = wanted } : part;
        }

        return Of(part.Cast, part.Role, part.Endpoint, cancellation) == ContractVersion.V1 ? part with { Speaks = ContractVersion.V1 } : part;
    }

    /// <summary>The version that a charm shows to speak.</summary>
    /// <param name="cast">Who plays the roles.</param>
    /// <param name="role">The charm's role.</param>
    /// <param name="endpoint">The charm's endpoint.</param>
    /// <param name="cancellation">Ends the trial; then the charm is taken for one of version 0.</param>
    public static ContractVersion Of(Cast cast, Roles role, string? endpoint, CancellationToken cancellation)
    {
        string application = RoleNames.Of(role);
        bool speaksOne = false;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var options = new RunOptions
        {
            UnderTest = role,
            LetTimersFire = false,
            MaxHooks = MostHooks,
            StepTaken = step =>
            {
                if (step is HookStep hook && string.Equals(hook.Unit.Application, application, StringComparison.Ordinal))
                {
                    DatabagCommit[] said = [.. hook.Commits.Where(commit => commit.Application && hook.Hook.IsRelationHook && commit.Relation == hook.Hook.Relation)];
                    speaksOne |= said.Any(commit => commit.After.Keys.Any(ContractFields.IsOfVersion1));
                    if (hook.Outcome is HookOutcome.Failed or HookOutcome.CommitRefused || (said.Length > 0 && string.Equals(hook.Hook.Endpoint, endpoint, StringComparison.Ordinal)))
                    {
                        stop.Cancel();
                    }
                }
            },
        };
        try
        {
            new ScriptRunner(cast, options).RunUntil(s_life, stop.Token);
        }
        catch (Exception problem) when (problem is CharmProblem or MachineProblem or OperationCanceledException)
        {
            // The course meets the same problem, and tells of it.
        }

        return speaksOne ? ContractVersion.V1 : ContractVersion.V0;
    }
}
