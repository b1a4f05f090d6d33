using System.CommandLine;
using S3Contract.Cli.Opening;
using S3Contract.Cli.Options;
using S3Contract.Cli.Views;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Reference.Clauses;

namespace S3Contract.Cli.Commands;

/// <summary><c>explain [CLAUSE]</c>: a clause with its source, or all of them.</summary>
internal sealed class ExplainCommand
{
    private readonly Argument<string?> _clause = new("CLAUSE")
    {
        Description = "A clause (write.leader-only), a family (write), a script of the course (rotation/reaches-every-unit) or a folder of them (rotation). Without it all clauses are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Surroundings _around;

    public ExplainCommand(Surroundings around)
    {
        _around = around;
        Command = new Command("explain", "Says what a clause demands, at which level, and where that comes from; or shows a script of the course.") { _clause, _noColor };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var screen = Screen.For(_around, parsed.GetValue(_noColor));
        if (parsed.GetValue(_clause) is not { } id)
        {
            List(screen, ClauseCatalogue.Families);
            return ExitCode.Conforms;
        }

        if (ClauseCatalogue.Families.FirstOrDefault(family => string.Equals(family.Name, id, StringComparison.Ordinal)) is { } whole)
        {
            List(screen, [whole]);
            return ExitCode.Conforms;
        }

        if (ClauseCatalogue.Find(id) is null && NamedScripts.Of(id) is { Count: > 0 } scripts)
        {
            new ScriptsView(screen, _around.Program).Show(scripts);
            return ExitCode.Conforms;
        }

        Clause clause = ClauseCatalogue.Find(id) ?? throw Unknown(id);
        screen.Line((clause.Id, "bold"), ($"  level {LevelName.Of(clause.Level)}, binds the {RoleNames.Of(clause.Roles).Replace(", ", " and the ", StringComparison.Ordinal)}", "grey"));
        screen.Line();
        screen.Reference([(clause.Text, "default")], indent: 0);
        screen.Line();
        screen.Reference([("Source: ", "bold"), (clause.Citation, "default")]);
        if (clause.Reading is { } reading)
        {
            screen.Reference([("Our reading: ", "bold"), (reading, "default")]);
        }

        if (clause.Event is { } seen)
        {
            screen.Reference([("Needs: ", "bold"), ($"the event {seen} to be seen; a charm that shows none is inconclusive", "default")]);
        }

        return ExitCode.Conforms;
    }

    private static void List(Screen screen, IReadOnlyList<ClauseFamily> families)
    {
        int width = families.Max(family => family.Clauses.Max(clause => clause.Id.Length));
        foreach (ClauseFamily family in families)
        {
            screen.Reference([(family.Name, "bold"), ($"  {family.About}", "grey")]);
            foreach (Clause clause in family.Clauses)
            {
                screen.Reference([($"  {clause.Id.PadRight(width)}  {LevelName.Of(clause.Level),-7}  {clause.Text}", "default")], indent: width + 13);
            }

            screen.Line();
        }
    }

    private static UsageException Unknown(string id)
    {
        string? near = NearestWord.Of(
            id, [.. ClauseCatalogue.All.Select(clause => clause.Id), .. ClauseCatalogue.Families.Select(family => family.Name), .. NamedScripts.Folders]);
        ClauseFamily? family = ClauseCatalogue.Families.FirstOrDefault(family => string.Equals(family.Name, id.Split('.')[0], StringComparison.Ordinal));
        string known = family is null
            ? $"expected one of the families {string.Join(", ", ClauseCatalogue.Families.Select(family => family.Name))}; explain lists all clauses."
            : $"the family {family.Name} has {string.Join(", ", family.Clauses.Select(clause => clause.Id))}.";
        return new UsageException(DidYouMean.Message($"\"{id}\" is no clause", near, known));
    }
}
