using System.Globalization;
using System.Text;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>The reference charms with <see cref="S3Behavior.Strict"/> keep every clause; with the library as the original is, they break
/// just those that its documented weaknesses break.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class ReferenceCharmsTests
{
    [Test]
    public void The_stricter_provider_keeps_every_clause()
    {
        Quarry quarry = Hunt.Run(Hunt.CastOf(ReferenceProvider.Subject, EndpointRole.Provider), EndpointRole.Provider);
        Assert.That(quarry.Broken, Is.Empty, quarry.Describe());
    }

    [Test]
    public void The_stricter_requirer_keeps_every_clause()
    {
        Quarry quarry = Hunt.Run(Hunt.CastOf(ReferenceRequirer.Subject, EndpointRole.Requirer), EndpointRole.Requirer);
        Assert.That(quarry.Broken, Is.Empty, quarry.Describe());
    }

    [Test]
    public void The_original_breaks_the_clauses_that_its_weaknesses_break_and_no_others([Values("provider", "requirer")] string role)
    {
        Mutant[] weaknesses = [.. OriginalMutants.All.Where(mutant => mutant.Name.StartsWith(role, StringComparison.Ordinal))];
        Quarry quarry = Hunt.Run(Hunt.CastOf(weaknesses[0].Charm, weaknesses[0].Role), weaknesses[0].Role);
        Assert.That(quarry.Broken.Keys, Is.EquivalentTo(weaknesses.Select(weakness => weakness.Clause)), quarry.Describe());
    }

    [Test]
    public void Each_weakness_of_the_original_is_documented_with_its_shortest_script()
    {
        var text = new StringBuilder();
        foreach (Kill weakness in OriginalMutants.All.Select(Kill.Of))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{weakness.Mutant.Fault} Breaks `{weakness.Mutant.Clause}` ({ClauseCatalogue.Find(weakness.Mutant.Clause)!.Text})\n\n```\n{ShortestOf(weakness)}```\n");
        }

        GeneratedDocument.CheckPart("differences.md", "weaknesses", text.Append('\n').ToString());
    }

    // A weakness that no drawn case meets has its script in the course.
    private static string ShortestOf(Kill weakness) => weakness.Shortest is not null
        ? KillMatrix.Lines(weakness)
        : string.Concat(BuiltInScripts.Cases.First(scenario => scenario.Name == weakness.Sight?.Where).Script.Commands
            .Where(command => command is not ExpectCommand).Select(command => ScriptPrinter.Print(command) + "\n"));
}
