using S3Contract.Harness.Files;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects.Warm;

/// <summary>How a charm's program starts Python, as it was seen once. The folder of the unit, and what the environment held before, are left
/// open, so that it can be repeated for any hook of any unit.</summary>
/// <param name="Executable">The file of the interpreter.</param>
/// <param name="Name">What the interpreter was called by: from that it knows its virtual environment.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Script">The script, as it was named.</param>
/// <param name="Arguments">The arguments of the script.</param>
/// <param name="Order">The names of the variables, in their order; null where the program kept the order it was given.</param>
/// <param name="Changes">What the program did to the environment; null for a variable that it took away.</param>
internal sealed record PythonStart(
    string Executable,
    string Name,
    IReadOnlyList<string> Flags,
    string Script,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<string>? Order,
    IReadOnlyList<KeyValuePair<string, string?>> Changes)
{
    // Neither can stand in a command line that a charm has.
    private const char Folder = '\u0001';
    private const char Before = '\u0002';
    private const int LeastTaken = 4;

    private static readonly string[] s_flagsWithValue = ["-W", "-X", "--check-hash-based-pycs"];

    /// <summary>What is seen of a running Python.</summary>
    /// <param name="image">What runs.</param>
    /// <param name="start">The hook for which it was started.</param>
    /// <param name="why">Why it cannot be repeated; null if it can.</param>
    public static PythonStart? Of(ProcessImage image, HookLaunch start, out string? why)
    {
        string[] words = [.. image.CommandLine.Select(word => Open(word, start.Folder))];
        int script = 1;
        while (script < words.Length && words[script].StartsWith('-') && words[script].Length > 1)
            script += Array.IndexOf(s_flagsWithValue, words[script]) >= 0 ? 2 : 1;
        string[] flags = words[1..Math.Min(script, words.Length)];
        why = Array.Exists(flags, flag => flag.StartsWith("-c", StringComparison.Ordinal) || flag.StartsWith("-m", StringComparison.Ordinal)) || script >= words.Length
            ? "it does not start Python with a script"
            : !string.Equals(image.Folder, start.Folder, StringComparison.Ordinal) ? "it starts Python in another folder" : null;
        if (why is not null)
            return null;

        if (Path.IsPathRooted(words[script]) || words[script].EndsWith(".pyc", StringComparison.Ordinal)
            || FileNode.At(Path.Combine(start.Folder, image.CommandLine[script])) is not { Kind: FileNodeKind.File })
        {
            why = "it starts Python with a script that is not the charm's own";
            return null;
        }

        Dictionary<string, string> given = Pairs(start.Environment);
        Dictionary<string, string> seen = Pairs(image.Environment);
        List<KeyValuePair<string, string?>> changes = [.. given.Keys.Where(name => !seen.ContainsKey(name)).Select(name => KeyValuePair.Create(name, (string?)null))];
        foreach ((string name, string value) in seen)
        {
            string before = given.GetValueOrDefault(name, "");
            if (string.Equals(before, value, StringComparison.Ordinal) && given.ContainsKey(name))
                continue;
            string open = before.Length >= LeastTaken ? value.Replace(before, Before.ToString(), StringComparison.Ordinal) : value;
            changes.Add(KeyValuePair.Create(name, (string?)Open(open, start.Folder)));
        }

        string[] names = [.. image.Environment.Select(NameOf)];
        bool keepsOrder = names.Where(given.ContainsKey).SequenceEqual(start.Environment.Select(NameOf).Where(seen.ContainsKey), StringComparer.Ordinal);
        why = changes.Exists(change => change.Key.StartsWith("JUJU_", StringComparison.Ordinal)) ? "it changes what Juju says of the hook" : null;
        return why is not null ? null : new PythonStart(image.Executable, words[0], flags, words[script], words[(script + 1)..], keepsOrder ? null : names, changes);
    }

    /// <summary>The command line in a folder.</summary>
    public IReadOnlyList<string> CommandLine(string folder) =>
        [Closed(Name, folder, ""), .. Flags.Select(flag => Closed(flag, folder, "")), Closed(Script, folder, ""), .. Arguments.Select(argument => Closed(argument, folder, ""))];

    /// <summary>Is Python the same before it comes to the script?</summary>
    public bool StartsAs(PythonStart other) => ReferenceEquals(this, other)
        || (string.Equals(Executable, other.Executable, StringComparison.Ordinal) && string.Equals(Name, other.Name, StringComparison.Ordinal)
            && Flags.SequenceEqual(other.Flags, StringComparer.Ordinal) && Changes.SequenceEqual(other.Changes));

    /// <summary>The script, as it is named in a folder.</summary>
    public string ScriptIn(string folder) => Closed(Script, folder, "");

    /// <summary>The arguments of the script in a folder.</summary>
    public IReadOnlyList<string> ArgumentsIn(string folder) => [.. Arguments.Select(argument => Closed(argument, folder, ""))];

    /// <summary>What becomes of an environment in a folder.</summary>
    public IReadOnlyList<string> Environment(IReadOnlyList<string> given, string folder)
    {
        Dictionary<string, string> values = Pairs(given);
        foreach ((string name, string? change) in Changes)
        {
            string before = values.GetValueOrDefault(name, "");
            values.Remove(name);
            if (change is not null)
                values[name] = Closed(change, folder, before);
        }

        IEnumerable<string> names = Order is null ? values.Keys : Order.Where(values.ContainsKey).Concat(values.Keys.Except(Order, StringComparer.Ordinal));
        return [.. names.Select(name => $"{name}={values[name]}")];
    }

    private static string Open(string text, string folder) => text.Replace(folder, Folder.ToString(), StringComparison.Ordinal);

    private static string Closed(string text, string folder, string before) =>
        text.Replace(Folder.ToString(), folder, StringComparison.Ordinal).Replace(Before.ToString(), before, StringComparison.Ordinal);

    private static Dictionary<string, string> Pairs(IEnumerable<string> variables)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (string variable in variables)
            pairs[NameOf(variable)] = variable[Math.Min(NameOf(variable).Length + 1, variable.Length)..];
        return pairs;
    }

    private static string NameOf(string variable) => variable.Split('=', 2)[0];
}
