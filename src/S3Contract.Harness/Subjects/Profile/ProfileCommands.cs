using System.Collections.Immutable;
using System.Globalization;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Pebble;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Harness.Subjects.Profile;

/// <summary>Reads <c>commands:</c>: what programs in workload containers answer.</summary>
internal static class ProfileCommands
{
    private const string Section = "commands";
    private static readonly string[] s_keys = ["command", "container", "stdout", "stderr", "exit-code"];

    public static IReadOnlyList<WorkloadCommand> Read(YamlFile file)
    {
        YamlNode? node = YamlFile.Find(file.Root, Section);
        if (node is null || YamlFile.IsNull(node))
            return [];
        if (node is not YamlSequenceNode list)
        {
            file.Expect(node, $"a list of commands under \"{Section}\"");
            return [];
        }

        List<WorkloadCommand> commands = [];
        foreach (YamlNode item in list.Children)
        {
            if (item is YamlMappingNode mapping)
                commands.Add(One(file, mapping));
            else
                file.Expect(item, "a mapping with \"command\"");
        }

        return commands;
    }

    private static WorkloadCommand One(YamlFile file, YamlMappingNode item)
    {
        foreach ((YamlScalarNode key, _) in file.Pairs(item))
        {
            string name = key.Value ?? "";
            if (Array.IndexOf(s_keys, name) < 0)
                file.Add(key, NearestName.Message($"unknown key \"{name}\"", name, s_keys));
        }

        return new WorkloadCommand(file.Text(item, "container", "the name of a container"), Words(file, item))
        {
            Stdout = file.Text(item, "stdout", "a text") ?? "",
            Stderr = file.Text(item, "stderr", "a text") ?? "",
            ExitCode = ExitCode(file, item),
        };
    }

    // A text is split at blanks; a list holds words with blanks in them.
    private static ImmutableArray<string> Words(YamlFile file, YamlMappingNode item)
    {
        switch (YamlFile.Find(item, "command"))
        {
            case YamlScalarNode { Value: { } text } when text.Trim().Length > 0:
                return [.. text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)];
            case YamlSequenceNode { Children.Count: > 0 } list when list.Children.All(word => word is YamlScalarNode):
                return [.. list.Children.Select(word => ((YamlScalarNode)word).Value ?? "")];
            case var other:
                file.Add(other ?? item, "expected a command under \"command\": a text, or a list of words (the last word * stands for any number of words)");
                return [];
        }
    }

    private static int ExitCode(YamlFile file, YamlMappingNode item)
    {
        YamlNode? node = YamlFile.Find(item, "exit-code");
        if (node is null || YamlFile.IsNull(node))
            return 0;
        if (node is YamlScalarNode scalar && int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int code) && code <= 255)
            return code;
        file.Expect(node, "a number from 0 to 255 under \"exit-code\"");
        return 0;
    }
}
