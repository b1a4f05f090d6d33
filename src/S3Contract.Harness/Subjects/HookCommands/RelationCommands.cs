using System.Text.RegularExpressions;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands about relations.</summary>
internal static partial class RelationCommands
{
    public static HookAnswer Ids(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], []);
        call.AtMost(flags, 1);
        string endpoint = flags.Arguments.Count > 0
            ? flags.Arguments[0]
            : call.Juju.Hook.Endpoint ?? throw call.Wrong("no endpoint name specified");
        IReadOnlyList<RelationId> ids = call.Juju.RelationIds(endpoint);
        string[] names = new string[ids.Count];
        for (int i = 0; i < names.Length; i++)
            names[i] = ids[i].At(endpoint);
        Array.Sort(names, StringComparer.Ordinal);
        return call.Print(flags, names);
    }

    public static HookAnswer List(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags(["app"], [CommandCall.RelationFlag]);
        call.AtMost(flags, 0);
        RelationId relation = call.Relation(flags);
        if (flags.On("app"))
            return call.Print(flags, call.Juju.RelationApplication(relation));

        IReadOnlyList<UnitName> units = call.Juju.RelationList(relation);
        string[] names = new string[units.Count];
        for (int i = 0; i < names.Length; i++)
            names[i] = units[i].ToString();
        Array.Sort(names, StringComparer.Ordinal);
        return call.Print(flags, names);
    }

    public static HookAnswer Get(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags(["app"], [CommandCall.RelationFlag]);
        RelationId relation = call.Relation(flags);
        call.AtMost(flags, 2);
        string? key = flags.Arguments.Count > 0 && flags.Arguments[0] is { Length: > 0 } and not "-" ? flags.Arguments[0] : null;
        string? target = flags.Arguments.Count > 1 ? flags.Arguments[1] : null;
        Databag content = Read(call, relation, target, flags.On("app"));
        return call.Print(flags, key is null ? Answer.Map(content) : content.Get(key));
    }

    public static HookAnswer Set(CommandCall call)
    {
        CommandFlags flags = call.Flags(["app"], [CommandCall.RelationFlag, "file", CommandCall.Format]);
        RelationId relation = call.Relation(flags);
        call.Juju.RelationSet(relation, flags.On("app"), call.Settings(flags));
        return call.WithNotice(flags);
    }

    public static HookAnswer Model(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], [CommandCall.RelationFlag]);
        call.AtMost(flags, 0);
        RelationId relation = call.Relation(flags);
        return call.Print(flags, Answer.Map(("uuid", call.Juju.RelationModelGet(relation))));
    }

    /// <summary>Is this a name that an application can have?</summary>
    public static bool IsApplication(string name) => ApplicationName().IsMatch(name);

    private static Databag Read(CommandCall call, RelationId relation, string? target, bool application)
    {
        Hook hook = call.Juju.Hook;
        if (target is null)
        {
            if (!application && hook.RemoteUnit is { } remote)
                return call.Juju.RelationGet(relation, remote);
            return call.Juju.RelationGet(relation, hook.RemoteApplication ?? throw call.Wrong("no unit or application specified"));
        }

        bool isUnit = UnitName.TryParse(target, out UnitName unit) && ApplicationName().IsMatch(unit.Application);
        if (application && (isUnit || ApplicationName().IsMatch(target)))
            return call.Juju.RelationGet(relation, isUnit ? unit.Application : target);
        if (isUnit)
            return call.Juju.RelationGet(relation, unit);
        throw call.Wrong(ApplicationName().IsMatch(target)
            ? $"expected unit name, got application name {GoText.Quote(target)}"
            : $"invalid unit name {GoText.Quote(target)}");
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]*[a-z][a-z0-9]*)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ApplicationName();
}
