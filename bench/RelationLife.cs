using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Reference.Observations;

namespace S3Contract.Bench;

/// <summary>The work that is measured: the life of a relation between two applications of two units, with rotations, a leader change, a
/// crash, a unit that comes and one that goes, and the end of the relation.</summary>
internal static class RelationLife
{
    private static readonly UnitName s_leader = new("provider", 0);
    private static readonly UnitName s_follower = new("provider", 1);
    private static readonly KeyValuePair<string, string>[][] s_credentials = [.. Enumerable.Range(0, 10).Select(Issued)];

    /// <summary>Runs one life.</summary>
    /// <param name="provider">The providing charm; it is told to issue if it has the action.</param>
    /// <param name="requirer">The requiring charm.</param>
    /// <param name="observer">Sees every step; null for none.</param>
    /// <returns>How many hooks ran.</returns>
    public static int Run(ICharmSubject provider, ICharmSubject requirer, Action<Step>? observer)
    {
        using var simulation = new Simulation { StepTaken = observer };
        bool issues = provider.Metadata.Actions.Count > 0;
        simulation.Deploy("provider", provider, 2);
        simulation.Deploy("requirer", requirer, 2);
        simulation.Integrate("provider", null, "requirer", null);
        simulation.Settle();
        for (int rotation = 0; rotation < s_credentials.Length; rotation++)
        {
            UnitName leader = rotation < 5 ? s_leader : s_follower;
            if (rotation == 5)
            {
                simulation.Elect(s_follower);
                simulation.Arm(s_follower, Fault.Crash);
            }

            if (issues)
            {
                simulation.NoteIssued("provider", Databag.From(s_credentials[rotation]));
                simulation.RunAction(leader, "issue", s_credentials[rotation]);
            }

            simulation.UpdateStatus(s_leader);
            simulation.UpdateStatus(s_follower);
            simulation.UpdateStatus(new UnitName("requirer", 0));
            simulation.Settle();
        }

        simulation.AddUnit("requirer");
        simulation.Settle();
        simulation.RemoveUnit(new UnitName("requirer", 0));
        simulation.Settle();
        simulation.RemoveRelation("provider", null, "requirer", null);
        simulation.Settle();
        int hooks = 0;
        foreach (Step step in simulation.Steps)
        {
            hooks += step is HookStep ? 1 : 0;
        }

        return hooks;
    }

    private static KeyValuePair<string, string>[] Issued(int rotation) =>
    [
        new("access-key", $"AKIAEXAMPLE{rotation:0000}"),
        new("secret-key", $"wJalrXUtnFEMI/K7MDENG/bPxRfiCY{rotation:0000}"),
        new("endpoint", "https://s3.example.com"),
        new("region", "eu-central-1"),
    ];
}
