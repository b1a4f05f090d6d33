using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The commands about secrets, against a store that is empty and stays so. What is wrong with a command line is told as Juju does.</summary>
internal static partial class SecretCommands
{
    private static readonly string[] s_content = ["owner", "label", "description", "rotate", "expire", "file"];

    public static HookAnswer Ids(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], []);
        call.AtMost(flags, 0);
        return call.Print(flags, call.Juju.SecretIds());
    }

    public static HookAnswer Add(CommandCall call)
    {
        CommandFlags flags = call.Flags([], s_content);
        CheckContent(call, flags);
        if (flags.Arguments.Count == 0 && flags.Value("file") is null)
            throw call.Wrong("missing secret value or filename");
        CheckPairs(call, flags.Arguments);
        throw call.Juju.SecretAdd(flags.Value("owner") is not "unit");
    }

    public static HookAnswer Set(CommandCall call)
    {
        CommandFlags flags = call.Flags([], s_content);
        string id = First(call, flags);
        CheckContent(call, flags);
        CheckPairs(call, flags.Arguments.Skip(1));
        call.Juju.SecretChange(call.Command, id);
        return HookAnswer.Nothing;
    }

    public static HookAnswer Get(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags(["peek", "refresh", "update"], ["label"], OutputFormat.YamlOrJson);
        string label = flags.Value("label") ?? "";
        string? id = flags.Arguments is [{ Length: > 0 } uri, ..] ? Id(call, uri) : null;
        if (id is null && label.Length == 0)
            throw call.Wrong("require either a secret URI or label");
        call.AtMost(flags, 2);
        if (flags.On("peek") && (flags.On("refresh") || flags.On("update")))
            throw call.Wrong("specify one of --peek or --refresh but not both");
        throw call.Juju.SecretNotFound(call.Command + (id is null ? " --label" : ""), id, label);
    }

    public static HookAnswer Info(CommandCall call)
    {
        CommandFlags flags = call.PrintingFlags([], ["label"], OutputFormat.YamlOrJson);
        string label = flags.Value("label") ?? "";
        string? id = flags.Arguments is [{ Length: > 0 } uri, ..] ? Id(call, uri) : null;
        if (id is null && label.Length == 0)
            throw call.Wrong("require either a secret URI or label");
        if (id is not null && label.Length > 0)
            throw call.Wrong("specify either a secret URI or label but not both");
        call.AtMost(flags, 1);
        throw call.Juju.SecretNotFound(call.Command, id ?? label);
    }

    public static HookAnswer Grant(CommandCall call)
    {
        CommandFlags flags = call.Flags([], [CommandCall.RelationFlag, "unit"]);
        string id = First(call, flags);
        call.AtMost(flags, 1);
        _ = call.Relation(flags);
        throw call.Juju.SecretNotFound(call.Command, id);
    }

    public static HookAnswer Revoke(CommandCall call)
    {
        CommandFlags flags = call.Flags([], [CommandCall.RelationFlag, "app|application", "unit"]);
        string id = First(call, flags);
        call.AtMost(flags, 1);
        if (flags.Given("r") || !(flags.Given("app") || flags.Given("unit")))
            _ = call.Relation(flags);
        call.Juju.SecretChange(call.Command, id);
        return HookAnswer.Nothing;
    }

    public static HookAnswer Remove(CommandCall call)
    {
        CommandFlags flags = call.Flags([], ["revision"]);
        string id = First(call, flags);
        call.AtMost(flags, 1);
        if (flags.Value("revision") is { } revision && !int.TryParse(revision, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            throw call.Wrong($"invalid value {GoText.Quote(revision)} for option --revision: strconv.ParseInt: parsing {GoText.Quote(revision)}: invalid syntax");
        call.Juju.SecretChange(call.Command, id);
        return HookAnswer.Nothing;
    }

    private static string First(CommandCall call, CommandFlags flags) =>
        flags.Arguments.Count == 0 ? throw call.Wrong("missing secret URI") : Id(call, flags.Arguments[0]);

    private static string Id(CommandCall call, string uri) =>
        Uri().Match(uri) is { Success: true } match
            ? match.Groups["id"].Value
            : throw call.Wrong($"secret URI {GoText.Quote(uri)} not valid");

    private static void CheckContent(CommandCall call, CommandFlags flags)
    {
        if (flags.Value("owner") is { } owner && owner is not ("application" or "unit"))
            throw call.Wrong($"secret owner {GoText.Quote(owner)} not valid");
        if (flags.Value("rotate") is { Length: > 0 } policy
            && policy is not ("never" or "hourly" or "daily" or "weekly" or "monthly" or "quarterly" or "yearly"))
        {
            throw call.Wrong($"rotate policy {GoText.Quote(policy)} not valid");
        }

        if (flags.Value("expire") is { Length: > 0 } expire && !IsTime(expire) && !Duration().IsMatch(expire))
            throw call.Wrong($"expire time or duration {GoText.Quote(expire)} not valid");
    }

    private static void CheckPairs(CommandCall call, IEnumerable<string> arguments)
    {
        foreach (string argument in arguments)
        {
            if (argument.IndexOf('=', StringComparison.Ordinal) <= 0)
                throw call.Wrong($"key value {GoText.Quote(argument)} not valid");
        }
    }

    private static bool IsTime(string text)
    {
        try
        {
            _ = XmlConvert.ToDateTimeOffset(text);
            return text.Contains('T', StringComparison.Ordinal);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    [GeneratedRegex("^(secret:(//[^/]+/)?)?(?<id>[0-9a-v]{20})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Uri();

    [GeneratedRegex(@"^\+?([0-9]+(\.[0-9]*)?(ns|us|µs|ms|s|m|h))+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Duration();
}
