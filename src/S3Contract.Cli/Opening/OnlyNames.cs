using S3Contract.Harness.Checks;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Reference.Clauses;

namespace S3Contract.Cli.Opening;

/// <summary>What <c>--only</c> names: families and clauses, which are then the only ones told of, and scripts, which are then the only ones
/// run. Where no script is named, those run that are about the clauses.</summary>
/// <param name="Clauses">The ids of the clauses; null for all.</param>
/// <param name="Scripts">The scripts to run.</param>
internal sealed record OnlyNames(IReadOnlySet<string>? Clauses, ChosenScripts Scripts)
{
    /// <summary>Finds what is named.</summary>
    /// <param name="names">The names.</param>
    /// <param name="scripts">The scripts there are.</param>
    /// <exception cref="UsageException">There is no such thing.</exception>
    public static OnlyNames Find(IReadOnlyList<string> names, IReadOnlyList<ScriptCase> scripts)
    {
        var clauses = new SortedSet<string>(StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            string[] found = [.. ClauseCatalogue.All.Where(clause => Is(clause.Id, name) || Is(clause.Family, name)).Select(clause => clause.Id)];
            string[] run = [.. found.Length > 0 ? [] : scripts.Select(script => script.Name).Where(script => IsIn(script, name))];
            if (found.Length + run.Length == 0)
            {
                throw Unknown(name, scripts);
            }

            clauses.UnionWith(found);
            named.UnionWith(run);
        }

        var chosen = new ChosenScripts(named, clauses);
        return chosen.Among(scripts).Count > 0
            ? new OnlyNames(clauses.Count > 0 ? clauses : null, chosen)
            : throw new UsageException($"--only {string.Join(' ', names)}: no script is about that");
    }

    /// <summary>Refuses clauses that a check at a level could say nothing of.</summary>
    /// <param name="names">What was named.</param>
    /// <param name="level">The level.</param>
    /// <exception cref="UsageException">None of them counts there.</exception>
    public OnlyNames AtLevel(IReadOnlyList<string> names, ClauseLevel level)
    {
        ClauseLevel least = Clauses is null ? level : Clauses.Select(ClauseCatalogue.Find).OfType<Clause>().Min(clause => clause.Level);
        return least <= level ? this : throw new UsageException(
            $"--only {string.Join(' ', names)}: {(Clauses!.Count == 1 ? "this clause is" : "these clauses are")} of level {LevelName.Of(least)}{(least == ClauseLevel.Strict ? "" : " and above")}, and at level {LevelName.Of(level)} nothing would be judged: add --level {LevelName.Of(least)}");
    }

    private static bool Is(string known, string name) => string.Equals(known, name, StringComparison.Ordinal);

    private static bool IsIn(string script, string name)
    {
        string plain = name.StartsWith("course:", StringComparison.Ordinal) ? name["course:".Length..] : name;
        return Is(script, plain) || script.StartsWith(plain.TrimEnd('/') + "/", StringComparison.Ordinal);
    }

    private static UsageException Unknown(string name, IReadOnlyList<ScriptCase> scripts)
    {
        IEnumerable<string> known = ClauseCatalogue.Families.Select(family => family.Name)
            .Concat(ClauseCatalogue.All.Select(clause => clause.Id))
            .Concat(scripts.Select(script => script.Name))
            .Concat(scripts.Select(script => script.Name.Split('/')[0]).Distinct(StringComparer.Ordinal));
        return new UsageException(DidYouMean.Message(
            $"--only {name}: there is no such family, clause or script",
            NearestWord.Of(name, known),
            $"the families are {string.Join(", ", ClauseCatalogue.Families.Select(family => family.Name))}"));
    }
}
