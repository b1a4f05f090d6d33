using System.Globalization;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Secrets;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands that change secrets.</summary>
internal static class SecretChangeCommands
{
    private static readonly string[] s_settings = ["owner", "label", "description", "rotate", "expire", "file"];

    public static HookAnswer Add(CommandCall call)
    {
        CommandFlags flags = call.Flags([], s_settings);
        if (flags.Arguments.Count == 0 && flags.Value("file") is null or "")
            throw call.Wrong("missing secret value or filename");
        SecretChange settings = Settings(call, flags, "", flags.Arguments);
        if (settings.Content is null)
            throw new CommandLineError(call.Command, "empty secret value not valid");
        SecretParty owner = flags.Value("owner") is "unit" ? SecretParty.Of(call.Juju.Unit) : new SecretParty(call.Juju.Unit.Application);
        return new HookAnswer(0, call.Juju.SecretAdd(settings with { Owner = owner }) + "\n");
    }

    public static HookAnswer Set(CommandCall call)
    {
        CommandFlags flags = call.Flags([], s_settings);
        string id = First(call, flags);
        call.Juju.SecretSet(Settings(call, flags, id, [.. flags.Arguments.Skip(1)]));
        return HookAnswer.Nothing;
    }

    public static HookAnswer Grant(CommandCall call)
    {
        CommandFlags flags = call.Flags([], [CommandCall.RelationFlag, "unit"]);
        RelationId? given = flags.Given("r") ? call.Relation(flags) : null;
        string id = First(call, flags);
        RelationId relation = given ?? call.Relation(flags);
        UnitName? unit = Unit(call, flags);
        string application = call.Juju.RelationApplication(relation) ?? "";
        if (unit is { } name && !string.Equals(name.Application, application, StringComparison.Ordinal))
            throw call.Wrong($"cannot specify unit \"{name}\" in relation to application {GoText.Quote(application)}");
        call.AtMost(flags, 1);
        call.Juju.GrantSecret(id, relation, unit);
        return HookAnswer.Nothing;
    }

    public static HookAnswer Revoke(CommandCall call)
    {
        CommandFlags flags = call.Flags([], [CommandCall.RelationFlag, "app|application", "unit"]);
        RelationId? relation = flags.Given("r") ? call.Relation(flags) : call.Juju.Hook.Relation;
        string id = First(call, flags);
        string? application = flags.Value("app") is { Length: > 0 } named ? named : null;
        if (application is not null && !RelationCommands.IsApplication(application))
            throw call.Wrong($"application {GoText.Quote(application)} not valid");
        UnitName? unit = Unit(call, flags);
        if (application is not null && unit is not null)
            throw call.Wrong("specify only one of application or unit");
        if (relation is { } scope)
        {
            application = application is null ? call.Juju.RelationApplication(scope) : throw call.Wrong("do not specify both relation and app");
        }

        if (application is null && unit is null)
            throw call.Wrong("missing relation or application or unit");
        call.AtMost(flags, 1);
        call.Juju.RevokeSecret(id, unit is { } one ? SecretParty.Of(one) : new SecretParty(application));
        return HookAnswer.Nothing;
    }

    public static HookAnswer Remove(CommandCall call)
    {
        CommandFlags flags = call.Flags([], ["revision"]);
        int revision = 0;
        if (flags.Value("revision") is { } text && !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out revision))
            throw call.Wrong($"invalid value {GoText.Quote(text)} for option --revision: strconv.ParseInt: parsing {GoText.Quote(text)}: invalid syntax");
        string id = First(call, flags);
        call.AtMost(flags, 1);
        call.Juju.RemoveSecret(id, revision > 0 ? revision : null);
        return HookAnswer.Nothing;
    }

    private static string First(CommandCall call, CommandFlags flags) =>
        flags.Arguments.Count == 0 ? throw call.Wrong("missing secret URI")
            : SecretUri.TryParse(flags.Arguments[0], out SecretUri? uri, out string? problem) ? uri.Id
            : throw call.Wrong(problem);

    private static UnitName? Unit(CommandCall call, CommandFlags flags) =>
        flags.Value("unit") is not { Length: > 0 } text ? null
            : UnitName.TryParse(text, out UnitName unit) && RelationCommands.IsApplication(unit.Application) ? unit
            : throw call.Wrong($"unit {GoText.Quote(text)} not valid");

    private static SecretChange Settings(CommandCall call, CommandFlags flags, string id, IReadOnlyList<string> arguments)
    {
        DateTimeOffset? expires = null;
        if (Value("expire") is { } expire)
        {
            expires = SecretTime.Parse(expire, out string? problem);
            if (problem is not null)
                throw call.Wrong(problem);
        }

        SecretRotation? rotation = Value("rotate") is not { } policy ? null
            : Enum.TryParse(policy, ignoreCase: true, out SecretRotation known) && string.Equals(known.ToString().ToLowerInvariant(), policy, StringComparison.Ordinal) ? known
            : throw call.Wrong($"rotate policy {GoText.Quote(policy)} not valid");
        if (flags.Value("owner") is { } owner && owner is not ("application" or "unit"))
            throw call.Wrong($"secret owner {GoText.Quote(owner)} not valid");
        SecretContent content = SecretInput.Content(call, arguments, Value("file"));
        return new SecretChange(id)
        {
            Label = Value("label"),
            Description = Value("description"),
            Rotation = rotation,
            Expires = expires,
            Content = content.IsEmpty ? null : content,
        };

        string? Value(string flag) => flags.Value(flag) is { Length: > 0 } value ? value : null;
    }
}
