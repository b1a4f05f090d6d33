using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Property.Reference;

/// <summary>The steps of a run tell the same model as the simulated world that they happened in.</summary>
public sealed class ObservedModelTests
{
    [Test]
    public void The_model_that_the_steps_tell_is_the_world()
    {
        int compared = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            using var simulation = new Simulation();
            ObservedModel model = ObservedModel.Empty;
            simulation.StepTaken = step =>
            {
                model = model.After(step);

                // What an operator does is a single change of the world and several steps; after these steps all has been told.
                if (step is ModelStep { Change: ModelQuiet or ModelRestless or OperationRefused or CredentialsIssued })
                {
                    Assert.That(Shown(model), Is.EqualTo(Shown(simulation.World)), $"seed {seed}, step {step.Index}");
                    compared++;
                }
            };
            new RandomLife(seed, ReferenceProvider.Subject, ReferenceRequirer.Subject, simulation, byHand: true, leaderChanges: true).Live(25);
            simulation.RemoveApplication("requirer");
            simulation.Settle();
            simulation.RemoveApplication("provider");
            simulation.Settle();

            // What comes back under the name of what was removed begins anew, but for the numbers of its units.
            simulation.Deploy("requirer", ReferenceRequirer.Subject, units: 2, role: Roles.Requirer);
            simulation.Deploy("provider", ReferenceProvider.Subject, role: Roles.Provider);
            simulation.Integrate("provider", null, "requirer", null);
            simulation.Settle();
        }

        Assert.That(compared, Is.GreaterThan(500));
    }

    private static string Shown(IModel model) => string.Join('\n',
    [
        .. model.Applications.Select(application => $"{application.Name} {application.Leader} [{string.Join(' ', application.Units)}] [{string.Join(' ', application.Present)}] {application.Dying}"),
        .. model.Relations.Select(relation => $"{relation with { Answer = Databag.Empty, Request = Databag.Empty }} {Shown(relation.Answer)} | {Shown(relation.Request)}"),
    ]);

    private static string Shown(Databag bag) => string.Join(' ', bag.Select(item => $"{item.Key}={item.Value}"));
}
