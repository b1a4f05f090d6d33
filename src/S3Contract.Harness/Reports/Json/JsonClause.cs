using System.Text.Json.Serialization;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Json;

/// <summary>A clause as it stands in the JSON report.</summary>
internal sealed record JsonClause(
    string Id, string Family, string Level, string Verdict, string? Reason, int Checked, IReadOnlyList<JsonViolation> Violations, bool Counts, string Sentence, string Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Accepted = null)
{
    public static JsonClause Of(ClauseResult clause) => new(
        clause.Id,
        clause.Family,
        clause.Level,
        VerdictName.Of(clause.Verdict),
        clause.Reason,
        clause.Checked,
        [.. clause.Violations.Select(violation => JsonViolation.Of(clause, violation))],
        clause.Counts,
        clause.Text,
        clause.Source,
        clause.Accepted);

    public ClauseResult ToResult() => new(
        Id, Family, Level, Sentence, VerdictName.Read(Verdict), Reason, Checked, [.. Violations.Select(violation => violation.ToFound())])
    {
        Counts = Counts,
        Source = Source,
        Accepted = Accepted,
    };
}

/// <summary>A violation as it stands in the JSON report: all there is to know of it, so that a reader need not look elsewhere.</summary>
internal sealed record JsonViolation(
    string Message,
    int Step,
    string Script,
    int Line,
    string? LineText,
    string? Unit,
    string? Hook,
    string Level,
    string Sentence,
    string Source,
    string Cause,
    string? Replay,
    JsonPlace? Place,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Included = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ScriptText = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonHook? FailedHook = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Leaders = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Said = null)
{
    public static JsonViolation Of(ClauseResult clause, FoundViolation violation)
    {
        string[] where = violation.Where?.Split(' ', 2) ?? [];
        return new JsonViolation(
            violation.Message,
            violation.Step,
            violation.Script,
            violation.Line,
            violation.LineText,
            where.ElementAtOrDefault(0),
            where.ElementAtOrDefault(1),
            clause.Level,
            clause.Text,
            clause.Source,
            Causes.Cause.KeyOf(clause, violation),
            violation.Replay,
            JsonPlace.Of(violation.Place),
            violation.File,
            violation.ScriptText,
            violation.Behind is { } hook ? new JsonHook(hook.Step, hook.Unit, hook.Hook, hook.Failure, hook.LastWords, hook.Kind) : null,
            violation.Leaders.Count == 0 ? null : violation.Leaders,
            violation.Said);
    }

    public FoundViolation ToFound() => new(Message, Step, Script)
    {
        ScriptText = ScriptText,
        Behind = FailedHook is { } hook ? new FailedHook(hook.Step, hook.Unit, hook.Hook, hook.Kind, hook.Failure, hook.LastWords) : null,
        Leaders = Leaders ?? [],
        Said = Said,
        Line = Line,
        LineText = LineText,
        Where = Unit is null ? null : $"{Unit} {Hook}",
        Replay = Replay,
        Place = Place?.ToPlace(),
        File = Included,
    };
}

internal sealed record JsonHook(int Step, string Unit, string Hook, string Failure, IReadOnlyList<string> LastWords, string Kind);

/// <summary>A line of a file.</summary>
internal sealed record JsonPlace(string File, int Line)
{
    public static JsonPlace? Of(SourcePlace? place) => place is null ? null : new JsonPlace(place.File, place.Line);

    public SourcePlace ToPlace() => new(File, Line);
}
