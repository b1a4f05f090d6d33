using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

/// <summary>The short form of the course, for charms whose hooks take seconds: few short scripts that between them cover each clause that the
/// course covers.</summary>
internal static class QuickCourse
{
    /// <summary>The scripts for a charm in some roles, in the order of the course; of a script with examples its first row.</summary>
    /// <param name="roles">The roles: clauses that bind only the other side are left to the other side.</param>
    /// <param name="hasS3">Is there an S3 to use? Else the clauses about that are left out.</param>
    public static IReadOnlyList<ScriptCase> For(Roles roles, bool hasS3 = false)
    {
        var scripts = BuiltInScripts.All.Select(parse => parse.Script)
            .Select(script => (Script: script, Length: LengthOf(script), Covers: CoveredBy(script, roles, hasS3)))
            .Where(one => one.Covers.Count > 0)
            .ToList();
        var open = scripts.SelectMany(one => one.Covers).ToHashSet(StringComparer.Ordinal);
        var chosen = new HashSet<string>(StringComparer.Ordinal);

        // The shortest for what it adds, again and again: near enough to the smallest cover. The order of the course decides between equals.
        while (open.Count > 0)
        {
            (Script script, _, IReadOnlyCollection<string> covers) = scripts
                .Where(one => one.Covers.Any(open.Contains))
                .MinBy(one => (double)one.Length / one.Covers.Count(open.Contains));
            chosen.Add(script.Name);
            open.ExceptWith(covers);
        }

        // What was chosen early may have become needless by what came later.
        foreach (var one in scripts.Where(one => chosen.Contains(one.Script.Name)).OrderByDescending(one => one.Length))
        {
            if (one.Covers.All(clause => scripts.Exists(other =>
                    other != one && chosen.Contains(other.Script.Name) && other.Covers.Contains(clause, StringComparer.Ordinal))))
            {
                chosen.Remove(one.Script.Name);
            }
        }

        return [.. scripts.Where(one => chosen.Contains(one.Script.Name)).Select(one => ScriptCase.Of(one.Script)[0])];
    }

    private static List<string> CoveredBy(Script script, Roles roles, bool hasS3)
    {
        Roles played = roles & ~Misbehaving(script);
        Roles withSeveral = played & HavingSeveral(script);
        return
        [
            .. script.Header.Covers.Where(id => ClauseCatalogue.Find(id) is { } clause
                && (hasS3 || clause.Family is not "use")
                && (clause.Roles & (clause.Family is "isolation" ? withSeveral : played)) != Roles.None),
        ];
    }

    // Who writes what no charm would is the counterpart of the charm under test: such a script says nothing of its own side.
    private static Roles Misbehaving(Script script) => script.Commands.OfType<WriteCommand>().Aggregate(Roles.None, (roles, write) =>
        roles | (IsProvider(write.Application) ? Roles.Provider : Roles.Requirer));

    // Relations get into each other's way only on a side that has several.
    private static Roles HavingSeveral(Script script)
    {
        int providers = script.Commands.OfType<DeployCommand>().Count(deploy => IsProvider(deploy.Application));
        int requirers = script.Commands.OfType<DeployCommand>().Count() - providers;
        return (requirers > 1 ? Roles.Provider : Roles.None) | (providers > 1 ? Roles.Requirer : Roles.None);
    }

    private static bool IsProvider(string application) => application.StartsWith(RoleNames.Of(Roles.Provider), StringComparison.Ordinal);

    // Units cost more than anything: each has to be installed, and runs every hook of its relations.
    private static int LengthOf(Script script) => script.Commands.Sum(command => command switch
    {
        ExpectCommand => 0,
        { NewUnits: > 0 and var units } => 4 * units,
        _ => 1,
    });
}
