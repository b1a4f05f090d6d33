using System.CommandLine;
using S3Contract.Cli.Opening;
using S3Contract.Cli.Options;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Baselines;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Cli.Commands;

/// <summary><c>compare OLD NEW</c>: what two checks found differently.</summary>
internal sealed class CompareCommand
{
    private readonly Argument<string> _old = new("OLD") { Description = "A JSON report (check --report json=FILE)." };
    private readonly Argument<string> _new = new("NEW") { Description = "A later one." };
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Surroundings _around;

    public CompareCommand(Surroundings around)
    {
        _around = around;
        Command = new Command("compare", "Says what got worse and what got better between two checks.\n\n" + ExitCode.CompareHelp) { _old, _new, _noColor };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        CheckReport before = Read(parsed.GetValue(_old)!);
        CheckReport after = Read(parsed.GetValue(_new)!);
        if (!string.Equals(before.Level, after.Level, StringComparison.Ordinal))
        {
            throw new UsageException($"the reports are of different levels: {before.Level} and {after.Level}");
        }

        if (!string.Equals(before.Subject.Role, after.Subject.Role, StringComparison.Ordinal))
        {
            throw new UsageException($"the reports are of different roles: {before.Subject.Role} and {after.Subject.Role}; compare two checks of one charm");
        }

        if (!string.Equals(before.Subject.Name, after.Subject.Name, StringComparison.Ordinal))
        {
            _around.Error.WriteLine(Plain.Line($"s3contract: warning: the reports are of different charms: {before.Subject.Name} and {after.Subject.Name}"));
        }

        foreach ((string which, string? partial) in new[] { ("older", before.Partial), ("newer", after.Partial) })
        {
            if (partial is not null)
            {
                _around.Error.WriteLine(Plain.Line($"s3contract: warning: the {which} report is of a part of a check ({partial}): what it does not tell of is not compared"));
            }
        }

        IReadOnlyList<Change> changes = Comparison.Of(Standing.Of(before), Standing.Of(after), after.Partial is not null);
        var screen = Screen.For(_around, parsed.GetValue(_noColor));
        Tell(ChangeKind.Worse, "worse", "red bold");
        Tell(ChangeKind.New, "new", "yellow");
        Tell(ChangeKind.Better, "better", "green");
        int Of(ChangeKind kind) => changes.Count(change => change.Kind == kind);
        screen.Line(FormattableString.Invariant($"{Of(ChangeKind.Worse)} worse, {Of(ChangeKind.Better)} better, {Of(ChangeKind.New)} new, at level {after.Level}"));
        return Of(ChangeKind.Worse) > 0 ? ExitCode.ClauseFailed : ExitCode.Conforms;

        void Tell(ChangeKind kind, string word, string style)
        {
            foreach (Change change in changes.Where(change => change.Kind == kind))
            {
                screen.Prose([($"{word,-6}  ", style), (Plain.Line($"{change.Subject} {change.Text}"), "default")], indent: 8);
            }
        }
    }

    private CheckReport Read(string file) => JsonReport.Read(NamedFile.Text(file, "a JSON report", _around), file);
}
