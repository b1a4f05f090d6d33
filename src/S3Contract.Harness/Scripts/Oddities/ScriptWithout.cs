using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Scripts.Oddities;

/// <summary>The same script without one of the oddities that it confronts a charm with, and otherwise as near to it as can be: a pure
/// function. What it cannot take out it leaves.</summary>
/// <param name="oddity">The name of the oddity.</param>
/// <param name="role">The side of the charm that is confronted with it.</param>
/// <param name="asked">The bucket that the requirer asked for when the script ran; null if it asked for none.</param>
internal sealed class ScriptWithout(string oddity, Roles role, string? asked)
{
    // So many hooks, at most, has a unit to run until an action on it has its turn: those of its installation, and the first of its relations.
    private const int StepsToAnAction = 12;

    private static readonly Fields s_keys =
    [
        KeyValuePair.Create(ContractFields.AccessKey, "AKIAORDINARY2QXM4"), KeyValuePair.Create(ContractFields.SecretKey, "wJalrOrdinary7K9MDENGbPx"),
    ];

    private string Counterpart => role == Roles.Provider ? "requirer" : "provider";

    private Fields Bucket => asked is null ? [] : [KeyValuePair.Create(ContractFields.Bucket, asked)];

    /// <summary>The script without the oddity.</summary>
    public Script Of(Script script) =>
        script with { Lines = script.Lines.SelectMany(line => line.Command is null ? [line] : Commands(line.Command).Select(command => line with { Command = command, Source = null })).ToValueList() };

    private IEnumerable<ScriptCommand> Commands(ScriptCommand command) => command switch
    {
        ExtensionCommand extension => [extension with { Commands = extension.Commands.SelectMany(Commands).ToValueList() }],
        RemoveRelationCommand or RemoveApplicationCommand or RemoveUnitCommand when oddity is "broken-unanswered" =>
            [new IssueCommand("provider", null, s_keys), new SettleCommand([]), command],
        IntegrateCommand { A: var a, B: var b } when oddity is "empty-databag" =>
            [command, .. SpeakFirst(IsCounterpart(a.Application) ? a.Application : b.Application)],
        IssueCommand issue => [issue with { Fields = Without(issue.Fields, isIssue: true) }],
        WriteCommand write => [write with { Fields = WithoutWritten(write.Application, write.Fields) }],
        SetCommand set => [set with { Fields = WithoutWritten(set.Unit.Application, set.Fields) }],
        RunCommand run => [run with { Parameters = WithoutBookkeeping(run.Parameters) }],
        _ => [command],
    };

    // The other side has spoken before the charm under test hears of the relation.
    private IEnumerable<ScriptCommand> SpeakFirst(string application) =>
    [
        new WriteCommand(application, role == Roles.Provider ? Bucket.Count > 0 ? Bucket : [KeyValuePair.Create(ContractFields.Bucket, "ordinary")] : [.. Bucket, .. s_keys]),
        .. Enumerable.Repeat(new StepCommand(UnitReference.Leader(application)), StepsToAnAction),
    ];

    private bool IsCounterpart(string application) => string.Equals(Names.RoleOf(application), Counterpart, StringComparison.Ordinal);

    private Fields WithoutWritten(string application, Fields fields) =>
        IsCounterpart(application) ? Without(fields, isIssue: false) : WithoutBookkeeping(fields);

    private Fields Without(Fields fields, bool isIssue) => oddity switch
    {
        "other-bucket" when isIssue => Keep(fields, field => field.Key is not ContractFields.Bucket),
        "other-bucket" => fields.Select(field => field.Key is ContractFields.Bucket ? Bucket.FirstOrDefault(field) : field).ToValueList(),
        "unknown-keys" => Keep(fields, field => ContractFields.IsKnown(field.Key)),
        "malformed-lists" or "attributes-text" => Keep(
            fields, field => field.Key is not (ContractFields.Attributes or ContractFields.TlsCaChain) || field.Value.Length == 0 || ContractFields.IsListOfStrings(field.Value)),
        "empty-databag" => Keep(fields, field => field.Value.Length > 0),
        "half-filled" when fields.Any(field => IsMandatory(field.Key)) =>
            [.. Keep(fields, field => !IsMandatory(field.Key)), .. Mandatory(fields, isIssue)],
        _ when Oddity.FieldLeftOut(oddity) is { } left => With(fields, left),
        _ => fields,
    };

    // Given with the keys, and never taken back.
    private static Fields With(Fields fields, string left)
    {
        bool IsLeft(KeyValuePair<string, string> field) => string.Equals(field.Key, left, StringComparison.Ordinal);
        bool hasKeys = fields.Any(field => field.Key is ContractFields.AccessKey && field.Value.Length > 0);
        return fields.Any(field => IsLeft(field) ? field.Value.Length == 0 : hasKeys && !fields.Any(IsLeft))
            ? [.. Keep(fields, field => !IsLeft(field)), KeyValuePair.Create(left, Ordinary(left))]
            : fields;
    }

    private Fields WithoutBookkeeping(Fields fields) => oddity is "broken-bookkeeping"
        ? Keep(fields, field => field.Key is not ContractFields.Bookkeeping || ContractFields.IsObject(field.Value))
        : fields;

    private IEnumerable<KeyValuePair<string, string>> Mandatory(Fields fields, bool isIssue)
    {
        foreach (KeyValuePair<string, string> ordinary in isIssue ? s_keys : [.. Bucket, .. s_keys])
        {
            KeyValuePair<string, string> given = fields.FirstOrDefault(field => string.Equals(field.Key, ordinary.Key, StringComparison.Ordinal));
            yield return given.Value is { Length: > 0 } ? given : ordinary;
        }
    }

    private static bool IsMandatory(string key) => key is ContractFields.Bucket or ContractFields.AccessKey or ContractFields.SecretKey;

    private static Fields Keep(Fields fields, Func<KeyValuePair<string, string>, bool> keep) => fields.Where(keep).ToValueList();

    private static string Ordinary(string field) => field switch
    {
        "s3-uri-style" => "path",
        "s3-api-version" => "4",
        "delete-older-than-days" => "30",
        ContractFields.TlsCaChain => FakeValues.Of("ca-chain", 0),
        _ => FakeValues.Of(field, 0),
    };
}
