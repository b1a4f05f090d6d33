using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Charts;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Property.Mutants.Version1;

/// <summary>Drawn cases against charms of version 1: the built-in ones pass them, and they find faults.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class SpokenCampaignTests
{
    private const int Cases = 300;

    [Test]
    public void The_charms_that_speak_both_versions_break_nothing([Values(EndpointRole.Provider, EndpointRole.Requirer)] EndpointRole role)
    {
        Quarry quarry = Hunt.RunVersion1(ReferencePlayers.Named("reference-both", SideOf(role)), role, Cases);
        Assert.That(quarry.Broken.Keys, Is.Empty, quarry.Describe());

        string[] unusual = [.. MachineTable.Transitions.Where(transition => transition.Unusual).Select(transition => transition.Name)];
        Assert.That(quarry.Coverage.Missing(ContractVersion.V1).Except(unusual, StringComparer.Ordinal), Is.Empty, "what is usual on the charts of version 1 is taken");
    }

    [Test]
    public void Those_that_speak_version_1_alone_keep_the_level_core([Values(EndpointRole.Provider, EndpointRole.Requirer)] EndpointRole role)
    {
        Quarry quarry = Hunt.RunVersion1(ReferencePlayers.Named("reference-v1", SideOf(role)), role, Cases);
        Assert.That(quarry.BrokenUpTo(ClauseLevel.Core), Is.Empty, quarry.Describe());
    }

    [TestCase("provider-grants-later")]
    [TestCase("provider-keeps-the-first-pair")]
    [TestCase("provider-shows-the-keys-as-well")]
    [TestCase("provider-removes-it-when-another-goes")]
    [TestCase("requirer-misses-secret-changed")]
    [TestCase("requirer-never-refreshes")]
    public async Task A_fault_is_found_by_a_drawn_case_and_shrunk(string name)
    {
        SpokenMutant mutant = SpokenProviderMutants.All.Concat(SpokenRequirerMutants.All).First(mutant => mutant.Name == name);
        CampaignResult found = await Campaign.RunAsync(Options(mutant));

        Assert.That(found.Failures.Select(failure => failure.Violation.ClauseId), Has.Member(mutant.Clause));
        Script shortest = found.Failures.First(failure => failure.Violation.ClauseId == mutant.Clause).Script;
        TestContext.Out.WriteLine(ScriptPrinter.Print(shortest));
        Assert.That(shortest.Commands.Count(), Is.LessThan(15));
    }

    private static CampaignOptions Options(SpokenMutant mutant)
    {
        Cast cast = Hunt.CastOf(new Player(mutant.Charm, mutant.Role == EndpointRole.Provider ? ReferenceProfiles.Provider : ReferenceProfiles.Requirer), mutant.Role, ContractVersion.V1);
        var judging = new Harness.Judging.JudgeOptions
        {
            SubjectRoles = SideOf(mutant.Role),
            Speaks = ContractVersion.V1,
            VisibleEvents = Harness.Judging.JudgeOptions.AllEvents,
            Clauses = new HashSet<string>(StringComparer.Ordinal) { mutant.Clause },
        };
        return new CampaignOptions(cast, judging) { Cases = 200, Seed = Hunt.Seed, StopAtFirstFailure = true };
    }

    private static Roles SideOf(EndpointRole role) => role == EndpointRole.Provider ? Roles.Provider : Roles.Requirer;
}
