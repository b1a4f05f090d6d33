using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Judging;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Reference.Observations;

namespace S3Contract.Bench.InProcess;

/// <summary>The work that is compared: two units on either side of one relation, an answer, a rotation, a leader change with another rotation,
/// and the end of the relation. Nothing is drawn and nothing fails, so that others can be made to walk the same steps.</summary>
internal static class ShortLife
{
    private static readonly UnitName s_first = new("provider", 0);
    private static readonly UnitName s_second = new("provider", 1);
    private static readonly KeyValuePair<string, string>[][] s_credentials = [.. Enumerable.Range(1, 3).Select(Issued)];

    /// <summary>How many hooks a life has.</summary>
    public static int Hooks { get; } = Steps().Count(step => step is HookStep);

    /// <summary>The steps of a life.</summary>
    public static IReadOnlyList<Step> Steps()
    {
        List<Step> steps = [];
        Run(steps.Add);
        return steps;
    }

    /// <summary>Lives it, each step judged.</summary>
    public static void Judged()
    {
        var judge = new Judge();
        judge.Begin();
        Run(judge.Observe);
    }

    private static void Run(Action<Step> observer)
    {
        using var simulation = new Simulation { StepTaken = observer };
        simulation.Deploy("provider", ReferenceProvider.Subject, 2);
        simulation.Deploy("requirer", ReferenceRequirer.Subject, 2);
        simulation.Integrate("provider", null, "requirer", null);
        simulation.Settle();
        Issue(simulation, s_first, s_credentials[0]);
        Issue(simulation, s_first, s_credentials[1]);
        simulation.Elect(s_second);
        Issue(simulation, s_second, s_credentials[2]);
        simulation.RemoveRelation("provider", null, "requirer", null);
        simulation.Settle();
    }

    private static void Issue(Simulation simulation, UnitName leader, KeyValuePair<string, string>[] credentials)
    {
        simulation.NoteIssued("provider", Databag.From(credentials));
        simulation.RunAction(leader, "issue", credentials);
        simulation.Settle();
    }

    private static KeyValuePair<string, string>[] Issued(int number) =>
        [new("access-key", $"AKIAEXAMPLE{number:0000}"), new("secret-key", $"wJalrXUtnFEMI/K7MDENG/bPxRfiCY{number:0000}")];
}
