using System.Globalization;
using System.Text;
using S3Contract.Charms;
using S3Contract.Harness.Juju;
using Fields = S3Contract.Harness.Scripts.ValueList<System.Collections.Generic.KeyValuePair<string, string>>;

namespace S3Contract.Harness.Scripts;

/// <summary>Writes scripts in their plain form: one blank between words, quotes only where they are needed. What it writes is read back as
/// the same script.</summary>
public static class ScriptPrinter
{
    /// <summary>The text of a script, a line end after each line.</summary>
    public static string Print(Script script)
    {
        var text = new StringBuilder();
        foreach (ScriptLine line in script.Lines)
        {
            text.Append(Print(line)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The text of a line, without a line end.</summary>
    public static string Print(ScriptLine line)
    {
        string? command = line.Command is null ? null : Print(line.Command);
        IEnumerable<string> pieces = [.. line.Conditions.Select(condition => condition.ToString()), command ?? "", line.Comment ?? ""];
        return string.Join(' ', pieces.Where(piece => piece.Length > 0));
    }

    /// <summary>The text of a command.</summary>
    public static string Print(ScriptCommand command) => command switch
    {
        DeployCommand deploy => Line("deploy", deploy.Application, deploy.Units == 1 ? "" : "--units " + Number(deploy.Units), Pairs(deploy.Fields)),
        IntegrateCommand integrate => Line("integrate", integrate.A.ToString(), integrate.B.ToString()),
        RemoveRelationCommand remove => Line("remove-relation", remove.A.ToString(), remove.B.ToString()),
        RemoveApplicationCommand remove => Line("remove-application", remove.Application),
        RefreshCommand refresh => Line("refresh", refresh.Application, refresh.Folder is { } folder ? WordWriter.Plain(folder) : ""),
        ConfigCommand config => Line(
            "config", config.Application, config.Other ? "--other" : "", config.Reset.Count == 0 ? "" : "--reset " + WordWriter.Plain(string.Join(',', config.Reset)), Pairs(config.Options)),
        RunCommand run => Line("run", run.Unit.ToString(), run.Action, run.StringArguments ? "--string-args" : "", Pairs(run.Parameters)),
        AddUnitCommand add => Line("add-unit", add.Application, add.Count == 1 ? "" : "-n " + Number(add.Count)),
        RemoveUnitCommand remove => Line("remove-unit", remove.Unit.ToString()),
        ElectCommand elect => Line("elect", elect.Unit.ToString()),
        UpdateStatusCommand update => Line("update-status", update.Unit.ToString()),
        SettleCommand settle => Line(
            "settle",
            settle.Order.Count == 0 ? "" : "order=" + string.Join(',', settle.Order.Select(Number)),
            settle.MaxHooks is { } max ? "max=" + Number(max) : ""),
        StepCommand step => Line("step", step.Unit.ToString()),
        FaultCommand fault => Line(Word(fault.Fault), fault.Unit.ToString()),
        ResolveCommand resolve => Line("resolve", resolve.Unit.ToString(), resolve.Retry ? "" : "--no-retry"),
        IssueCommand issue => Line("issue", issue.Provider, issue.Requirer ?? "", Pairs(issue.Fields)),
        SetCommand set => Line("set", set.Unit.ToString(), Pairs(set.Fields)),
        WriteCommand write => Line("write", write.Application, Pairs(write.Fields)),
        IncludeCommand include => Line("include", WordWriter.Plain(include.File)),
        ExpectCommand expect => Line(
            expect.Negated ? "!" : "", expect.Soft ? "expect?" : "expect", expect.Only ? "only" : "", Print(expect.Expectation)),
        TemplateCommand template => string.Join(' ', template.Words.Select((word, index) => index == 0 ? First(word) : WordWriter.Word(word))),
        ExtensionCommand extension => string.Join(' ', extension.Words.Select(WordWriter.Word)),
        UnreadableCommand unreadable => unreadable.Text,
        _ => "",
    };

    /// <summary>The text of an expectation, without <c>expect</c>.</summary>
    public static string Print(Expectation expectation) => expectation switch
    {
        EventExpectation seen => Line(
            seen.Units.ToString(), seen.Event, Pairs(seen.Fields), seen.Times is { } times ? "times=" + Number(times) : ""),
        DatabagExpectation databag => Line("databag", databag.Owner, databag.Other, Pairs(databag.Fields)),
        WriteExpectation write => Line(write.Units.ToString(), "write"),
        RefusedExpectation refused => Line(refused.Units.ToString(), "refused"),
        ErrorExpectation error => Line(error.Units.ToString(), "error"),
        HookExpectation hook => Line(hook.Units.ToString(), "hook", hook.Hook),
        StatusExpectation status => Line(
            status.Units.ToString(), "status", Word(status.Status), status.Text is { } message ? WordWriter.Plain(message) : ""),
        ActionExpectation action => Line(
            action.Units.ToString(), "action", action.Action, action.Failed ? "failed" : "completed", Pairs(action.Results)),
        LeaderExpectation leader => Line(leader.Units.ToString(), "leader"),
        QuietExpectation => "quiet",
        NothingExpectation => "nothing",
        _ => "",
    };

    /// <summary>The command that arms a fault: <c>crash</c>, <c>fail</c>, <c>lose-leadership</c>.</summary>
    internal static string Word(Fault fault) => fault switch
    {
        Fault.Crash => "crash",
        Fault.Fail => "fail",
        _ => "lose-leadership",
    };

    /// <summary>A status as Juju spells it.</summary>
    internal static string Word(WorkloadStatus status) => status switch
    {
        WorkloadStatus.Active => "active",
        WorkloadStatus.Blocked => "blocked",
        WorkloadStatus.Waiting => "waiting",
        _ => "maintenance",
    };

    /// <summary>Pairs as they stand in a script.</summary>
    internal static string Pairs(Fields fields) => string.Join(' ', fields.Select(field => WordWriter.Pair(field.Key, field.Value)));

    private static string Line(params ReadOnlySpan<string> pieces)
    {
        var line = new StringBuilder();
        foreach (string piece in pieces)
        {
            if (piece.Length > 0)
            {
                line.Append(line.Length == 0 ? "" : " ").Append(piece);
            }
        }

        return line.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // ! and expect? are no values, so the first word of a line is never quoted for looking like something else.
    private static string First(Word word) => word is { Name: null, Value: [TextPart { Text: "!" or "!expect" or "!expect?" } text] } ? text.Text : WordWriter.Word(word);
}
