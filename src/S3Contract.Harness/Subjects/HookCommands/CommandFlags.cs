using System.Buffers;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>
/// Reads a hook command's arguments the way Juju does (GNU style): flags and arguments in any order, <c>--flag=value</c> or
/// <c>--flag value</c>, <c>-f value</c> or <c>-fvalue</c>, one-letter flags joined, <c>--</c> ends the flags.
/// </summary>
internal sealed class CommandFlags
{
    private static readonly SearchValues<char> s_name = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-");

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _spellings = new(StringComparer.Ordinal);
    private readonly List<string> _arguments = [];

    private CommandFlags()
    {
    }

    /// <summary>What is not a flag, in order.</summary>
    public IReadOnlyList<string> Arguments => _arguments;

    /// <summary>Reads arguments.</summary>
    /// <param name="command">The command, for errors.</param>
    /// <param name="switches">The flags that are true or false. Several spellings of one flag are joined by <c>|</c>, the one to ask for
    /// first.</param>
    /// <param name="valued">The flags that take a value, likewise.</param>
    /// <param name="arguments">The arguments.</param>
    /// <exception cref="CommandLineError">The arguments are wrong (exit code 2).</exception>
    /// <exception cref="CommandHelp">Help was asked for.</exception>
    public static CommandFlags Parse(string command, string[] switches, string[] valued, ReadOnlySpan<string> arguments)
    {
        CommandFlags read = new();
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            if (argument.Length < 2 || argument[0] != '-')
            {
                read._arguments.Add(argument);
            }
            else if (argument is "--")
            {
                read._arguments.AddRange(arguments[(i + 1)..]);
                break;
            }
            else if (argument[1] == '-')
            {
                read.Long(command, switches, valued, argument, arguments, ref i);
            }
            else
            {
                read.Short(command, switches, valued, argument, arguments, ref i);
            }
        }

        return read;
    }

    /// <summary>The value of a flag; null if it was not given.</summary>
    public string? Value(string flag) => _values.GetValueOrDefault(flag);

    /// <summary>Was a true-or-false flag given as true?</summary>
    public bool On(string flag) => _values.TryGetValue(flag, out string? value) && value is "true";

    /// <summary>Was a flag given at all, whatever its value?</summary>
    public bool Given(string flag) => _values.ContainsKey(flag);

    /// <summary>The flag as the caller spelled it, with its dashes.</summary>
    public string Spelling(string flag) => _spellings.GetValueOrDefault(flag, "--" + flag);

    private void Long(
        string command, string[] switches, string[] valued, string argument, ReadOnlySpan<string> arguments, ref int at)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? argument[2..] : argument[2..equals];
        string? inline = equals < 0 ? null : argument[(equals + 1)..];
        if (Canonical(switches, name) is { } flag)
            _values[flag] = inline is null ? "true" : Truth(command, name, inline);
        else if (Canonical(valued, name) is { } taking)
            Take(taking, name, inline ?? Next(command, name, arguments, ref at));
        else if (name is "help")
            throw new CommandHelp(command, switches, valued);
        else
            throw Undefined(command, name);
    }

    private void Short(
        string command, string[] switches, string[] valued, string argument, ReadOnlySpan<string> arguments, ref int at)
    {
        for (int j = 1; j < argument.Length; j++)
        {
            int length = char.IsHighSurrogate(argument[j]) && j + 1 < argument.Length ? 2 : 1;
            string name = argument.Substring(j, length);
            if (Canonical(switches, name) is { } flag)
            {
                _values[flag] = "true";
            }
            else if (Canonical(valued, name) is { } taking)
            {
                string rest = argument[(j + 1)..];
                Take(taking, name, rest.Length == 0 ? Next(command, name, arguments, ref at) : rest);
                return;
            }
            else if (name is "h")
            {
                throw new CommandHelp(command, switches, valued);
            }
            else
            {
                throw Undefined(command, name);
            }

            j += length - 1;
        }
    }

    private void Take(string flag, string name, string value)
    {
        _values[flag] = value;
        _spellings[flag] = WithDashes(name);
    }

    private static string Next(string command, string name, ReadOnlySpan<string> arguments, ref int at) =>
        ++at < arguments.Length
            ? arguments[at]
            : throw new CommandLineError(command, $"option needs an argument: {WithDashes(name)}", 2);

    private static string Truth(string command, string name, string value) => value switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => "true",
        "0" or "f" or "F" or "false" or "FALSE" or "False" => "false",
        _ => throw new CommandLineError(
            command, $"invalid value {GoText.Quote(value)} for option {WithDashes(name)}: strconv.ParseBool: parsing {GoText.Quote(value)}: invalid syntax", 2),
    };

    /// <summary>A flag as it may be kept. What does not look like the name of one is a value that went astray, and since a flag ends at a
    /// <c>=</c>, perhaps half of a key, which nobody would know again.</summary>
    public static string Kept(string flag) => flag.TrimStart('-').AsSpan().ContainsAnyExcept(s_name) ? "--…" : flag;

    private static CommandLineError Undefined(string command, string name)
    {
        const string Reason = "option provided but not defined: ";
        return new CommandLineError(command, Reason + WithDashes(name), 2) { Kept = Reason + Kept(WithDashes(name)) };
    }

    private static string WithDashes(string name) => (name.Length > 1 ? "--" : "-") + name;

    private static string? Canonical(string[] flags, string name)
    {
        foreach (string flag in flags)
        {
            if (flag.Length >= name.Length)
            {
                foreach (Range part in flag.AsSpan().Split('|'))
                {
                    if (flag.AsSpan(part).SequenceEqual(name))
                    {
                        int bar = flag.IndexOf('|', StringComparison.Ordinal);
                        return bar < 0 ? flag : flag[..bar];
                    }
                }
            }
        }

        return null;
    }
}
