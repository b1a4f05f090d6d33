namespace S3Contract.Reference.Clauses;

/// <summary>A group of clauses about one matter.</summary>
/// <param name="About">What they are about.</param>
/// <param name="Clauses">The clauses, in the order in which they are best read.</param>
public sealed record ClauseFamily(string About, IReadOnlyList<Clause> Clauses)
{
    /// <summary>The part of the clauses' ids before the dot.</summary>
    public string Name => Clauses[0].Family;
}

/// <summary>All clauses of the contract.</summary>
public static class ClauseCatalogue
{
    /// <summary>The families, in the order in which they are best read.</summary>
    public static IReadOnlyList<ClauseFamily> Families { get; } =
    [
        new("Who may write which databag, and when.", WriteClauses.All),
        new("What the databags hold.", [.. DataClauses.All, .. SecretDataClauses.All]),
        new("What comes first between two sides of version 1.", OrderClauses.All),
        new("The custom events of the library: when they are due, and when they must not come.", [.. EventClauses.All, .. ConnectionInfoClauses.All]),
        new("What a requirer can see at any moment.", AtomicityClauses.All),
        new("What has happened once the model is quiet.", [.. LiveClauses.All, .. SecretLiveClauses.All]),
        new("What several relations have to do with each other: nothing.", IsolationClauses.All),
        new("What a charm survives.", ToleranceClauses.All),
        new("That charms come to rest.", CalmClauses.All),
        new("Where credentials must not show.", SecrecyClauses.All),
        new("What is left behind.", LeftoverClauses.All),
        new("A living relation whose charms are refreshed from version 0 to version 1.", UpgradeClauses.All),
        new("A relation of two versions: what each side owes the other.", MixedClauses.All),
        new("What a charm does with an S3, if it talks to one.", UseClauses.All),
    ];

    /// <summary>All clauses, family by family.</summary>
    public static IReadOnlyList<Clause> All { get; } = Number([.. Families.SelectMany(family => family.Clauses)]);

    /// <summary>The clause with this id, or null.</summary>
    public static Clause? Find(string id)
    {
        foreach (Clause clause in All)
        {
            if (string.Equals(clause.Id, id, StringComparison.Ordinal))
            {
                return clause;
            }
        }

        return null;
    }

    private static Clause[] Number(Clause[] clauses)
    {
        for (int i = 0; i < clauses.Length; i++)
        {
            clauses[i].Index = i;
        }

        return clauses;
    }
}
