using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Reference;

public sealed class CatalogueTests
{
    [Test]
    public void Ids_are_unique() =>
        Assert.That(ClauseCatalogue.All.Select(clause => clause.Id), Is.Unique);

    [TestCaseSource(typeof(ClauseCatalogue), nameof(ClauseCatalogue.All))]
    public void A_clause_is_well_formed(Clause clause)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(clause.Id, Does.Match("^[a-z]+\\.[a-z0-9]+(-[a-z0-9]+)*$"));
            Assert.That(clause.Roles, Is.Not.EqualTo(Roles.None));
            Assert.That(clause.Text, Does.EndWith(".").And.Not.Contain("  "));
            Assert.That(clause.Citation, Does.Match("^(Interface description v[01]|Library|Juju|Practice)").And.EndsWith("."));
            Assert.That(clause.Reading, Is.Null.Or.Not.Empty);
            Assert.That(ClauseCatalogue.Find(clause.Id), Is.SameAs(clause));
        }
    }

    [Test]
    public void A_family_holds_the_clauses_that_bear_its_name() =>
        Assert.That(
            ClauseCatalogue.Families.SelectMany(family => family.Clauses.Select(_ => family.Name)),
            Is.EqualTo(ClauseCatalogue.All.Select(clause => clause.Family)));

    [Test]
    public void A_clause_beyond_the_sources_is_strict() =>
        Assert.That(
            ClauseCatalogue.All.Where(clause => clause.Citation.StartsWith("Practice", StringComparison.Ordinal)),
            Has.All.Property(nameof(Clause.Level)).EqualTo(ClauseLevel.Strict));

    [Test]
    public void An_unknown_id_names_no_clause() => Assert.That(ClauseCatalogue.Find("write.nonsense"), Is.Null);
}
