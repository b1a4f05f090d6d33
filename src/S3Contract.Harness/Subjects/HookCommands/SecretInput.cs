using System.Text;
using S3Contract.Harness.Juju.Secrets;
using S3Contract.Harness.Printing;
using YamlDotNet.Core.Events;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>The content of a secret on a command line: <c>key=value</c>, <c>key#base64=value</c>, <c>key#file=path</c>, and a file with a map in YAML or
/// JSON, whose keys win. What is wrong with it shows before the command runs.</summary>
internal static class SecretInput
{
    private const string InBase64 = "#base64";
    private const string InFile = "#file";
    private const string FileFlag = "--file";
    private const string Binary = "tag:yaml.org,2002:binary";

    public static SecretContent Content(CommandCall call, IReadOnlyList<string> arguments, string? file)
    {
        SortedDictionary<string, string> encoded = new(StringComparer.Ordinal);
        foreach (string argument in arguments)
        {
            // Signs at the end may be padding of base64.
            int equals = argument.TrimEnd('=').IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw call.Wrong($"key value {GoText.Quote(argument)} not valid");
            Add(encoded, argument[..equals], argument[(equals + 1)..], key => FileContent(call, argument, argument[(equals + 1)..], key));
        }

        Check(call, encoded);
        return SecretContent.Of(file is null ? encoded : encoded.Concat(FromFile(call, file)));
    }

    private static void Add(SortedDictionary<string, string> encoded, string key, string value, Func<string, byte[]> file)
    {
        byte[]? content = null;
        if (key.EndsWith(InFile, StringComparison.Ordinal))
        {
            key = key[..^InFile.Length];
            content = file(key);
        }

        if (key.EndsWith(InBase64, StringComparison.Ordinal))
            encoded[key[..^InBase64.Length]] = content is null ? value : Encoding.UTF8.GetString(content);
        else
            encoded[key] = Convert.ToBase64String(content ?? Encoding.UTF8.GetBytes(value));
    }

    private static byte[] FileContent(CommandCall call, string argument, string file, string key)
    {
        try
        {
            return Bounded(call, file, call.Named(file, Place(call, argument), exitCode: 2));
        }
        catch (CommandLineError failure) when (failure.Reason.StartsWith("open ", StringComparison.Ordinal))
        {
            throw call.Wrong($"reading content for secret key {GoText.Quote(key)}: {failure.Reason}");
        }
    }

    private static SortedDictionary<string, string> FromFile(CommandCall call, string file)
    {
        byte[] content = Bounded(call, file, call.Named(file, FlagPlace(call, file), exitCode: 2));
        SortedDictionary<string, string> encoded = new(StringComparer.Ordinal);
        try
        {
            foreach ((string key, Scalar scalar) in SettingsInput.Scalars(call.Command, content))
            {
                bool binary = !scalar.Tag.IsEmpty && scalar.Tag.Value is Binary;
                Add(encoded, binary ? key + InBase64 : key, binary ? Compact(call, scalar.Value) : SettingsInput.TextOf(scalar), name => throw call.Wrong($"key {GoText.Quote(name + InFile)} not valid"));
            }
        }
        catch (CommandLineError wrong) when (wrong.ExitCode != 2)
        {
            throw call.Wrong(wrong.Reason);
        }

        Check(call, encoded);
        return encoded;
    }

    private static string Compact(CommandCall call, string base64)
    {
        string compact = string.Concat(base64.Where(letter => !char.IsWhiteSpace(letter)));
        return GoBase64.TryDecode(compact, out _, out _) ? compact : throw call.Wrong("yaml: !!binary value contains invalid base64 data");
    }

    private static byte[] Bounded(CommandCall call, string file, byte[] content) =>
        content.Length <= SecretKeys.MostBytes ? content
            : throw call.Wrong(FormattableString.Invariant($"secret content in file {GoText.Quote(file)} too large: {content.Length} bytes"));

    private static void Check(CommandCall call, IEnumerable<KeyValuePair<string, string>> encoded)
    {
        if (SecretKeys.Problem(encoded) is { } problem)
            throw call.Wrong(problem);
    }

    // Where the argument stands by which the command, at the charm's side, has read the file.
    private static int Place(CommandCall call, string argument) => Where(call, at => string.Equals(call.Given[at], argument, StringComparison.Ordinal));

    private static int FlagPlace(CommandCall call, string file) => Where(call, at =>
        string.Equals(call.Given[at], $"{FileFlag}={file}", StringComparison.Ordinal)
        || (at > 0 && call.Given[at - 1] is FileFlag && string.Equals(call.Given[at], file, StringComparison.Ordinal)));

    private static int Where(CommandCall call, Predicate<int> found)
    {
        int at = 0;
        while (at < call.Given.Count && !found(at))
            at++;
        return at;
    }
}
