using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Printing;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Subjects.HookCommands;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Harness.Traces;

namespace S3Contract.Tests.Property.Fuzzing;

/// <summary>Whatever a reader is given, it answers with what it read or with the error that its documentation names, and within a second.</summary>
public sealed class ReadersTakeAnything
{
    private const int Tests = 300;
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(1);

    private static readonly string[] s_scripts =
    [
        "deploy provider --units 2 a=b\n", "integrate provider requirer\n", "# covers: live.latest-credentials\n", "# let: a=b\n", "settle order=1,2\n",
        "expect databag provider requirer access-key='AK'\n", "! expect provider/0 write\n", "expect only requirer/0\n    hook install\n", "run provider/0 do x=\"\\n\"\n",
        "${name}", "include x.s3c\n", "# examples: a b\n#  1 2\n",
    ];

    private static readonly string[] s_traces =
    [
        "{\"schema\":\"s3contract-trace/2\",\"script\":\"x\",\"seed\":0,\"provider\":{\"charm\":\"p\",\"host\":\"h\",\"underTest\":true},\"requirer\":{\"charm\":\"r\",\"host\":\"h\",\"underTest\":false}}\n",
        "{\"type\":\"model\",\"index\":0,\"change\":{\"type\":\"unit-added\",\"unit\":\"a/0\"}}\n",
        "{\"type\":\"hook\",\"index\":0,\"unit\":\"a/0\",\"hook\":{\"kind\":\"install\"},\"leader\":true,\"outcome\":\"committed\"}\n", "{\"index\":", "[", "\\u0000", "null", "1e999",
    ];

    private static readonly string[] s_profiles =
    [
        "issue:\n  - run ${leader} sync access-key=${access-key}\n", "set:\n  bucket: config provider bucket=${bucket}\n", "waive:\n  live.answered: because\n", "environment: {A: b}\n",
        "hook-time-limit: 3s\n", "juju-version: 3.6\n", "events: {}\n", "endpoint: &a s3\n", "*a", "? [", "!!binary x\n", "---\n", "...\n", "\t",
    ];

    private static readonly string[] s_settings = ["a: b\n", "\"a\\ud83d\": 1\n", "&x a: *x\n", "{a: b, c: [", "---\n", "a: |\n  b\n", "? ", ": ", "- ", "%YAML 1.1\n", "a: ~\n", "<<: *x\n"];

    [Law(MaxTest = Tests)]
    public FsCheck.Property The_script_parser() => Reads(s_scripts, text => ScriptParser.Parse(text, "x.s3c"), _ => false);

    [Law(MaxTest = Tests)]
    public FsCheck.Property The_trace_reader() => Reads(s_traces, text => TraceJson.Read(text, "x.jsonl"), problem => problem is TraceFormatException);

    [Law(MaxTest = Tests)]
    public FsCheck.Property The_profile_reader() => Reads(s_profiles, text => CharmProfileFile.Parse(text, "x.yaml"), _ => false);

    [Law(MaxTest = Tests)]
    public FsCheck.Property The_metadata_reader() => Reads(s_profiles, text => ReadMetadata(text), problem => problem is CharmProblem);

    [Law(MaxTest = Tests)]
    public FsCheck.Property The_reader_of_settings() =>
        Reads(s_settings, text => SettingsInput.File("relation-set", Encoding.UTF8.GetBytes(text)), problem => problem is CommandLineError);

    [Law(MaxTest = Tests)]
    public FsCheck.Property The_reader_of_parameters() => Reads(s_settings, text => ParameterYaml.Read(text), _ => false);

    [Law(MaxTest = Tests)]
    public FsCheck.Property The_arguments_of_hook_commands() => Prop.ForAll(
        Arguments().ToArbitrary(),
        arguments => Within(
            () => CommandFlags.Parse("relation-get", ["app", "a|all"], ["r|relation", "format", "o|output"], arguments),
            problem => problem is CommandLineError or CommandHelp));

    private static CharmMetadata ReadMetadata(string text)
    {
        var file = YamlFile.Parse("metadata.yaml", text);
        return MetadataReader.Read(file, file, file.Root, file, file.Root);
    }

    private static FsCheck.Property Reads(string[] parts, Func<string, object?> read, Func<Exception, bool> isTold) =>
        Prop.ForAll(Texts(parts).ToArbitrary(), text => Within(() => read(text), isTold));

    private static bool Within(Func<object?> read, Func<Exception, bool> isTold)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            _ = read();
        }
        catch (Exception problem) when (isTold(problem))
        {
            // Said in the words of the documentation.
        }

        return Stopwatch.GetElapsedTime(begin) < s_long;
    }

    // Pieces of what is right, cut, repeated and mixed with anything.
    private static Gen<string> Texts(string[] parts) =>
        from pieces in Gen.ListOf(Gen.Frequency(
            (6, Gen.Elements(parts)),
            (2, from part in Gen.Elements(parts) from at in Gen.Choose(0, part.Length) select part[..at]),
            (2, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")),
            (1, Gen.Elements("\0", "\uFEFF", "\u202E", "\uD800", "\r", "\u0085", new string('[', 3000), new string('{', 3000), new string('\\', 20_000), new string('"', 999), new string(' ', 5000)))))
        select string.Concat(pieces);

    private static Gen<string[]> Arguments() => Gen.ArrayOf(Gen.OneOf(
        Gen.Elements("--", "-", "--app", "--app=", "--app=maybe", "-r", "-rx", "--relation", "--relation=", "-aar", "--help", "-h", "--format=json", "-", "---", "-😀", "-\uD800", "--=", "="),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        ArbMap.Default.GeneratorFor<string>().Select(text => "-" + text)));
}
