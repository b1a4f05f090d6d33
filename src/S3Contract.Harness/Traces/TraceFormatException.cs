using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace S3Contract.Harness.Traces;

/// <summary>A file is not a trace. The message is for people: <c>file:line:column: what was expected</c>.</summary>
public sealed partial class TraceFormatException : Exception
{
    /// <summary>Creates the problem.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    /// <param name="problem">What was expected, and what was found.</param>
    public TraceFormatException(string file, int line, int column, string problem)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}:{column}: {problem}"))
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1, in characters.</summary>
    public int Column { get; }

    // System.Text.Json's messages name .NET types; here they are put in terms of the file.
    internal static TraceFormatException From(Exception problem, byte[] utf8, string file, int line)
    {
        var json = problem as JsonException;
        int bytes = (int)Math.Clamp(json?.BytePositionInLine ?? 0, 0, utf8.Length);
        string where = json?.Path is { Length: > 1 } path ? $" at {path}" : "";
        return new TraceFormatException(file, line, Encoding.UTF8.GetCharCount(utf8, 0, bytes) + 1, InWords(problem) + where);
    }

    private static string InWords(Exception problem)
    {
        string message = problem.Message.Split(" Path: ", 2)[0];
        if (message.StartsWith("expected ", StringComparison.Ordinal))
        {
            return message;
        }

        if (Missing().Match(message) is { Success: true } missing)
        {
            return $"expected also {missing.Groups["names"].Value.Replace("'", "", StringComparison.Ordinal).TrimEnd('.')}";
        }

        if (Unmapped().Match(message) is { Success: true } unknown)
        {
            return $"expected no \"{unknown.Groups["name"].Value}\" here";
        }

        if (Duplicate().Match(message) is { Success: true } twice)
        {
            return $"expected \"{twice.Groups["name"].Value}\" only once";
        }

        if (message.Contains("discriminator", StringComparison.Ordinal) || problem is NotSupportedException)
        {
            string path = (problem as JsonException)?.Path ?? "";
            IEnumerable<string> known = path.StartsWith("$.entries", StringComparison.Ordinal) ? TraceSchema.CasesOf(typeof(HookEntry))
                : path.StartsWith("$.change", StringComparison.Ordinal) ? TraceSchema.CasesOf(typeof(ModelChange))
                : TraceSchema.CasesOf(typeof(Step));
            return $"expected \"type\" to be one of {string.Join(", ", known)}";
        }

        if (message.Contains("could not be converted to", StringComparison.Ordinal))
        {
            string path = (problem as JsonException)?.Path ?? "$";
            return "expected " + path[(path.LastIndexOf('.') + 1)..] switch
            {
                "$" => "an object",
                "index" or "line" or "attempt" or "hooks" or "seed" => "a whole number",
                "leader" or "answer" or "failed" or "retry" or "underTest" or "applicationWrite" or "applicationRead" => "true or false",
                "entries" or "commits" => "a list",
                _ => "another kind of value",
            };
        }

        return message.Contains("doesn't allow null", StringComparison.Ordinal)
            ? "expected a value, found null"
            : $"expected JSON: {message}";
    }

    [GeneratedRegex(@"missing required properties including: (?<names>.+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Missing();

    [GeneratedRegex(@"^The JSON property '(?<name>.*?)' could not be mapped", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Unmapped();

    [GeneratedRegex(@"^Duplicate property '(?<name>.*?)'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Duplicate();
}
