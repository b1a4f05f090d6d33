using System.Text.RegularExpressions;

namespace S3Contract.Harness.Subjects.Warm;

/// <summary>Tells whether a charm's program does nothing but start Python, the same way in each hook: it is Python itself, or a shell script of
/// the shape that charmcraft writes. Only then can Python be started without it.</summary>
internal static partial class PlainProgram
{
    private const int DeepestNesting = 4;
    private const int Longest = 8192;
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    /// <summary>Does this program only start Python?</summary>
    /// <param name="text">What is in its file.</param>
    public static bool Is(string text)
    {
        string[] lines = text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n');
        return Python().IsMatch(lines[0]) || (text.Length <= Longest && Shell().IsMatch(lines[0]) && OnlyStartsPython(lines[1..]));
    }

    private static bool OnlyStartsPython(IEnumerable<string> lines)
    {
        string[] commands = [.. lines.Select(Plain).Where(line => line.Length > 0)];
        return commands.Length > 0
            && !Array.Exists(commands, line => line.Contains("JUJU_", StringComparison.Ordinal))
            && Array.TrueForAll(commands[..^1], line => Preparation().IsMatch(line))
            && Last().IsMatch(commands[^1]);
    }

    // Without comments, without the commands that only name a file, and without what is handed on as it is.
    private static string Plain(string line)
    {
        string plain = Comment().Replace(line, "")
            .Replace("${JUJU_DISPATCH_PATH:-$0}", "X", StringComparison.Ordinal)
            .Replace("JUJU_DISPATCH_PATH=", "X=", StringComparison.Ordinal)
            .Replace("JUJU_CHARM_DIR", "X", StringComparison.Ordinal)
            .Trim();
        for (int depth = 0; depth < DeepestNesting; depth++)
            plain = Naming().Replace(plain, "X");
        return plain;
    }

    [GeneratedRegex(@"^#!\s*(\S*/)?(env\s+)?python3?(\.[0-9]+)?(\s+-[a-zA-Z]+)*\s*$", Linear)]
    private static partial Regex Python();

    [GeneratedRegex(@"^#!\s*(\S*/)?(env\s+)?(sh|bash|dash)(\s+-[eu]+)?\s*$", Linear)]
    private static partial Regex Shell();

    [GeneratedRegex(@"^\s*#.*$", Linear)]
    private static partial Regex Comment();

    // $(dirname "$0"), $(realpath …), $(command -v python3)
    [GeneratedRegex(@"""?\$\((dirname|realpath|readlink|which|command -v|pwd)( [^()`;&|<>]*)?\)""?", Linear)]
    private static partial Regex Naming();

    [GeneratedRegex(@"^((export )?([A-Za-z][A-Z_a-z0-9]*=[^\s`;&|<>()]*\s*)+|set -[eu]+|if \[ (! )?-[defrx] [^\s`;&|<>()]+ \]; ?then|then|else|fi|mkdir -p [^\s`;&|<>()]+|ln -sf? [^\s`;&|<>()]+ [^\s`;&|<>()]+|cd [^\s`;&|<>()]+)$", Linear)]
    private static partial Regex Preparation();

    [GeneratedRegex(@"^(exec )?([A-Za-z][A-Z_a-z0-9]*=[^\s`;&|<>()]*\s+)*(exec )?((/usr/bin/)?env )?([^\s`;&|<>()=]*python[^\s`;&|<>()=]* +)?(-[a-zA-Z]+ +)*[^\s`;&|<>()=]+\.py""?( ""?\$@""?)?$", Linear)]
    private static partial Regex Last();
}
